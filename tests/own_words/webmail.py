"""Gmail, Apple Mail, Thunderbird, phones, and the webmail of others."""

from tests.own_words.client import Client, wrap
from tests.own_words.paragraphs import breaks, divs, paragraphs

_KL = 'Fie Lykke Jensen &lt;<a href="mailto:flje@kl.dk">flje@kl.dk</a>&gt;'
_CITE = '<blockquote type="cite">HISTORY</blockquote>'
_GMAIL_QUOTE = (
    '<blockquote class="gmail_quote" style="margin:0 0 0 .8ex;border-left:1px #ccc solid">HISTORY</blockquote>'
)


def _gmail(attribution: str) -> str:
    attr = f'<div dir="ltr" class="gmail_attr">{attribution}<br></div>'
    return wrap(
        f'<div dir="ltr">OWN</div><br><div class="gmail_quote gmail_quote_container">{attr}{_GMAIL_QUOTE}</div>'
    )


_GMAIL_OLD = wrap(
    '<div dir="ltr">OWN</div><div class="gmail_extra"><br><div class="gmail_quote">Den 28. juni 2019 kl. 14.05 skrev '
    f'Fie Lykke Jensen <span dir="ltr">&lt;<a href="mailto:f@k.dk">f@k.dk</a>&gt;</span>:<br>{_GMAIL_QUOTE}</div></div>'
)
_GMAIL = Client(
    name="gmail",
    mark="Den fre. 28. jun. 2019 kl. 14.05 skrev Fie Lykke Jensen <\nflje@kl.dk>:",
    page=_gmail(f"Den fre. 28. jun. 2019 kl. 14.05 skrev {_KL}:"),
    quoted=True,
)
_FORWARDED = (
    "---------- Forwarded message ---------\nFra: Fie Lykke Jensen <flje@kl.dk>\nDate: fre. 28. jun. 2019 kl. 14.05\n"
)
_FORWARDED += "Subject: Høring\nTo: <ole@odense.dk>"
_GMAIL_FORWARD = wrap(
    '<div dir="ltr">OWN</div><br><div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">'
    "---------- Forwarded message ---------<br>Fra: <b>Fie</b> <span>&lt;<a href='mailto:f@kl.dk'>f@kl.dk</a>&gt;"
    "</span><br>Date: fre. 28. jun. 2019 kl. 14.05<br>Subject: Høring<br>To: &lt;ole@odense.dk&gt;<br></div><br><br>"
    '<div dir="ltr">HISTORY</div></div>'
)
_APPLE = Client(
    name="apple-mail",
    mark="Den 28. jun. 2019 kl. 14.05 skrev Fie Lykke Jensen <flje@kl.dk>:",
    page=wrap(
        f'OWN<div><br><blockquote type="cite"><div>Den 28. jun. 2019 kl. 14.05 skrev {_KL}:</div><br>'
        "<div>HISTORY</div></blockquote></div><br>"
    ),
    quoted=True,
    mark_quoted=True,
)
_APPLE_FORWARDED = (
    "Start på videresendt besked:\n\nFra: Fie Lykke Jensen <flje@kl.dk>\nEmne: Høring\n"
    "Dato: 28. juni 2019 kl. 14.05.32 CEST\nTil: Ole <ole@odense.dk>"
)
_APPLE_LABELS = "".join(
    f'<div style="margin:0"><span><b>{label}: </b></span><span>{value}<br></span></div>'
    for label, value in (("Fra", _KL), ("Emne", "Høring"), ("Dato", "28. juni 2019 kl. 14.05.32 CEST"), ("Til", "Ole"))
)
_APPLE_FORWARD = wrap(
    f'OWN<div><br><blockquote type="cite"><div>Start på videresendt besked:</div><br>{_APPLE_LABELS}<br>'
    "<div>HISTORY</div></blockquote></div><br>"
)
_IOS = wrap(
    '<div dir="ltr">OWN</div><div dir="ltr"><br><blockquote type="cite">Den 28. jun. 2019 kl. 14.05 skrev '
    f'{_KL}:<br><br></blockquote></div><blockquote type="cite"><div dir="ltr">HISTORY</div></blockquote>'
)
_THUNDERBIRD_FORWARDED = (
    "-------- Videresendt meddelelse --------\nEmne: \tHøring\nDato: \tFri, 28 Jun 2019 14:05:32 +0200\n"
    "Fra: \tFie Lykke Jensen <flje@kl.dk>\nTil: \tole@odense.dk"
)
_THUNDERBIRD_FORWARD = wrap(
    'OWN<div class="moz-forward-container"><br>-------- Videresendt meddelelse --------'
    '<table class="moz-email-headers-table"><tbody><tr><th align="RIGHT">Emne: </th><td>Høring</td></tr>'
    "<tr><th>Dato: </th><td>Fri, 28 Jun 2019 14:05:32 +0200</td></tr><tr><th>Fra: </th><td>F &lt;f@k.dk&gt;</td></tr>"
    "<tr><th>Til: </th><td>ole@odense.dk</td></tr></tbody></table><br>HISTORY</div>"
)
_THUNDERBIRD = Client(
    name="thunderbird",
    mark="Den 28-06-2019 kl. 14:05 skrev Fie Lykke Jensen:",
    page=wrap(
        'OWN<div class="moz-cite-prefix">Den 28-06-2019 kl. 14:05 skrev Fie Lykke\n Jensen:<br></div>'
        '<blockquote type="cite" cite="mid:1@kl.dk">HISTORY</blockquote>'
    ),
    editor=breaks,
    quoted=True,
)
_SAMSUNG = (
    "-------- Oprindelig besked --------\nFra: Fie Lykke Jensen <flje@kl.dk> \nDato: 28.06.2019  14.05  (GMT+01:00) \n"
    "Til: ole@odense.dk \nEmne: Høring "
)
_HUAWEI = "-------- Oprindelig meddelelse --------\nEmne: Høring\nFra: Fie Lykke Jensen \nTil: ole@odense.dk\nCc: "


