"""Outlook in its many makes: on the desk, on the web, on phones, and in other languages."""

from tests.own_words.client import Client, wrap
from tests.own_words.paragraphs import word

_STYLE = (
    "<style><!--\n/* Style Definitions */\np.MsoNormal {margin:0cm; font-size:11.0pt;}\n--></style>"
    '<!--[if gte mso 9]><xml><o:shapedefaults v:ext="edit" spidmax="1026" /></xml><![endif]-->'
)
_RULE = "_" * 32
_DANISH = (
    ("Fra", "Fie Lykke Jensen <flje@kl.dk>"),
    ("Sendt", "28. juni 2019 14:05"),
    ("Til", "Odense Kommune <odense@odense.dk>"),
    ("Emne", "Kommunale kerneværdier"),
)
_NAMES_ONLY = (("Fra", "Fie Lykke Jensen"), ("Sendt", "28. juni 2019 14:05"), ("Til", "Odense"), ("Emne", "Høring"))
_WEEKDAY = (*_DANISH[:1], ("Sendt", "fredag den 28. juni 2019 14.05"), *_DANISH[2:])
_MAC = (*_DANISH[:1], ("Dato", "fredag den 28. juni 2019 kl. 14.05"), *_DANISH[2:])
_ENGLISH = (
    ("From", "Fie Lykke Jensen <flje@kl.dk>"),
    ("Sent", "Friday, June 28, 2019 2:05 PM"),
    ("To", "Odense Kommune <odense@odense.dk>"),
    ("Cc", "Ida Holm <ida@odense.dk>; Bo Lund\n<bo@odense.dk>"),
    ("Subject", "Kommunale kerneværdier"),
)
_NORWEGIAN = (
    ("Fra", "Fie Jensen <flje@kl.dk>"),
    ("Sendt", "fredag 28. juni 2019 14:05"),
    ("Til", "O"),
    ("Emne", "Høring"),
)
_SWEDISH = (
    ("Från", "Fie Jensen <flje@kl.dk>"),
    ("Skickat", "den 28 juni 2019 14:05"),
    ("Till", "O"),
    ("Ämne", "Höring"),
)
_GERMAN = (
    ("Von", "Fie Jensen <flje@kl.dk>"),
    ("Gesendet", "Freitag, 28. Juni 2019 14:05"),
    ("An", "O"),
    ("Betreff", "Høring"),
)
_FINNISH = (
    ("Lähettäjä", "Fie Jensen <flje@kl.dk>"),
    ("Lähetetty", "perjantai 28. kesäkuuta 2019 14.05"),
    ("Vastaanottaja", "O"),
    ("Aihe", "Høring"),
)
_DUTCH = (
    ("Van", "Fie Jensen <flje@kl.dk>"),
    ("Verzonden", "vrijdag 28 juni 2019 14:05"),
    ("Aan", "O"),
    ("Onderwerp", "H"),
)
_FRENCH = (
    ("De", "Fie Jensen <flje@kl.dk>"),
    ("Envoyé", "vendredi 28 juin 2019 14:05"),
    ("À", "O"),
    ("Objet", "Høring"),
)
_ITALIAN = (
    ("Da", "Fie Jensen <flje@kl.dk>"),
    ("Inviato", "venerdì 28 giugno 2019 14:05"),
    ("A", "O"),
    ("Oggetto", "H"),
)

Labels = tuple[tuple[str, str], ...]


def _lines(labels: Labels) -> str:
    return "\n".join(f"{label}: {value}" for label, value in labels)


def _bold(labels: Labels) -> str:
    return "<br>\n".join(f"<b>{label}:</b> {_escape(value)}" for label, value in labels)


def _escape(text: str) -> str:
    return text.replace("<", "&lt;").replace(">", "&gt;").replace("\n", " ")


def _desk(labels: Labels, border: str = "E1E1E1 1.0pt") -> str:
    head = f"<p class=MsoNormal><b>{labels[0][0]}:</b> {_bold(labels).split(':</b> ', 1)[1]}<o:p></o:p></p>"
    div = f"<div><div style='border:none;border-top:solid #{border};padding:3.0pt 0cm 0cm 0cm'>{head}</div></div>"
    space = "<p class=MsoNormal><o:p>&nbsp;</o:p></p>"
    return wrap(f"<div class=WordSection1>OWN{div}{space}HISTORY</div>", head=_STYLE)


def _desktop(name: str, labels: Labels) -> Client:
    return Client(name=name, mark=_lines(labels), page=_desk(labels), editor=word)


def _web(before: str, labels: Labels, *, after: str = "", id: str = "divRplyFwdMsg") -> str:
    rule = '<hr style="display:inline-block;width:98%" tabindex="-1">'
    head = f'<div id="{id}" dir="ltr"><font face="Calibri, sans-serif">{_bold(labels)}</font><div>&nbsp;</div></div>'
    return wrap(f'<div dir="ltr">OWN</div>{before}{rule}{head}<div dir="ltr">HISTORY</div>{after}')


