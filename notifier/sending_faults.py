"""Why a mail of ours was not handed over, in Danish: the outbox keeps our own English, and what the server answered.

A server's answer is quoted as it is: it is what its administrator searches for.
"""

import re

from notifier.envelope import clean_line

_LENGTH = 300
_PATTERNS = (
    (r"(?P<host>\S+) refuses the mail: (?P<said>.*)", "Mailserveren {host} afviser mailen: »{said}«."),
    (
        r"The mail server (?P<host>\S+) refuses the login of (?P<user>\S+): (?P<said>.*)",
        "Mailserveren {host} afviser brugeren {user}: »{said}«.",
    ),
    (
        r"The mail server (?P<host>\S+) cannot be reached: (?P<said>.*)",
        "Mailserveren {host} kan ikke nås: »{said}«.",
    ),
    (
        r"The mail server (?P<host>\S+) did not answer within (?P<said>\d+) s.*",
        "Mailserveren {host} svarede ikke inden for {said} sekunder.",
    ),
    (r"The mail server (?P<host>\S+) turns us away: (?P<said>.*)", "Mailserveren {host} afviser programmet: »{said}«."),
    (
        r"The mail server (?P<host>\S+) does not speak TLS with us: (?P<said>.*)",
        "Mailserveren {host} vil ikke tale TLS med programmet: »{said}«.",
    ),
    (r"The mail server (?P<host>\S+) does not offer STARTTLS.*", "Mailserveren {host} tilbyder ikke STARTTLS."),
    (
        r"The certificate of the mail server (?P<host>\S+) is not trusted: (?P<said>.*)",
        "Programmet har ikke tillid til certifikatet på mailserveren {host}: »{said}«.",
    ),
    (
        r"The mail server took the mail and did not say whether it accepts it: (?P<said>.*)",
        "Mailserveren fik mailen, men svarede ikke på, om den tager imod den: »{said}«.",
    ),
    (r"The connection to the mail server broke: (?P<said>.*)", "Forbindelsen til mailserveren blev afbrudt: »{said}«."),
    (
        r"There is no password or token to log in to the mail server (?P<host>\S+) with: (?P<said>.*)",
        "Programmet har ingen adgangskode eller nøgle til mailserveren {host}: »{said}«.",
    ),
    (
        r"The mailbox (?P<said>.+?) has not been read lately.*",
        "Postkassen {said} er ikke læst for nylig, og svaret kan ligge i den.",
    ),
    (r"1 mail could not be judged yet.*", "1 mail er ikke vurderet endnu, og svaret kan være i den."),
    (
        r"(?P<said>\d+) mails could not be judged yet.*",
        "{said} mails er ikke vurderet endnu, og svaret kan være i en af dem.",
    ),
)
_KNOWN = tuple((re.compile(pattern, re.DOTALL), danish) for pattern, danish in _PATTERNS)
_UNKNOWN = "Mailen kunne ikke afleveres. Fejlen lyder: »{said}«."
# What to do stands behind the fault, for whoever runs the program: 'kommunesvar outbox' has it in full.
_REMEDY = re.compile(
    r"(?<=\.) (The server takes no|Let the|Let \[smtp\]|Exchange Online has|The account has|Check ).*", re.DOTALL
)


def say_fault(error: str) -> str:
    """Return in Danish why a mail was not handed over, on one harmless line."""
    said = _REMEDY.sub("", " ".join(error.split()))
    for pattern, danish in _KNOWN:
        if found := pattern.fullmatch(said):
            return danish.format(**{name: _clean(part) for name, part in found.groupdict().items()})
    return _UNKNOWN.format(said=_clean(said))


def _clean(part: str) -> str:
    return clean_line(part, _LENGTH).rstrip(".")
