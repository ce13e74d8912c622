"""Notes, GroupWise, Zimbra, and the case systems of municipalities."""

from tests.own_words.client import Client, wrap
from tests.own_words.paragraphs import breaks, paragraphs

_NOTES_LABELS = (
    "Fra:        Fie Lykke Jensen <flje@kl.dk>\nTil:        Ole Jensen/ODENSE@ODENSE\nDato:        28-06-2019 14:05\n"
    "Emne:        Høring"
)
_NOTES = wrap(
    'OWN<font size=1 color=#5f5f5f face="sans-serif">Fra: &nbsp; &nbsp;</font><font size=1>Fie Lykke Jensen '
    "&lt;flje@kl.dk&gt;</font><br><font size=1 color=#5f5f5f>Til: &nbsp;</font><font size=1>Ole/ODENSE</font><br>"
    "<font size=1 color=#5f5f5f>Dato: &nbsp; &nbsp;</font><font size=1>28-06-2019 14:05</font><br>"
    "<font size=1 color=#5f5f5f>Emne: &nbsp; &nbsp;</font><font size=1>Høring</font><br><hr noshade><br>HISTORY"
)
_NOTES_WROTE = (
    "-----Fie Lykke Jensen <flje@kl.dk> skrev: -----\nTil: ole@odense.dk\nFra: Fie Lykke Jensen\nDato: 28-06-2019 14:05"
)
_NOTES_WROTE += "\nEmne: Høring"
_NOTES_FORWARD = "----- Videresendt af Ole Jensen/ODENSE den 30-06-2019 09:12 -----\n\n" + _NOTES_LABELS
_GROUPWISE = '>>> "Fie Lykke Jensen" <flje@kl.dk> 28-06-2019 14:05 >>>'
_ZIMBRA = (
    'From: "Fie Lykke Jensen" <flje@kl.dk>\nTo: "ole" <ole@odense.dk>\nSent: Friday, June 28, 2019 2:05:32 PM\n'
    "Subject: Høring"
)
_ZIMBRA_PAGE = wrap(
    'OWN<hr id="zwchr" data-marker="__DIVIDER__"><div data-marker="__HEADERS__"><b>Fra: </b>"Fie" &lt;f@kl.dk&gt;<br>'
    "<b>Til: </b>ole@odense.dk<br><b>Sendt: </b>Fredag, 28. juni, 2019 14:05:32<br><b>Emne: </b>Høring<br></div><br>"
    '<div data-marker="__QUOTED_TEXT__">HISTORY</div>'
)
_CASE_LABELS = (
    "Fra: Fie Lykke Jensen (flje@kl.dk)\nTil: Hovedpostkasse (odense@odense.dk)\n"
    "Titel: Høring\nSendt: 28-06-2019 14:05:11"
)
_CASE_DATE = "Til: Odense Kommune (odense@odense.dk)\nFra: KL (flje@kl.dk)\nEmne: Høring\nModtaget: 28-06-2019 14:05"


def _escape(text: str) -> str:
    return text.replace("<", "&lt;").replace(">", "&gt;").replace("\n", "<br>\n")


def _simple(name: str, mark: str) -> Client:
    return Client(name=name, mark=mark, page=wrap(f"OWN{_escape(mark)}<br><br>HISTORY"), editor=breaks)


GROUPWARE: tuple[Client, ...] = (
    Client(name="notes", mark=_NOTES_LABELS, page=_NOTES, editor=breaks),
    _simple("notes-wrote", _NOTES_WROTE),
    _simple("groupwise", _GROUPWISE),
    Client(name="zimbra", mark=_ZIMBRA, page=_ZIMBRA_PAGE, editor=paragraphs),
    _simple("case-system-titled", _CASE_LABELS),
    _simple("case-system-received", _CASE_DATE),
    _simple("notes", "").passing_on(_NOTES_FORWARD, wrap(f"OWN{_escape(_NOTES_FORWARD)}<hr>HISTORY")),
)
