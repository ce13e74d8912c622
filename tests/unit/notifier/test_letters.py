"""What letters to municipalities say, in Danish, and how they are addressed."""

from datetime import UTC, date, datetime
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.policy import default
from email.utils import getaddresses

import pytest

from domain.contact import Contact, ContactRole
from domain.errors import ConfigurationError
from domain.letter import LetterKind, LetterPlan, NewLetter, PlannedLetter
from notifier.envelope import MailFile
from notifier.letters import LetterDraft, LetterHead, address_letter, draft_letters
from storage.roster import load_roster
from tests.builders import build_consultation
from tests.digests import flatten, read_html

ROSTER = load_roster()
HEAD = LetterHead(sender="KL <FLJE@kl.dk>", reply_to="MLAR@kl.dk", signature="KL, Børn og Folkeskole")
BEFORE = datetime(2019, 10, 29, 9, tzinfo=UTC)
AFTER = datetime(2019, 11, 4, 9, tzinfo=UTC)
FILE = MailFile(name="Høringsbrev.pdf", media_type="application/pdf", content=b"%PDF")


def build_contact(role: ContactRole, name: str = "", address: str = "") -> Contact:
    return Contact(municipality="0461", role=role, address=address or f"{role}@odense.dk", name=name)


CHAIR = build_contact(ContactRole.COMMITTEE_CHAIR, "Anne Ås")
MAILBOX = build_contact(ContactRole.MAIN_MAILBOX)
MAYOR = build_contact(ContactRole.MAYOR, "Bo Borg")


def build_plan(
    kind: LetterKind = LetterKind.REMINDER,
    *,
    at: datetime = BEFORE,
    deadline: date = date(2019, 11, 1),
    to: tuple[Contact, ...] = (CHAIR, MAILBOX),
    cc: tuple[Contact, ...] = (MAYOR,),
    number: int = 1,
    **changes: object,
) -> LetterPlan:
    letter = PlannedLetter(municipality=ROSTER["0461"], number=number, deadline=deadline, to=to, cc=cc)
    return LetterPlan(kind=kind, consultation=build_consultation(**changes), as_of=at, letters=(letter,), left_out=())


def draft(plan: LetterPlan, *files: MailFile, head: LetterHead = HEAD) -> LetterDraft:
    (found,) = draft_letters(plan, head, files)
    return found


def address(plan: LetterPlan, *files: MailFile, head: LetterHead = HEAD) -> NewLetter:
    return address_letter(draft(plan, *files, head=head), plan, head, files)


def parse(letter: NewLetter) -> list[EmailMessage]:
    mails = [message_from_bytes(entry.mail.content, policy=default) for entry in letter.entries]
    assert not any(mail.defects for mail in mails)
    return mails


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (datetime(2019, 10, 18, 9, tzinfo=UTC), "om 14 dage"),
        (datetime(2019, 10, 31, 9, tzinfo=UTC), "i morgen"),
        (datetime(2019, 10, 31, 23, 30, tzinfo=UTC), "i dag"),  # 0.30 on the last day in Denmark
        (datetime(2019, 11, 1, 22, 59, tzinfo=UTC), "i dag"),
        (datetime(2019, 10, 26, 21, 30, tzinfo=UTC), "om 6 dage"),  # 23.30, before the clocks go back
        (datetime(2019, 10, 26, 22, 30, tzinfo=UTC), "om 5 dage"),  # 0.30, still summer time
        (datetime(2019, 10, 27, 23, 30, tzinfo=UTC), "om 4 dage"),  # 0.30, winter time
    ],
)
def test_before_the_deadline_it_says_how_long_there_is(at: datetime, said: str) -> None:
    text = flatten(draft(build_plan(at=at)).parts.text)

    assert f"Fristen for at svare er fredag den 1. november 2019, altså {said}." in text


def test_before_the_deadline_it_says_what_where_and_thanks_who_has_sent_it() -> None:
    found = draft(build_plan()).parts

    text = flatten(found.text)
    assert found.subject == (
        "Påmindelse om høring – svar senest 1. november 2019: De kommunale kerneværdier, efteråret 2019"
    )
    assert "Til Odense Kommune Att.: udvalgsformand Anne Ås Kopi: borgmester Bo Borg" in text
    assert "Vi minder om høringen »De kommunale kerneværdier, efteråret 2019«." in text
    assert "Send svaret til MLAR@kl.dk, eller besvar denne mail." in text
    assert "Hvis svaret allerede er sendt, siger vi tak, og I kan se bort fra denne mail." in text
    assert text.endswith("Venlig hilsen KL, Børn og Folkeskole")


def test_after_the_deadline_it_says_so_and_asks_for_the_answer_all_the_same() -> None:
    found = draft(build_plan(at=AFTER)).parts

    text = flatten(found.text)
    assert found.subject.startswith("Påmindelse om høring – fristen var 1. november 2019: ")
    assert "var fredag den 1. november 2019, og vi har ikke registreret et svar fra jer." in text
    assert "Hvis svaret allerede er sendt, har vi måske ikke fået det." in text
    assert "altså" not in text


def test_who_had_longer_is_reminded_of_its_own_deadline() -> None:
    found = draft(build_plan(at=datetime(2019, 11, 18, 9, tzinfo=UTC), deadline=date(2019, 11, 15))).parts

    assert "fristen var 15. november 2019" in found.subject
    assert "fredag den 15. november 2019" in flatten(found.text)