def _by_lines(mark: str) -> str:
    lines = mark.replace("<", "&lt;").replace(">", "&gt;").split("\n")
    return "".join(f"<div>{line}</div>" for line in lines)


_PHONE = wrap(f'OWN<div id="composer_signature"></div><div align="left" dir="auto">{_by_lines(_SAMSUNG)}</div>HISTORY')
_YAHOO_LINE = "Den fredag den 28. juni 2019 14.05.32 CEST skrev Fie Lykke Jensen <flje@kl.dk>: "
_PROTON_LINE = "On Friday, June 28th, 2019 at 14:05, Fie Lykke Jensen <flje@kl.dk> wrote:"


def _quoting(before: str, line: str, quote: str = _CITE) -> str:
    return wrap(f"OWN{before}{line.replace('<', '&lt;')}<br>{quote}")


_YAHOO = wrap(
    'OWN<div id="ydp1yahoo_quoted_12" class="yahoo_quoted"><div style="font-size:13px"><div>'
    f"{_YAHOO_LINE.replace('<', '&lt;')}</div><div><br></div><div>HISTORY</div></div></div>"
)
_PROTON = wrap(
    f'OWN<div class="protonmail_quote">{_PROTON_LINE.replace("<", "&lt;")}<br>'
    '<blockquote class="protonmail_quote" type="cite">HISTORY</blockquote><br></div>'
)
_ROUNDCUBE = wrap(
    'OWN<p id="reply-intro">Den 2019-06-28 14:05, skrev Fie Lykke Jensen:</p><blockquote type="cite" '
    'style="padding: 0 0.4em; border-left: #1010ff 2px solid; margin: 0"><div>HISTORY</div></blockquote>'
)

