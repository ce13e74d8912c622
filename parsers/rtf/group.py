"""The groups of RTF (specification 1.9.1): what is set inside a pair of braces ends with it."""

from dataclasses import dataclass

from parsers.rtf.flow import Flow


@dataclass(slots=True)
class Group:
    """What holds inside a pair of braces; ``opened`` is the destination that begins with it.

    ``fallback`` is how many octets stand for a sign of Unicode; ``doubled`` marks RTF's own form of what is HTML.
    """

    flow: Flow
    destination: str = ""
    opened: str = ""
    font: int | None = None
    fallback: int = 1
    depth: int = 0
    begins: bool = True
    starred: bool = False
    hidden: bool = False
    deleted: bool = False
    doubled: bool = False

    def enter(self) -> "Group":
        """Return what holds inside a group that begins here."""
        return Group(
            flow=self.flow,
            destination=self.destination,
            font=self.font,
            fallback=self.fallback,
            depth=self.depth,
            hidden=self.hidden,
            deleted=self.deleted,
            doubled=self.doubled,
        )
