"""Parses Authentication-Results (RFC 8601), also Exchange Online's form, which bears no authserv-id."""

from dataclasses import dataclass

from domain.pattern import compile_late

LONGEST = 20_000
"""Characters of one header that are looked at."""

# No pattern may try the rest of a run again at each of its letters: the line may be anybody's, and long.
_COMMENT = compile_late(r"\([^()]*\)")
"""A comment without another inside: of most headers all comments are so."""
_QUOTED = compile_late(r"\"(?:[^\"\\]|\\.)*\"")
_METHOD = compile_late(r"^\s*([\w-]+)(?:\s*/\s*\d+)?\s*=\s*([\w-]+)")
_PROPERTY = compile_late(
    r"(?<![\w-])([\w-]{1,64})\s{0,9}\.\s{0,9}([\w-]{1,64})\s{0,9}=\s{0,9}(\"(?:[^\"\\]|\\.)*\"|[^\s;]+)"
)


@dataclass(frozen=True, slots=True)
class MethodResult:
    """One method's result; ``properties`` as ``("header.d", "odense.dk")``, all in lower case."""

    method: str
    result: str
    properties: tuple[tuple[str, str], ...]

    def get(self, name: str) -> str:
        """Return a property, or nothing."""
        return next((value for key, value in self.properties if key == name), "")


@dataclass(frozen=True, slots=True)
class AuthenticationResults:
    """One header: who says it (empty without an authserv-id), and what."""

    authserv_id: str
    results: tuple[MethodResult, ...]

    def list_of(self, method: str) -> tuple[MethodResult, ...]:
        """Return the results of one method, in order."""
        return tuple(r for r in self.results if r.method == method)


def parse_authentication_results(value: str) -> AuthenticationResults:
    """Parse the value of one header; what cannot be understood is left out, never guessed."""
    pieces = _split_outside_quotes(_strip_comments(value[:LONGEST]))
    authserv_id = ""
    first = pieces[0].split() if pieces else []
    if first and "=" not in " ".join(first):
        authserv_id = first[0].strip('"').lower()
    results = (_parse_result(piece) for piece in pieces)
    return AuthenticationResults(authserv_id, tuple(result for result in results if result is not None))


def _parse_result(piece: str) -> MethodResult | None:
    found = _METHOD.match(piece)
    if found is None:
        return None
    rest = piece[found.end() :]
    properties = tuple(
        (f"{ptype}.{name}".lower(), value.strip('"').lower()) for ptype, name, value in _PROPERTY.findall(rest)
    )
    return MethodResult(found[1].lower(), found[2].lower(), properties)


def _strip_comments(value: str) -> str:
    """Return the value without comments; a bracket inside quotes is none (RFC 5322 §3.2.2)."""
    plain = value if '"' in value or "\\" in value else _COMMENT.sub(" ", value)
    if "(" not in plain:
        return plain
    kept: list[str] = []
    depth, quoted, escaped = 0, False, False
    for char in value:
        if escaped or char == "\\":
            escaped = not escaped
            kept.append(char if depth == 0 else "")
        elif char == '"' and depth == 0:
            quoted = not quoted
            kept.append(char)
        elif char == "(" and not quoted:
            depth += 1
        elif char == ")" and depth and not quoted:
            depth -= 1
            kept.append(" ")
        elif depth == 0:
            kept.append(char)
    return "".join(kept)


def _split_outside_quotes(value: str) -> list[str]:
    """Return the pieces between semicolons; a quotation mark that nothing closes quotes nothing."""
    if '"' not in value:
        return [piece for piece in value.split(";") if piece]
    pieces, start, at = [], 0, 0
    while at < len(value):
        if value[at] == '"' and (quoted := _QUOTED.match(value, at)):
            at = quoted.end()
            continue
        if value[at] == '"':
            break
        if value[at] == ";":
            pieces.append(value[start:at])
            start = at + 1
        at += 1
    rest = value[start:at], *value[at:].split(";")
    return [piece for piece in (*pieces, "".join(rest[:2]), *rest[2:]) if piece]
