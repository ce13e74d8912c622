"""An installation whose consultation runs now, with contacts, a mailbox and a mail server that takes what it sends."""

from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

from domain.deadline import COPENHAGEN, local_day
from tests.installation import Installation
from tests.smtp_sink import Sink

LIST = (
    "Kommune;Rolle;Navn;Mail\n"
    "Odense;Udvalgsformand;Anne Ås;aas@odense.dk\nOdense;Direktør;Per Børgesen;per@odense.dk\n"
    "Odense;Borgmester;Bo Borg;borgmester@odense.dk\n"
    "Aarhus;Hovedpostkasse;;post@aarhus.dk\nVejle;Direktør;Lis Sø;lis@vejle.dk\n"
)


class LetterOffice(Installation):
    """An installation that sends letters; its consultation 'nu' ends in so many days."""

    @classmethod
    def open(
        cls, folder: Path, sink: Sink, *, days_left: int = 10, rest: str = "", closes_in: int = 60
    ) -> "LetterOffice":
        today = local_day(datetime.now(UTC), COPENHAGEN)
        opens, deadline = today - timedelta(days=40), today + timedelta(days=days_left)
        office = cls(folder)
        office.mailboxes = '[[mailboxes]]\nname = "NU"\naddress = "NU@kl.dk"\n'
        office.rest = (
            f'[smtp]\nhost = "127.0.0.1"\nport = {sink.port}\nsecurity = "none"\nfrom = "KL <NU@kl.dk>"\n'
            f"per_minute = 10000\n{rest}"
        )
        office.write()
        trust = '[authentication]\ntrusted_authserv_ids = ["mx.kl.dk"]\ninternal_domains = ["kl.dk"]\n'
        consultation = (
            f'[[consultations]]\nid = "nu"\ntitle = "De kommunale kerneværdier"\nmailboxes = ["NU"]\n'
            f"opens = {opens}\ndeadline = {deadline}\ncloses = {today + timedelta(days=closes_in)}\n"
            'questions = ["Hvad mener I om kerneværdierne?"]\n'
        )
        office.config.write_text(trust + office.mailboxes + consultation + office.rest, encoding="utf-8")
        return office

    def take_contacts(self, text: str = LIST) -> None:
        file = self.folder / "kontakter.csv"
        file.write_text(text, encoding="utf-8")
        done = self.run("contacts", "import", str(file))
        assert done.status == 0, done.err

    def take_mail(self, raw: bytes, name: str = "mail.eml", mailbox: str = "NU") -> None:
        file = self.folder / name
        file.write_bytes(raw)
        done = self.run("import", "--mailbox", mailbox, str(file))
        assert done.status == 0, done.err


def read_mails(sink: Sink) -> dict[str, EmailMessage]:
    """Return what was handed over by recipient; each must have got one mail."""
    mails = {mail.recipient: message_from_bytes(mail.content, policy=default) for mail in sink.mails}
    assert len(mails) == len(sink.mails)
    return mails


def read_text(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    assert body is not None
    content = body.get_content()
    assert isinstance(content, str)
    return " ".join(content.split())
