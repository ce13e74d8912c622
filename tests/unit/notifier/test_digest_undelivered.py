"""Mails of ours that nobody has got stand at the top of the digest."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from domain.digest import Undelivered
from notifier.digest_books import describe_books
from tests.digests import build_digest

WRITTEN = datetime(2019, 10, 28, 7, 0, tzinfo=UTC)


def build_undelivered(number: int = 1, *, refused: bool = True, kind: str = "digest", error: str = "") -> Undelivered:
    return Undelivered(
        outbox=number,
        kind=kind,
        consultation="efteraar",
        recipient=f"nr{number}@kl.dk",
        created_at=WRITTEN,
        refused=refused,
        error=error,
    )


def list_warnings(*mails: Undelivered) -> list[str]:
    return [
        said
        for said in describe_books(replace(build_digest(), undelivered=mails)).warnings
        if "nr" in said or "heller" in said
    ]


def test_a_refused_mail_is_told_with_what_the_server_said() -> None:
    said = list_warnings(
        build_undelivered(error="mx.odense.dk refuses the mail: 550 5.1.1 No such user\r\nBcc: x@y.dk.")
    )

    assert said == [
        (
            "Ugeoversigten til nr1@kl.dk blev afvist af mailserveren og bliver ikke sendt igen. "
            "Mailen blev skrevet mandag den 28. oktober 2019 kl. 08.00. "
            "Mailserveren mx.odense.dk afviser mailen: »550 5.1.1 No such user Bcc: x@y.dk«."
        )
    ]


@pytest.mark.parametrize(
    ("kind", "what"), [("reminder", "Rykkeren"), ("thanks", "Kvitteringen"), ("unheard-of", "En mail")]
)
def test_a_mail_that_waits_is_told_of_by_its_kind(kind: str, what: str) -> None:
    said = list_warnings(build_undelivered(refused=False, kind=kind))

    assert said == [
        (
            f"{what} til nr1@kl.dk er ikke sendt endnu og har ventet i udbakken siden "
            "mandag den 28. oktober 2019 kl. 08.00."
        )
    ]


def test_of_many_the_latest_are_told_and_the_rest_counted() -> None:
    said = list_warnings(*(build_undelivered(number) for number in range(1, 7)))

    assert [word.split(" ")[2] for word in said[:3]] == ["nr6@kl.dk", "nr5@kl.dk", "nr4@kl.dk"]
    assert said[3:] == ["3 andre mails er heller ikke nået frem. Se dem med: kommunesvar outbox"]


def test_without_any_nothing_is_said() -> None:
    assert list_warnings() == []
