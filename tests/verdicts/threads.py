"""Chapter: replies in our thread, with our letter below them as many programs write it."""

# Sentences and headers stand on one line, as they are written.
# ruff: noqa: E501

from collections.abc import Iterator
from dataclasses import replace
from html import escape

from domain.kind import Kind
from tests.verdicts.asking import doubtful, label, reply
from tests.verdicts.labels import Labelled
from tests.verdicts.letters import paper, quote_our_letter
from tests.verdicts.people import Writer, pick
from tests.verdicts.plain_notes import usual
from tests.verdicts.plain_texts import SHORT
from tests.verdicts.programs import outlook

CHAPTER = "thread"
THREAD = ("In-Reply-To: <aa11@kl.dk>", "References: <aa11@kl.dk>")
SUBJECTS = (
    "SV: De kommunale kerneværdier - jeres svar",
    "Re: Kerneværdier",
    "Sv: SV: Kerneværdier",
    "SV: Høring",
    "Svar: Høring",
)
ANSWERS = (
    "Hermed svar.",
    "Se vedhæftede svar fra {official}.",
    "Kære Frederikke, her er vores svar.",
    "Vedhæftet. Mvh {first}",
)


def cases() -> Iterator[Labelled]:
    """With a file, in the text, by free mail in our thread, and with answers written between our lines."""
    for number in range(1, 29):
        writer = pick(2100 + number)
        wording = ANSWERS[number % 4] if number % 3 else SHORT[number % len(SHORT)]
        post = usual(writer, wording, subject=SUBJECTS[number % len(SUBJECTS)])
        own = post.text or ""
        quoted = quote(writer, number)
        post = replace(post, text=f"{own}\n\n{quoted}", headers=THREAD)
        if number % 4 == 1:
            post = replace(post, html=_as_outlook(own, quoted))
        if number % 3:
            post = post.with_files(paper(writer))
        yield label(CHAPTER, writer.town.code, number, post, reply(writer, post))
    yield from _between_lines()
    yield from _by_free_mail()


def quote(writer: Writer, number: int) -> str:
    """Return our letter as a program puts it below an answer."""
    letter = quote_our_letter()
    marked = "\n".join(f"> {line}" for line in letter.split("\n"))
    head = "Emne: De kommunale kerneværdier\n\n"
    return (
        f"Fra: Frederikke Lind Jeppesen <FLJE@kl.dk>\nSendt: 28. juni 2019 14:02\nTil: {writer.person}\n{head}{letter}",
        f"Den fre. 28. jun. 2019 kl. 14.02 skrev Frederikke Lind Jeppesen <FLJE@kl.dk>:\n\n{marked}",
        f"> Den 28. jun. 2019 kl. 14.02 skrev Frederikke Lind Jeppesen <FLJE@kl.dk>:\n> \n{marked}",
        f"-----Oprindelig meddelelse-----\nFra: FLJE@kl.dk\nSendt: 28. juni 2019 14:02\nTil: post\n{head}{letter}",
        (
            f"Hent Outlook til Android\n\n________________________________\nFrom: KL <FLJE@kl.dk>\nSent: Friday, June 28, 2019 "
            f"2:02:11 PM\nTo: post@{writer.town.domains[0]}\nSubject: Kerneværdier\n\n{letter}"
        ),
        f"Den 28-06-2019 kl. 14:02 skrev KL, Frederikke:\n{marked}",
        f"-------- Oprindelig besked --------\nFra: FLJE@kl.dk\nDato: 28.06.2019 14.02 (GMT+01:00)\nTil: post\n{head}{letter}",
    )[number % 7]


def _as_outlook(own: str, quoted: str) -> str:
    lines = "".join(f'<p class="MsoNormal">{escape(line)}<o:p></o:p></p>' for line in own.split("\n"))
    bar = '<div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm"><p class="MsoNormal">'
    below = escape(quoted).replace("\n", "<br>").replace("Fra:", "<b>Fra:</b>", 1)
    return f'<html><body lang="DA"><div class="WordSection1">{lines}{bar}{below}</p></div></div></body></html>'


def _between_lines() -> Iterator[Labelled]:
    for number in range(41, 45):
        writer = pick(2100 + number)
        post = usual(
            writer, "Kære KL\n\nVi har skrevet vores svar under hvert spørgsmål nedenfor.", subject=SUBJECTS[0]
        )
        text = (
            f"{post.text}\n\nHvordan ser I sammenhæng mellem jeres kommunes børne- og ungepolitik og de kommunale "
            "kerneværdier?\n\nSvar: Vores politik og kerneværdierne peger samme vej, især om tidlig indsats og fællesskab.\n\n"
            "Hvilke muligheder giver det kommunale ejerskab?\n\nSvar: Det giver os mulighed for at prioritere lokalt og for at "
            "inddrage forældre og foreninger."
        )
        post = outlook(replace(post, text=text, headers=THREAD), number)
        yield label(CHAPTER, f"questions-{writer.town.code}", number, post, reply(writer, post, plain=False))


def _by_free_mail() -> Iterator[Labelled]:
    for number in range(51, 55):
        writer = pick(2100 + number)
        post = usual(
            writer, "Hermed svaret fra {official}. Jeg skriver fra min private mail.", subject=SUBJECTS[number % 5]
        )
        post = replace(post, sender=f"{writer.first.lower()}.{number}@gmail.com".replace("ø", "oe").replace("å", "aa"))
        post = replace(post, text=f"{post.text}\n\n{quote(writer, number)}", headers=THREAD).with_files(paper(writer))
        asked = doubtful(writer, post, kinds={Kind.RESPONSE, Kind.OTHER})
        yield label(CHAPTER, f"free-mail-{writer.town.code}", number, post, asked)