def test_the_letter_of_the_consultation_asks_its_questions_and_names_its_files() -> None:
    found = draft(build_plan(LetterKind.INVITATION), FILE).parts

    text = flatten(found.text)
    assert found.subject == "Høring: De kommunale kerneværdier, efteråret 2019 – frist 1. november 2019"
    assert "1. Hvordan ser I sammenhæng mellem jeres kommunes børne- og ungepolitik" in text
    assert "Vedhæftet: Høringsbrev.pdf." in text
    assert "Vi skal have svaret senest fredag den 1. november 2019." in text


def test_without_questions_and_files_it_names_none() -> None:
    text = flatten(draft(build_plan(LetterKind.INVITATION, questions=())).parts.text)

    assert "i høring og beder om jeres svar. Vi skal have svaret senest" in text


@pytest.mark.parametrize("kind", list(LetterKind))
@pytest.mark.parametrize("at", [BEFORE, AFTER])
def test_text_and_html_say_the_same(kind: LetterKind, at: datetime) -> None:
    found = draft(build_plan(kind, at=at), FILE).parts

    html = read_html(found.html)
    sentences = [s for s in flatten(found.text).replace("Att.:", "Att:").split(". ") if len(s) > 40]
    missing = [
        s
        for s in sentences
        if flatten(s.rsplit(" Venlig", 1)[0]) not in html.replace(" ,", ",").replace(" .", ".").replace("Att.:", "Att:")
    ]
    assert len(sentences) > 2
    assert missing == []


def test_each_recipient_gets_the_same_words_under_a_message_id_of_its_own() -> None:
    letter = address(build_plan())

    mails = parse(letter)
    assert [entry.mail.recipient for entry in letter.entries] == [
        "committee_chair@odense.dk",
        "main_mailbox@odense.dk",
        "mayor@odense.dk",
    ]
    assert len({mail["Message-ID"] for mail in mails}) == 3
    assert {str(mail["To"]) for mail in mails} == {"Anne Ås <committee_chair@odense.dk>, main_mailbox@odense.dk"}
    assert {str(mail["Cc"]) for mail in mails} == {"Bo Borg <mayor@odense.dk>"}
    assert {str(mail["Reply-To"]) for mail in mails} == {"MLAR@kl.dk"}


def test_the_key_is_the_municipality_and_the_number_of_the_letter() -> None:
    first, again, second = address(build_plan()), address(build_plan(at=AFTER)), address(build_plan(number=2))

    ids = [[entry.mail.message_id for entry in letter.entries] for letter in (first, again, second)]
    assert ids[0] == ids[1]
    assert set(ids[0]).isdisjoint(ids[2])
    assert {(entry.kind, entry.period) for entry in second.entries} == {("reminder", "0461.2")}


def test_a_letter_by_a_person_bears_no_mark_of_a_machine_so_that_bounces_and_receipts_come() -> None:
    mail = parse(address(build_plan()))[0]

    assert (mail["Auto-Submitted"], mail["X-Auto-Response-Suppress"], mail["Precedence"]) == (None, None, None)


def test_many_long_names_survive_the_folding_of_their_header() -> None:
    names = [f'Ærø "Øst" Ås, født Sørensen nr. {n} (konstitueret {"x" * n})' for n in range(30)]
    to = tuple(build_contact(ContactRole.OTHER, name, f"nr{n}@odense.dk") for n, name in enumerate(names))

    content = address(build_plan(to=to, cc=())).entries[0].mail.content

    # The newer parser of the standard library puts blanks between encoded words (RFC 2047 §6.2 drops them).
    told = getaddresses([str(message_from_bytes(content)["To"]).replace("\r\n", "")])
    assert [str(make_header(decode_header(name))) for name, _ in told] == names
    assert [address for _, address in told] == [f"nr{n}@odense.dk" for n in range(30)]
    assert max(map(len, content.split(b"\r\n\r\n", 1)[0].split(b"\r\n"))) < 120


@pytest.mark.parametrize("name", ["x\r\nBcc: y@z.dk", "x\nBcc: y@z.dk", "<y@z.dk>, x", '" <y@z.dk>', "\u202ekd.z@y"])
def test_a_name_adds_neither_header_nor_recipient(name: str) -> None:
    mail = parse(address(build_plan(to=(build_contact(ContactRole.DIRECTOR, name),), cc=())))[0]

    assert [a.addr_spec for a in mail["To"].addresses] == ["director@odense.dk"]
    assert mail["Bcc"] is None


def test_a_danish_host_is_written_as_idna() -> None:
    letter = address(build_plan(to=(build_contact(ContactRole.DIRECTOR, "", "post@høje-taastrup.dk"),), cc=()))

    assert letter.entries[0].mail.recipient == "post@xn--hje-taastrup-vjb.dk"


def test_an_address_that_no_mail_can_go_to_is_named_with_the_remedy() -> None:
    plan = build_plan(to=(build_contact(ContactRole.DIRECTOR, "", "søren@odense.dk"),))

    with pytest.raises(ConfigurationError, match=r"søren@odense.dk of 0461 cannot be written to.*contacts remove"):
        address(plan)


def test_without_a_signature_the_senders_name_signs() -> None:
    named = LetterHead(sender="KL <FLJE@kl.dk>", reply_to="FLJE@kl.dk")
    bare = LetterHead(sender="FLJE@kl.dk", reply_to="FLJE@kl.dk")

    assert flatten(draft(build_plan(), head=named).parts.text).endswith("Venlig hilsen KL")
    assert flatten(draft(build_plan(), head=bare).parts.text).endswith("Venlig hilsen FLJE@kl.dk")
