"""Mails and texts as they might be sent: whole, so that every word of them must come back."""

import random
from base64 import encodebytes
from dataclasses import dataclass, field
from quopri import encodestring

from tests.fuzz.cases import Case

_SYLLABLES = ("ba", "de", "høj", "små", "ær", "skov", "by", "råd", "bør", "nen", "li", "vest", "kom", "mu", "ne")
_CHARSETS = ("utf-8", "iso-8859-1", "cp1252", "utf-16", "iso-8859-15", "utf-7")
_ATTRIBUTIONS = (
    "Den 3. okt. 2019 kl. 12.05 skrev Ole Olsen <ole@odense.dk>:",
    "On Thu, Oct 3, 2019 at 12:05 PM Ole Olsen wrote:",
    "-----Oprindelig meddelelse-----",
    "---------- Forwarded message ---------",
    "Fra: KL <kl@kl.dk>\nSendt: 3. oktober 2019 12:05\nTil: Odense\nEmne: Høring",
    "________________________________",
    "Fra: 1. januar",
    "Til: den 5. maj",
)
_LINES = (
    "Tak for muligheden.",
    "Med venlig hilsen",
    "- ja",
    "* nej",
    "1) ",
    "-- ",
    ">",
    "> > ",
    "",
    "",
    ":",
    "Sendt fra min iPhone",
)
_MARKS = ("> ", ">", "| ", ">>> ", "  ", "\t", "\x1e", "\x1f", "\u2028", "\x85", "\x0b")


@dataclass(slots=True)
class _Writer:
    """Writes parts; remembers every word in them."""

    chance: random.Random
    words: set[str] = field(default_factory=set)
    parts: int = 0

    def write_words(self) -> str:
        """Return a line of words that stand nowhere else."""
        number = len(self.words)
        line = ["".join(self.chance.choices(_SYLLABLES, k=3)) + str(number) for _ in range(self.chance.randint(1, 8))]
        self.words.update(line)
        return " ".join(line)

    def write_part(self, depth: int) -> bytes:
        """Return a part with its headers."""
        self.parts += 1
        if depth and self.parts < 30 and self.chance.random() < 0.6:
            write = self.chance.choice((self._write_parts, self._write_parts, self._write_forms, self._attach_mail))
            return write(depth)
        return self._write_leaf()

    def _write_parts(self, depth: int) -> bytes:
        boundary = self.chance.choice((b"=_%d", b"--%d", b"a b %d", b"%d")) % self.parts
        kind = self.chance.choice((b"mixed", b"related", b"signed", b"weird"))
        parts = [self.write_part(depth - 1) for _ in range(self.chance.randint(1, 4))]
        return _join(kind, boundary, parts if len(parts) > 1 or self.chance.random() < 0.5 else [*parts, b"\n"])

    def _write_forms(self, depth: int) -> bytes:
        """Return one text in two forms; or all the parts there are as the only form."""
        boundary = b"form %d" % self.parts
        if self.chance.random() < 0.3:
            return _join(b"alternative", boundary, [self._write_parts(depth - 1)])
        lines = [self.write_words() for _ in range(self.chance.randint(1, 4))]
        return _join(b"alternative", boundary, [self._write_text(lines, page=page) for page in (False, True)])

    def _attach_mail(self, depth: int) -> bytes:
        return b"Content-Type: message/rfc822\n\nFrom: eva@odense.dk\nSubject: Svar\n" + self.write_part(depth - 1)

    def _write_leaf(self) -> bytes:
        lines = [self.write_words() for _ in range(self.chance.randint(1, 4))]
        page = self.chance.random() < 0.3
        if not page:
            lines.insert(self.chance.randrange(len(lines) + 1), self.chance.choice(_ATTRIBUTIONS + _LINES))
        shown = self.chance.choice((b"", b"", b'Content-Disposition: attachment; filename="svar.txt"\n'))
        return shown + self._write_text(lines, page=page)

    def _write_text(self, lines: list[str], *, page: bool) -> bytes:
        charset = self.chance.choice(_CHARSETS)
        text = "".join(f"<p>{line}</p>\n" for line in lines) if page else "\n".join(lines)
        data, encoding = self._encode(text.encode(charset), raw=charset == "utf-16")
        return b"Content-Type: text/%s; charset=%s\nContent-Transfer-Encoding: %s\n\n%s\n" % (
            b"html" if page else b"plain",
            charset.encode(),
            encoding,
            data,
        )

    def _encode(self, data: bytes, *, raw: bool) -> tuple[bytes, bytes]:
        way = self.chance.choice((b"base64", b"quoted-printable", b"8bit"))
        if way == b"base64" or raw:
            return encodebytes(data), b"base64"
        return (encodestring(data), way) if way == b"quoted-printable" else (data, way)


def _join(kind: bytes, boundary: bytes, parts: list[bytes]) -> bytes:
    inside = b"".join(b"--" + boundary + b"\n" + part + b"\n" for part in parts)
    return b'Content-Type: multipart/%s; boundary="%s"\n\n%s--%s--\n' % (kind, boundary, inside, boundary)


def write_mail(chance: random.Random) -> Case:
    """Write a mail of parts in parts, in many charsets."""
    writer = _Writer(chance)
    part = writer.write_part(depth=4)
    return Case(b"From: Ole <ole@odense.dk>\nSubject: Svar\nMIME-Version: 1.0\n" + part, frozenset(writer.words))


def write_text(chance: random.Random) -> Case:
    """Write a text of own words and history in any order; now and then one that repeats itself for long."""
    writer = _Writer(chance)
    lines = [_write_line(writer, chance) for _ in range(chance.randint(1, 40))]
    text = "\n".join(lines)
    if chance.random() < 0.1:
        text = "\n".join([text] * (200_000 // (len(text) + 1)))
    return Case(text.encode("utf-8", "surrogatepass"))


def _write_line(writer: _Writer, chance: random.Random) -> str:
    line = chance.choice((writer.write_words(), chance.choice(_ATTRIBUTIONS), chance.choice(_LINES)))
    mark = "".join(chance.choices(_MARKS, k=chance.choice((0, 0, 1, 2))))
    return "\n".join(mark + each for each in line.split("\n"))
