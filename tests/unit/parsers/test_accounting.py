"""Nothing of a mail is lost: each leaf that the standard library finds comes back as words or as a file."""

import email
import re
from collections.abc import Iterator
from email.message import Message
from pathlib import Path

import pytest

from domain.message import ParsedMail
from parsers.mail import parse_mail

WEIRD = Path(__file__).parents[2] / "corpus" / "weird"
ALL = sorted(path.stem for path in WEIRD.glob("*.eml"))

# Here the standard library gives the octets of a part undecoded, or decodes them wrongly; what must come back
# stands in test_weird_mail.
NOT_FOR_STDLIB = {
    "attached-mail-in-base64",
    "base64-encoding-with-a-comment",
    "base64-label-on-plain-text",
    "base64-with-a-footer-below",
    "base64-with-stray-signs",
    "charset-with-nul",
    "mark-in-front",
    "saved-in-utf16",
    "soft-breaks-with-blanks",
    "utf16-without-a-mark",
    "utf7",
}
# Here a part of a letter only tells that the letter is in another one.
STUBS = {"plain-only-tells-where-the-page-is"}
# Here a part is sent in a wrapping that is not of its words: armour, commands, blanks that join, a file in a text.
WRAPPED = {
    "enriched-text",
    "file-uuencoded-in-the-text",
    "flowed-lines-without-their-blanks",
    "signed-in-clear-text",
}


def find_leaves(part: Message) -> Iterator[Message]:
    payload = part.get_payload()
    if isinstance(payload, list) and part.get_content_type() != "message/delivery-status":
        for child in payload:
            assert isinstance(child, Message)
            yield from find_leaves(child)
    else:
        yield part


def find_words(text: str) -> set[str]:
    return set(re.findall(r"\w+", re.sub(r"<[^>]*>|--\w+", " ", text)))


def is_accounted_for(data: bytes, mail: ParsedMail) -> bool:
    if any(file.data.strip() == data.strip() for file in mail.files):
        return True
    texts = [mail.body, mail.quoted, *(file.data.decode("utf-8", "replace") for file in mail.files)]
    known = find_words(" ".join(texts))
    return find_words(data.decode("utf-8", "ignore")) <= known or find_words(data.decode("cp1252", "ignore")) <= known


@pytest.mark.parametrize("name", [name for name in ALL if name not in NOT_FOR_STDLIB | WRAPPED | STUBS])
def test_every_leaf_comes_back_as_body_or_file(name: str) -> None:
    raw = (WEIRD / f"{name}.eml").read_bytes()

    mail = parse_mail(raw)

    for leaf in find_leaves(email.message_from_bytes(raw.lstrip())):
        data = leaf.get_payload(decode=True) if not leaf.is_multipart() else leaf.as_bytes()
        assert isinstance(data, bytes)
        assert is_accounted_for(data, mail) or leaf.get_content_type() == "message/delivery-status"


@pytest.mark.parametrize("name", ALL)
def test_every_file_stands_behind_the_containers_it_came_by(name: str) -> None:
    mail = parse_mail((WEIRD / f"{name}.eml").read_bytes())

    listed = [file.path for file in mail.files]

    assert all(len(path) == 1 or path[:-1] in listed[:at] for at, path in enumerate(listed))


@pytest.mark.parametrize("name", ALL)
def test_no_file_is_listed_twice(name: str) -> None:
    mail = parse_mail((WEIRD / f"{name}.eml").read_bytes())

    paths = [file.path for file in mail.files]

    assert len(paths) == len(set(paths))
