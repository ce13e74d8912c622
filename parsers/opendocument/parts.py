"""What is found in an OpenDocument file, and its paragraphs and notes while they are being read."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class OpenText:
    """What a document holds: the body, what stands around and behind it; ``pictures`` are references, in order."""

    lines: list[str] = field(default_factory=list)
    headers: list[str] = field(default_factory=list)
    footers: list[str] = field(default_factory=list)
    behind: list[str] = field(default_factory=list)
    notes: set[str] = field(default_factory=set)
    pictures: list[str] = field(default_factory=list)
    drawn: bool = False


@dataclass(slots=True)
class Paragraph:
    """A paragraph being read; text boxes anchored in it come after it."""

    label: str
    text: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Story:
    """A note or comment being read; what stands outside paragraphs in it is its label."""

    label: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)


def join_lines(lines: list[str]) -> str:
    """Join lines without what surrounds them."""
    return "\n".join(line.rstrip() for line in lines).strip()
