"""Whose reply a mail is and to which consultation it belongs, by other ways than the sender's own address."""

from datetime import UTC, datetime
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from typing import Any

from tests.builders import build_hop, build_raw
from tests.installation import Installation

IN_TIME = datetime(2019, 11, 1, 22, 41, tzinfo=UTC)
MONDAY = datetime(2019, 11, 4, 7, 30, tzinfo=UTC)
VOUCHED = ("Authentication-Results", "mx.kl.dk; dmarc=pass header.from=kl.dk")


def import_mail(installation: Installation, name: str, raw: bytes, mailbox: str = "FLJE") -> Any:
    """Import one mail and return what became of it."""
    path = installation.folder / f"{name}.eml"
    path.write_bytes(raw)
    assert installation.run("import", "--mailbox", mailbox, str(path)).status == 0
    return find(installation, name)


def find(installation: Installation, name: str) -> Any:
    return next(m for m in installation.ask("messages") if any(name in source for source in m["sources"]))


def pass_on(letter: bytes) -> bytes:
    outer = EmailMessage()
    outer[VOUCHED[0]] = VOUCHED[1]
    outer["Received"] = build_hop("mx.kl.dk", "out.kl.dk", "out.kl.dk", "203.0.113.5", at=MONDAY).line
    outer["From"], outer["To"], outer["Subject"] = "Mia <mia@kl.dk>", "FLJE@kl.dk", "VS: Høringssvar"
    outer.set_content("Havnede hos mig.\n")
    outer.add_attachment(BytesParser(policy=default).parsebytes(letter))
    return outer.as_bytes()


def test_what_a_colleague_passes_on_whole_came_when_it_came_to_him(installation: Installation) -> None:
    letter = build_raw("Odense Kommune har ingen bemærkninger til kerneværdierne.\n", trace=(build_hop(at=IN_TIME),))

    message = import_mail(installation, "vs", pass_on(letter))

    assert (message["state"], message["received_by"]) == ("counted", "forwarded")
    assert message["received_at"] == "2019-11-01T22:41:00+00:00"
    assert [(r["municipality"], r["timeliness"]) for r in message["replies"]] == [("0461", "on_time")]


def test_a_decision_teaches_whose_an_address_is_until_it_is_taken_back(installation: Installation) -> None:
    first = import_mail(installation, "one", build_raw("Hermed høringssvar.\n", sender="Ida <ida@gmail.com>"))
    decided = installation.run("decide", str(first["id"]), "--municipality", "0461", "--by", "Anne Jensen")

    second = import_mail(
        installation, "two", build_raw("Supplement til svaret.\n", sender="Ida <IDA@gmail.com>", message_id="<2@x>")
    )
    installation.run("undo", str(first["id"]), "--by", "Anne Jensen")
    third = import_mail(
        installation, "three", build_raw("Endnu et svar.\n", sender="Ida <ida@gmail.com>", message_id="<3@x>")
    )

    assert decided.status == 0
    (learnt,) = second["suggestions"]
    assert (learnt["municipality"], learnt["rule"], learnt["certainty"]) == ("0461", "known_address", "likely")
    assert learnt["evidence"][0].startswith("adressen blev knyttet til Odense af Anne Jensen den ")
    assert second["state"] == "review"
    assert third["suggestions"] == []


def test_in_the_wrong_mailbox_only_what_one_consultation_is_known_by_counts(installation: Installation) -> None:
    said = "Odense Kommune har ingen bemærkninger til kerneværdierne"
    known = build_raw(f"{said}, fristen er 1. november.\n", to="MLAR@kl.dk", message_id="<1@x>")
    unknown = build_raw(f"{said}.\n", to="MLAR@kl.dk", message_id="<2@x>")

    sure = import_mail(installation, "sure", known, "MLAR")
    unsure = import_mail(installation, "unclear", unknown, "MLAR")

    assert (sure["state"], sure["consultation"]) == ("counted", "efteraar")
    assert (unsure["state"], unsure["consultation"]) == ("review", None)
    assert unsure["review_reasons"] == ["unknown_consultation"]
    assert unsure["consultation_suggestions"][0]["consultation"] == "efteraar"