_SIGNED = '<div id="ms-outlook-mobile-signature"></div>'
_OLD = _desk(_DANISH, "B5C4DF 1.0pt")
_NO_LINE = wrap(f"<div class=WordSection1>OWN<p class=MsoNormal>{_bold(_DANISH)}</p>HISTORY</div>", head=_STYLE)
_BLUE = _desk(_DANISH).replace(
    "<div><div style", "<div style='border:none;border-left:solid blue 1.5pt;padding:0cm 0cm 0cm 4.0pt'><div><div style"
)
_MAC_2011 = wrap(
    f'<div>OWN</div><span id="OLK_SRC_BODY_SECTION"><div style="border-top:#b5c4df 1pt solid">{_bold(_MAC)}</div>'
    "<div><br></div><div>HISTORY</div></span>"
)
_NEW = wrap(
    '<div style="font-family: Aptos">OWN</div><div id="mail-editor-reference-message-container">'
    '<div class="ms-outlook-mobile-reference-message"></div><div class="ms-outlook-mobile-reference-message" '
    f'style="border-top: 1pt solid rgb(181, 196, 223)">{_bold(_MAC)}</div><div>HISTORY</div></div>'
)
_HOTMAIL = (
    ("Date", "Fri, 28 Jun 2019 14:05:45 +0200"),
    ("Subject", "Høring"),
    ("From", "flje@kl.dk"),
    ("To", "ole@live.dk"),
)
_LIVE = wrap(
    f"<div dir='ltr'>OWN<div><hr id=\"stopSpelling\">{_bold(_HOTMAIL).replace('b>', 'i>')}<br>HISTORY</div></div>"
)
_WINDOWS_MAIL = wrap(
    '<div>OWN</div><div style="padding-top: 5px; border-top-color: rgb(229, 229, 229); border-top-width: 1px; '
    f'border-top-style: solid;"><div>{_bold(_WEEKDAY[:3])}</div></div><div><br></div><div dir="">HISTORY</div>'
)

OUTLOOK: tuple[Client, ...] = (
    _desktop("outlook-2016", _DANISH),
    _desktop("outlook-names-only", _NAMES_ONLY),
    _desktop("outlook-english", _ENGLISH),
    _desktop("outlook-norwegian", _NORWEGIAN),
    _desktop("outlook-swedish", _SWEDISH),
    _desktop("outlook-german", _GERMAN),
    _desktop("outlook-finnish", _FINNISH),
    _desktop("outlook-dutch", _DUTCH),
    _desktop("outlook-french", _FRENCH),
    _desktop("outlook-italian", _ITALIAN),
    Client(name="outlook-2007", mark=f"{_RULE}\n{_lines(_WEEKDAY)}", page=_OLD, editor=word),
    Client(name="outlook-2010", mark=f"-----Oprindelig meddelelse-----\n{_lines(_DANISH)}", page=_NO_LINE, editor=word),
    Client(name="outlook-blue-line", mark=_lines(_DANISH), page=_BLUE, editor=word, quoted=True, mark_quoted=True),
    Client(name="outlook-mac-2011", mark=_lines(_MAC), page=_MAC_2011),
    Client(name="outlook-mac", mark=_lines(_MAC), page=_desk(_MAC, "B5C4DF 1.0pt"), editor=word),
    Client(
        name="outlook-web", mark=f"{_RULE}\n{_lines(_WEEKDAY)}", page=_web('<div id="appendonsend"></div>', _DANISH)
    ),
    Client(
        name="outlook-web-english",
        mark=f"{_RULE}\n{_lines(_ENGLISH)}",
        page=_web('<div id="x_appendonsend"></div>', _ENGLISH, id="x_divRplyFwdMsg"),
    ),
    Client(name="outlook-ios", mark=f"{_RULE}\n{_lines(_WEEKDAY)}", page=_web(_SIGNED, _WEEKDAY)),
    Client(name="outlook-android", mark=f"{_RULE}\n{_lines(_ENGLISH)}", page=_web(_SIGNED, _ENGLISH)),
    Client(name="outlook-new", mark=_lines(_MAC), page=_NEW),
    Client(name="outlook-live", mark=f"{_RULE}\n{_lines(_HOTMAIL)}", page=_LIVE),
    Client(name="windows-mail", mark=_lines(_WEEKDAY[:3]), page=_WINDOWS_MAIL),
    Client(name="outlook-2016-fwd", mark=_lines(_DANISH), page=_desk(_DANISH), editor=word, forwards=True),
    Client(
        name="outlook-web-fwd",
        mark=f"{_RULE}\n{_lines(_WEEKDAY)}",
        page=_web('<div id="appendonsend"></div>', _WEEKDAY),
        forwards=True,
    ),
    Client(name="outlook-ios-fwd", mark=f"{_RULE}\n{_lines(_WEEKDAY)}", page=_web(_SIGNED, _WEEKDAY), forwards=True),
)
