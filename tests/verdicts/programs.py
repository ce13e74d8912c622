"""What the sender's program makes of a mail: Outlook, its web and phone, Gmail, and systems that file cases."""

# Sentences and headers stand on one line, as they are written.
# ruff: noqa: E501

from collections.abc import Callable
from dataclasses import replace
from html import escape

from tests.verdicts.documents import make_logo
from tests.verdicts.post import Post

_OFFICE = '<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal{margin:0cm}</style></head>'


def outlook(post: Post, number: int) -> Post:
    """Outlook on Windows: Word's HTML beside the text, now and then a logo."""
    lines = "".join(f'<p class="MsoNormal">{escape(line)}<o:p>&nbsp;</o:p></p>' for line in _lines(post))
    logo = '<p class="MsoNormal"><img width="120" src="cid:image001.png@01D58A"></p>' if number % 3 == 0 else ""
    html = f'{_OFFICE}<body lang="DA" link="#0563C1"><div class="WordSection1">{lines}{logo}</div></body></html>'
    headers = (
        f"Thread-Topic: {'x' * (number % 5 + 3)}",
        f"Thread-Index: AdWKx{number:05d}ZkQ1mS9fTXyR3nN9rQ==",
        "Accept-Language: da-DK, en-US",
        "Content-Language: da-DK",
        "X-MS-Has-Attach: yes" if post.files else "X-MS-Has-Attach:",
        "X-Originating-IP: [10.20.30.40]",
    )
    files = (make_logo(), *post.files) if logo else post.files
    return replace(post, html=html, files=files, headers=(*headers, *post.headers))


def owa(post: Post, number: int) -> Post:
    """Outlook on the web: divs in Calibri, no text part."""
    style = "font-family:Calibri,Arial,Helvetica,sans-serif; font-size:12pt; color:rgb(0,0,0)"
    lines = "".join(f'<div style="{style}">{escape(line) or "<br>"}</div>' for line in _lines(post))
    headers = ("X-Mailer: Microsoft Outlook Web App", f"X-MS-Exchange-MessageSentRepresentingType: {number % 2 + 1}")
    return replace(
        post, text=None, html=f"<html><body dir='ltr'>{lines}</body></html>", headers=(*headers, *post.headers)
    )


def iphone(post: Post, number: int) -> Post:
    """A telephone: the text in us-ascii terms, the file, and more text below it."""
    text = (post.text or "").removesuffix("\n\nSendt fra min iPhone")
    headers = (f"X-Mailer: iPhone Mail (16G{100 + number % 90})", "Mime-Version: 1.0 (1.0)")
    if not post.files:
        return replace(post, text=f"{text}\n\nSendt fra min iPhone", headers=(*headers, *post.headers))
    below = "\n\n\nSendt fra min iPhone"
    return replace(post, text=text, text_below=below, headers=(*headers, *post.headers))


def gmail(post: Post, number: int) -> Post:
    """Google's mail, which some municipalities' schools use."""
    lines = "".join(f"<div>{escape(line) or '<br>'}</div>" for line in _lines(post))
    headers = (f"X-Gm-Message-State: APjAAAU{number:06d}", "X-Google-Smtp-Source: APXvYqx2")
    html = f'<div dir="ltr">{lines}</div>\n'
    return replace(post, charset="utf-8", html=html, headers=(*headers, *post.headers))


def plain_text(post: Post, number: int) -> Post:
    """A program that writes text alone, in flowed lines."""
    return replace(post, headers=(f"X-Mailer: Lotus Notes Release {8 + number % 2}.5.3", *post.headers))


def thunderbird(post: Post, number: int) -> Post:
    """Thunderbird on a Linux desk."""
    agent = f"User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:60.0) Gecko/20100101 Thunderbird/60.{number % 9}.0"
    return replace(post, headers=(agent, "Content-Language: da", *post.headers))


def acadre(post: Post, number: int) -> Post:
    """A system that files cases: the text as one table in HTML, the files under numbers."""
    rows = "".join(f"<tr><td>{escape(line) or '&nbsp;'}</td></tr>" for line in _lines(post))
    named = tuple(
        replace(file, name=f"{100000 + number}-19_v{place}_{file.name}") for place, file in enumerate(post.files, 1)
    )
    headers = ("X-Mailer: Acadre Mail Dispatch 6.2", f"X-Acadre-CaseId: 19/{number + 4000}")
    html = f"<html><body><table>{rows}</table></body></html>"
    return replace(post, text=None, html=html, files=named, headers=(*headers, *post.headers))


def sbsys(post: Post, number: int) -> Post:
    """A journal that writes its case number into the subject."""
    return outlook(replace(post, subject=f"{post.subject} [SBSYS: 17.00.00-P35-{number}-19]"), number)


def workzone(post: Post, number: int) -> Post:
    """A journal that writes its case number behind the subject and below the text."""
    text = f"{post.text}\n\nSagsnr.: 2019-{number:06d} - Dok.nr.: 2019-{number:06d}-4\n(Svar venligst med sagsnummer i emnet)"
    return outlook(replace(post, text=text, subject=f"{post.subject} (Sagsnr: 2019-{number:06d})"), number)


def getorganized(post: Post, number: int) -> Post:
    """A journal with its mark at the end of the subject."""
    marked = replace(post, subject=f"{post.subject} (GO sagsnr. EMN-2019-{number:05d})")
    return outlook(replace(marked, headers=("X-GO-CaseID: EMN-2019", *marked.headers)), number)


def ftwo(post: Post, number: int) -> Post:
    """A journal of ministries and some town halls, with its number in brackets and a shared sender."""
    text = f"{post.text}\n\n(F2 ID: {200000 + number})"
    return owa(replace(post, text=text, subject=f"{post.subject} (Id nr.: {200000 + number})"), number)


PROGRAMS: tuple[Callable[[Post, int], Post], ...] = (
    *(outlook, outlook, owa, outlook, acadre, iphone, outlook, sbsys, gmail, workzone, outlook, plain_text),
    *(getorganized, owa, outlook, thunderbird, ftwo),
)
"""Programs by how often they are met."""


def dress(post: Post, number: int) -> Post:
    """Send it with the program that this number stands for."""
    return PROGRAMS[number % len(PROGRAMS)](post, number)


def _lines(post: Post) -> list[str]:
    return (post.text or "").split("\n")
