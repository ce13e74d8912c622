"""The digest as it is sent: with its map and its workbook, and small enough for every mail server."""

from dataclasses import replace
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest

from domain.outgoing import OutgoingMail
from notifier.digest import DigestDraft, address_digest, draft_digest
from tests.digests import RECIPIENT, SENDER, build_digest, build_open_mail, build_reply, build_standings
from tests.workbooks import read_workbook

PNG = b"\x89PNG\r\n\x1a\n"
LARGEST = 150_000
"""Bytes of a digest without its workbook."""


@pytest.fixture(scope="module")
def draft() -> DigestDraft:
    return draft_digest(build_digest(), "https://hoering.kl.dk")


def address(draft: DigestDraft, recipient: str = RECIPIENT) -> OutgoingMail:
    return address_digest(draft, sender=SENDER, recipient=recipient)


def find_part(mail: OutgoingMail, media_type: str) -> EmailMessage:
    parsed = message_from_bytes(mail.content, policy=default)
    [part] = [part for part in parsed.walk() if part.get_content_type() == media_type]
    return part


def test_the_map_goes_with_the_mail_and_the_html_shows_it(draft: DigestDraft) -> None:
    mail = address(draft)

    picture = find_part(mail, "image/png")
    assert picture.get_content().startswith(PNG)
    assert f'src="cid:{picture["Content-ID"].strip("<>")}"' in find_part(mail, "text/html").get_content()


def test_all_98_are_attached_in_excel(draft: DigestDraft) -> None:
    mail = address(draft)

    [table] = message_from_bytes(mail.content, policy=default).iter_attachments()
    assert table.get_filename() == "status_2019-10-28.xlsx"
    assert len(read_workbook(table.get_content()).rows) == 99


def test_the_map_tells_its_figures_to_those_who_do_not_see_it(draft: DigestDraft) -> None:
    page = find_part(address(draft), "text/html").get_content()

    assert 'alt="Kort' in page
    assert "39 til tiden, 2 for sent, 5 udsættelse, 3 til gennemsyn, 49 mangler" in page


def test_one_draft_serves_all_recipients(draft: DigestDraft) -> None:
    first, second = address(draft), address(draft, "FLJE@kl.dk")

    assert first == address(draft)
    assert first.message_id != second.message_id
    assert find_part(first, "image/png").get_content() == find_part(second, "image/png").get_content()


def test_the_same_digest_drafted_again_gives_the_same_bytes(draft: DigestDraft) -> None:
    again = draft_digest(build_digest(), "https://hoering.kl.dk")

    assert address(again) == address(draft)


@pytest.mark.parametrize("words", ["ordinary Danish æ ord ", "æøå ", "<&>\"' "])
def test_a_flood_of_foreign_words_swells_no_mail(words: str) -> None:
    standings = build_standings(on_time=96, late=2, extended=0, under_review=0)
    replies = (
        build_reply(row.municipality.code, message=n, excerpt=words * 90) for n, row in enumerate(standings.rows)
    )
    open_mails = (build_open_mail(message=n, subject=words * 90, sender=words * 90) for n in range(500))
    digest = build_digest(standings, previous=None, new_replies=tuple(replies), open_mails=tuple(open_mails))

    draft = draft_digest(digest, "https://hoering.kl.dk")

    small = replace(draft, files=tuple(file for file in draft.files if file.content_id))
    assert len(address(small).content) < LARGEST
