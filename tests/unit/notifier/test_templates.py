"""An operator's own templates: each file by itself takes the place of ours, and a faulty one is named."""

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest

from domain.errors import ConfigurationError
from notifier.digest import compose_digest, describe_digest
from notifier.envelope import MailParts
from notifier.rendering import render_parts
from tests.builders import build_consultation
from tests.digests import PICTURE, RECIPIENT, SENDER, build_digest, build_standings

HOSTILE = "<script>alert(1)</script>"


def render(folder: Path, title: str = "Kerneværdier") -> MailParts:
    digest = build_digest(build_standings(build_consultation(title=title)))
    return render_parts("digest", describe_digest(digest, None, PICTURE), folder)


def test_one_file_alone_may_be_another(tmp_path: Path) -> None:
    (tmp_path / "digest.subject.txt").write_text("Ugens tal: {{ view.head.headline }}", encoding="utf-8")

    parts = render(tmp_path)

    assert parts.subject == "Ugens tal: 41 af 98 kommuner har svaret"
    assert parts.html == render_parts("digest", describe_digest_titled("Kerneværdier"), None).html


def describe_digest_titled(title: str) -> object:
    return describe_digest(build_digest(build_standings(build_consultation(title=title))), None, PICTURE)


def test_what_mails_hold_is_escaped_in_an_operators_html(tmp_path: Path) -> None:
    (tmp_path / "digest.html").write_text("<p>{{ view.head.title }}</p>", encoding="utf-8")

    parts = render(tmp_path, title=HOSTILE)

    assert parts.html == "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"


def test_an_operators_subject_adds_no_header(tmp_path: Path) -> None:
    (tmp_path / "digest.subject.txt").write_text("Ugens tal\nBcc: alle@kl.dk\n\nHej", encoding="utf-8")

    mail = compose_digest(build_digest(), sender=SENDER, recipient=RECIPIENT, base_url=None, templates=tmp_path)

    parsed = message_from_bytes(mail.content, policy=default)
    assert isinstance(parsed, EmailMessage)
    assert parsed["Bcc"] is None
    assert parsed["Subject"] == "Ugens tal Bcc: alle@kl.dk Hej"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"{% if %}", "line 1"),
        (b"linje\n{{ view.head.titel }}", "titel"),
        (b"linje\n{{ view.head.titel }}", "line 2"),
        (b"linje\n\n{{ view.head.title + 1 }}", "line 3"),
        (b"{{ 1 // 0 }}", "line 1"),
        (b"{% include 'nowhere.txt' %}", "nowhere.txt"),
        (b"h\xf8ring", "digest.text.txt"),
        (b"{{ view.head.title | nope }}", "nope"),
    ],
)
def test_a_faulty_template_is_named_with_the_remedy(tmp_path: Path, content: bytes, said: str) -> None:
    (tmp_path / "digest.text.txt").write_bytes(content)

    with pytest.raises(ConfigurationError, match=r"digest\.text\.txt.* cannot be used: ") as raised:
        render(tmp_path)

    assert said in str(raised.value)
    assert "the program's own is used" in str(raised.value)
