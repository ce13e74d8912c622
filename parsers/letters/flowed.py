"""Text that was wrapped for sending, joined again: format=flowed (RFC 3676)."""

from collections.abc import Iterator

_SIGNATURE = "-- "


def join_flowed(text: str, *, delsp: bool = False) -> str:
    """Join the lines that a blank at their end says belong together; quoted ones keep their marks."""
    return "\n".join(_join(text.replace("\r\n", "\n").split("\n"), delsp=delsp))


def _join(lines: list[str], *, delsp: bool) -> Iterator[str]:
    pieces: list[str] = []
    depth_before = 0
    for line in lines:
        depth, content = _split_quote(line)
        if pieces and depth != depth_before:  # a paragraph that ends amid quoting (RFC 3676 §4.5)
            yield _mark(depth_before, "".join(pieces).rstrip())
            pieces = []
        depth_before = depth
        if content.endswith(" ") and content != _SIGNATURE:
            pieces.append(content[:-1] if delsp else content)
            continue
        if content == _SIGNATURE and pieces:
            yield _mark(depth, "".join(pieces).rstrip())
            pieces = []
        yield _mark(depth, "".join((*pieces, content)))
        pieces = []
    if pieces:
        yield _mark(depth_before, "".join(pieces).rstrip())


def _split_quote(line: str) -> tuple[int, str]:
    content = line.lstrip(">")
    # One blank in front is stuffing: it keeps a line from beginning with > or From.
    return len(line) - len(content), content.removeprefix(" ")


def _mark(depth: int, content: str) -> str:
    return f"{'>' * depth} {content}" if depth else content