WEBMAIL: tuple[Client, ...] = (
    _GMAIL,
    Client(
        name="gmail-english",
        mark="On Fri, Jun 28, 2019 at 2:05 PM Fie Lykke Jensen <flje@kl.dk> wrote:",
        page=_gmail(f"On Fri, Jun 28, 2019 at 2:05 PM {_KL} wrote:"),
        quoted=True,
    ),
    Client(
        name="gmail-mobile",
        mark="fre. 28. jun. 2019 kl. 14.05 skrev Fie Lykke Jensen <flje@kl.dk>:",
        page=_gmail(f"fre. 28. jun. 2019 kl. 14.05 skrev {_KL}:").replace("<br><div class", "<div class"),
        quoted=True,
    ),
    Client(
        name="gmail-polish",
        mark="pt., 28 cze 2019 o 14:05 Fie Lykke Jensen <flje@kl.dk> napisał(a):",
        page=_gmail(f"pt., 28 cze 2019 o 14:05 {_KL} napisał(a):"),
        quoted=True,
    ),
    Client(name="gmail-old", mark=_GMAIL.mark, page=_GMAIL_OLD, quoted=True),
    _GMAIL.passing_on(_FORWARDED, _GMAIL_FORWARD),
    _APPLE,
    Client(
        name="apple-mail-english",
        mark="On 28 Jun 2019, at 14.05, Fie Lykke Jensen <flje@kl.dk> wrote:",
        page=_APPLE.page.replace("Den 28. jun. 2019 kl. 14.05 skrev", "On 28 Jun 2019, at 14.05,").replace(
            ":</div>", " wrote:</div>"
        ),
        quoted=True,
        mark_quoted=True,
    ),
    Client(name="iphone", mark=_APPLE.mark, page=_IOS, quoted=True, mark_quoted=True),
    Client(name="apple-mail-unmarked", mark=_APPLE.mark, page=_APPLE.page.replace(' type="cite"', "")),
    _APPLE.passing_on(_APPLE_FORWARDED, _APPLE_FORWARD),
    _THUNDERBIRD,
    Client(
        name="thunderbird-english",
        mark="On 28/06/2019 14:05, Fie Lykke Jensen wrote:",
        page=_THUNDERBIRD.page.replace("Den 28-06-2019 kl. 14:05 skrev", "On 28/06/2019 14:05,").replace(
            "Jensen:", "Jensen wrote:"
        ),
        editor=breaks,
        quoted=True,
    ),
    _THUNDERBIRD.passing_on(_THUNDERBIRD_FORWARDED, _THUNDERBIRD_FORWARD),
    Client(name="samsung", mark=_SAMSUNG, page=_PHONE, editor=divs),
    Client(name="huawei", mark=_HUAWEI, page=wrap(f"OWN<div>{_by_lines(_HUAWEI)}</div><br>HISTORY")),
    Client(name="yahoo", mark=f"    {_YAHOO_LINE}", page=_YAHOO),
    Client(name="proton", mark=_PROTON_LINE, page=_PROTON, quoted=True),
    Client(
        name="proton-old",
        mark="‐‐‐‐‐‐‐ Original Message ‐‐‐‐‐‐‐\nOn Friday, June 28, 2019 2:05 PM, Fie Lykke Jensen <flje@kl.dk> wrote:",
        page=_PROTON.replace(">On Friday", ">‐‐‐‐‐‐‐ Original Message ‐‐‐‐‐‐‐<br>On Friday"),
        quoted=True,
    ),
    Client(
        name="roundcube",
        mark="Den 2019-06-28 14:05, skrev Fie Lykke Jensen:",
        page=_ROUNDCUBE,
        editor=paragraphs,
        quoted=True,
    ),
    Client(
        name="webmail-bare-quote",
        mark='28.06.2019, 14:05, "Fie Lykke Jensen" <flje@kl.dk>:',
        page=_quoting("", '28.06.2019, 14:05, "Fie Lykke Jensen" <flje@kl.dk>:', "<blockquote>HISTORY</blockquote>"),
        quoted=True,
    ),
)
