import json
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default

from parsers.frames import pack_mail, unpack_mail
from parsers.mail import parse_mail
from parsers.outlook import mapi
from tests.builders import build_hop, build_raw
from tests.outlook_files import build_msg


def enclose(*letters: bytes) -> bytes:
    """Build a colleague's mail with others attached whole."""
    outer = EmailMessage()
    outer["From"], outer["To"], outer["Subject"] = "Mia <mia@kl.dk>", "FLJE@kl.dk", "VS: Høringssvar"
    outer.set_content("Havnede hos mig.\n")
    for letter in letters:
        outer.add_attachment(BytesParser(policy=default).parsebytes(letter))
    return outer.as_bytes()


def test_a_mail_attached_whole_keeps_its_own_headers() -> None:
    letter = build_raw("Hermed svar.\n", files=[("svar.txt", b"Svar")], trace=(build_hop(),), subject="Svar")

    (enclosed,) = parse_mail(enclose(letter)).enclosed

    assert enclosed.headers.sender.address == "jens@odense.dk"
    assert [hop.by for hop in enclosed.headers.hops] == ["mx.kl.dk"]
    assert (enclosed.headers.subject, enclosed.body) == ("Svar", "Hermed svar.")
    assert enclosed.media_types[:1] == ("multipart/mixed",)


def test_the_files_of_an_attached_mail_stand_under_its_path() -> None:
    letter = build_raw("Hermed svar.\n", files=[("svar.txt", b"Svar")])

    mail = parse_mail(enclose(letter, letter))

    assert len({one.path for one in mail.enclosed}) == 2
    for one in mail.enclosed:
        assert [f.filename for f in mail.files if f.path[:1] == one.path][-1] == "svar.txt"


def test_a_mail_that_outlook_saved_keeps_the_headers_it_came_with() -> None:
    sent = f"Received: {build_hop().line}\r\nFrom: jens@odense.dk\r\nSubject: Svar\r\n"
    saved = build_msg({mapi.SUBJECT: "Svar", mapi.BODY: "Hermed svar.", mapi.TRANSPORT_HEADERS: sent})
    outer = EmailMessage()
    outer["From"] = "Mia <mia@kl.dk>"
    outer.set_content("Se vedhæftede.\n")
    outer.add_attachment(saved, maintype="application", subtype="vnd.ms-outlook", filename="Svar.msg")

    (enclosed,) = parse_mail(outer.as_bytes()).enclosed

    assert enclosed.path == ("Svar.msg",)
    assert enclosed.headers.sender.address == "jens@odense.dk"
    assert [hop.by for hop in enclosed.headers.hops] == ["mx.kl.dk"]


def test_only_the_first_ten_are_told_of() -> None:
    mail = parse_mail(enclose(*[build_raw("Hej.\n")] * 12))

    assert len(mail.enclosed) == 10
    assert len([f for f in mail.files if f.media_type == "message/rfc822"]) == 12


def test_an_attached_mail_comes_through_the_pipe_unchanged() -> None:
    mail = parse_mail(enclose(build_raw("Hermed svar.\n", trace=(build_hop(),))))

    note, pieces = pack_mail(mail)

    assert unpack_mail(json.loads(json.dumps(note)), pieces) == mail
