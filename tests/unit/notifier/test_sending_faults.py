"""Why a mail was not handed over is said in Danish, with the server's own answer in quotation marks."""

import smtplib

import pytest

from domain.errors import KommunesvarError
from notifier.sending_faults import say_fault
from notifier.smtp_replies import judge_refusal, judge_silence

FAULTS = {
    "The mail server mx.dk:465 cannot be reached: Connection refused. Check [smtp] host and port.": (
        "Mailserveren mx.dk:465 kan ikke nås: »Connection refused«."
    ),
    "The mail server mx.dk:465 did not answer within 30 s.": (
        "Mailserveren mx.dk:465 svarede ikke inden for 30 sekunder."
    ),
    "The mail server mx.dk refuses the login of a@kl.dk: 535 5.7.3 no. Check [smtp] username and from, and that.": (
        "Mailserveren mx.dk afviser brugeren a@kl.dk: »535 5.7.3 no«."
    ),
    "The mailbox FLJE 2 has not been read lately, and the reply may lie in it. See 'kommunesvar check'.": (
        "Postkassen FLJE 2 er ikke læst for nylig, og svaret kan ligge i den."
    ),
    "1 mail could not be judged yet, and the reply may be among them.": (
        "1 mail er ikke vurderet endnu, og svaret kan være i den."
    ),
    "KeyError: 'x'": "Mailen kunne ikke afleveres. Fejlen lyder: »KeyError: 'x'«.",
}


@pytest.mark.parametrize(("error", "danish"), FAULTS.items())
def test_a_fault_is_said_in_danish(error: str, danish: str) -> None:
    assert say_fault(error) == danish


def refuse(code: int, reply: bytes) -> str:
    try:
        with judge_refusal("mx.dk refuses the mail"):
            raise smtplib.SMTPDataError(code, reply)
    except KommunesvarError as error:
        return str(error)


@pytest.mark.parametrize(
    ("code", "reply"),
    [
        (550, b"5.1.1 No such user"),
        (451, b"4.3.0 Try again later"),
        (554, b"5.2.252 SendAsDenied; a@kl.dk not allowed to send as b@kl.dk"),
        (535, b"5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant."),
        (550, b"5.7.30 Basic authentication is not supported for Client Submission."),
    ],
)
def test_what_the_channel_says_of_a_refusal_is_known_word_for_word(code: int, reply: bytes) -> None:
    said = say_fault(refuse(code, reply))

    assert said == f"Mailserveren mx.dk afviser mailen: »{code} {reply.decode().rstrip('.')}«."


def test_what_the_channel_says_of_silence_is_known() -> None:
    with pytest.raises(KommunesvarError) as caught, judge_silence():
        raise OSError("timed out")

    assert say_fault(str(caught.value)) == (
        "Mailserveren fik mailen, men svarede ikke på, om den tager imod den: »timed out«."
    )
