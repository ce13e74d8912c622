"""Chapters: replies on behalf of others, joint replies of several municipalities, and lists that name many."""

from collections.abc import Iterator
from dataclasses import replace

from domain.kind import Kind
from domain.message import State
from tests.verdicts.asking import COUNT, REVIEW, doubtful, keep_together, label, reply
from tests.verdicts.documents import write_document
from tests.verdicts.labels import Asked, Labelled
from tests.verdicts.letters import compose, paper
from tests.verdicts.people import ROSTER, Writer, pick, writer_of
from tests.verdicts.plain_notes import usual
from tests.verdicts.post import Post
from tests.verdicts.programs import dress

BEHALF = (
    "Hermed sendes høringssvar på vegne af {other}, som vi løser opgaven for.",
    "På vegne af {other} fremsendes hermed vedlagte høringssvar.",
    "{other} har bedt os sende deres høringssvar til jer. Det er vedhæftet.",
    "Efter aftale med {other} sender vi her deres svar på høringen.",
    "Vedhæftet er svaret fra {other}. Vi deler sekretariat, derfor kommer det fra min mail.",
    "Jeg sender dette for {other}, hvis mailsystem er nede i dag. Svaret er vedhæftet.",
)
OWN_BEHALF = (
    "På vegne af borgmester Jens Ejner sendes hermed kommunens høringssvar.",
    "Svaret fremsendes på vegne af {committee}.",
    "På vegne af direktionen i {official} fremsendes vedhæftede svar.",
    "Jeg skal på udvalgsformandens vegne fremsende vores bemærkninger.",
    "P.v.a. skolechefen sendes hermed høringssvar fra {official}.",
)
BODIES = (
    "På vegne af KKR Midtjylland fremsendes hermed fælles høringssvar.",
    "Hermed fælles svar fra kommunerne i KKR Sjælland, som jeg er sekretær for.",
    "6-byernes børne- og ungechefer har udarbejdet vedhæftede fælles svar.",
    "Trekantområdets kommuner fremsender hermed fælles bemærkninger.",
    "Hermed svar fra Børne- og Kulturchefforeningens kreds Syd.",
)
PAIRS = (
    ("0183", "0187"), ("0201", "0210"), ("0573", "0575"), ("0482", "0492"), ("0706", "0707"), ("0360", "0376"),
    ("0155", "0185"), ("0410", "0607"), ("0671", "0661"), ("0840", "0820"), ("0329", "0340"), ("0727", "0746"),
)  # fmt: skip
JOINT = (
    "Hermed fælles høringssvar fra {first} og {second}.",
    "{first} og {second} har udarbejdet vedhæftede fælles svar.",
    "Vedhæftet er et svar, som dækker både {first} og {second}.",
    "Kære KL. Vi har valgt at svare sammen, {first} og {second}. Svaret er vedhæftet.",
)
TRIPLES = (("0201", "0210", "0223"), ("0630", "0621", "0607"), ("0730", "0706", "0707"), ("0851", "0840", "0849"))
MENTIONS = (
    "Svaret er drøftet med vores naboer i Assens og Nordfyns Kommuner, men er {official}s eget.",
    "Hermed svar. Læg mærke til, at vi som Aarhus og Odense ser en udfordring i de mange krav.",
    "Hermed svar fra {official}. Region Midtjylland og KKR er orienteret.",
    "Vi er inspireret af Svendborg Kommune, som har gjort noget lignende. Vores svar er vedhæftet.",
    "Hermed vores svar. Vi ses på Børnetopmødet i Aalborg.",
    "Svaret er også sendt til orientering til Slagelse Kommune og Sorø Kommune, som vi samarbejder med om PPR.",
    "Børnene fra Ishøj og Vallensbæk går på vores specialskole, og det er med i svaret, som er vedhæftet.",
    "Hermed høringssvar. Kopi er sendt til Gladsaxe, Herlev og Ballerup Kommuner.",
)  # fmt: skip


def cases() -> Iterator[Labelled]:
    """On behalf of a neighbour, of oneself, by consultants, for bodies; two, three and many together; and mentions."""
    yield from keep_together(_for_a_neighbour())
    yield from _for_a_client()
    yield from _for_themselves()
    yield from _for_bodies()
    yield from _together()
    yield from keep_together(_mentions())
    yield from _lists()


def _for_a_neighbour() -> Iterator[tuple[str, Labelled]]:
    for number in range(1, 13):
        writer, author = pick(2700 + number), pick(2800 + number)
        said = BEHALF[number % len(BEHALF)]
        wording = said.replace("{other}", author.town.official_name)
        post = dress(usual(writer, wording).with_files(paper(author)), number)
        # The reply is the other one's: that is the suggestion to confirm.
        asked = doubtful(author, post, kinds={Kind.RESPONSE, Kind.OTHER})
        yield said, label("on_behalf", f"neighbour-{author.town.code}", number, post, asked)


def _for_a_client() -> Iterator[Labelled]:
    for number in range(21, 27):
        author = pick(2800 + number)
        wording = "Som konsulent for {official} sender jeg hermed kommunens høringssvar."
        post = replace(
            usual(author, wording, sign=False), sender=f"ida.toft@raadgiver{number}.example", name="Ida Toft"
        )
        post = dress(post.with_files(paper(author)), number)
        asked = doubtful(author, post, kinds={Kind.RESPONSE, Kind.OTHER})
        yield label("on_behalf", f"consultant-{author.town.code}", number, post, asked)


def _for_themselves() -> Iterator[Labelled]:
    for number, wording in enumerate(OWN_BEHALF, 31):
        writer = pick(2700 + number)
        post = dress(usual(writer, wording).with_files(paper(writer)), number)
        yield label("on_behalf", f"own-{writer.town.code}", number, post, reply(writer, post))


def _for_bodies() -> Iterator[Labelled]:
    for number, wording in enumerate(BODIES, 41):
        writer = pick(2700 + number)
        lines = ("Fælles høringssvar", "Kommunerne i området bakker op om kerneværdierne og vil drøfte dem videre.")
        post = usual(writer, wording, subject="Fælles høringssvar")
        post = dress(post.with_files(paper(writer, "docx", name="Fælles svar", lines=lines)), number)
        asked = replace(doubtful(writer, post, kinds={Kind.RESPONSE, Kind.OTHER}), first=None, municipalities=())
        yield label("on_behalf", "body", number, post, asked)


def _together() -> Iterator[Labelled]:
    for number, codes in enumerate((*PAIRS, *TRIPLES), 1):
        writers = [writer_of(code, 2900 + number) for code in codes]
        names = [writer.town.official_name for writer in writers]
        wording = JOINT[number % len(JOINT)].replace("{first}", ", ".join(names[:-1])).replace("{second}", names[-1])
        title = f"Fælles høringssvar fra {', '.join(names[:-1])} og {names[-1]}"
        lines = (title, *compose(writers[0], count=3)[3:])
        post = usual(writers[0], wording, subject="Fælles høringssvar")
        post = dress(post.with_files(write_document(("docx", "pdf")[number % 2], lines, "Fælles høringssvar")), number)
        yield label("joint", "-".join(codes), number, post, _ask_all(writers, post))
    for number in range(31, 36):
        writers = [pick(2900 + number * 7 + place) for place in range(5 + number % 7)]
        names = [writer.town.official_name for writer in writers]
        lines = ("Fælles høringssvar", "Afsendere:", *names, *compose(writers[0], count=3)[4:])
        post = usual(writers[0], f"Hermed fælles svar fra {len(names)} kommuner, som er nævnt i brevet.")
        post = dress(post.with_files(write_document("docx", lines, "Fælles høringssvar")), number)
        yield label("joint", f"many-{len(codes)}", number, post, _ask_all(writers, post))


def _ask_all(writers: list[Writer], post: Post) -> Asked:
    """Ask for a person; who can tell all of them apart may count them, but then for every one."""
    asked = doubtful(
        writers[0], post, "several_municipalities", kinds={Kind.RESPONSE, Kind.OTHER}, states=REVIEW | COUNT
    )
    return replace(asked, municipalities=tuple(dict.fromkeys(writer.town.code for writer in writers)))


def _mentions() -> Iterator[tuple[str, Labelled]]:
    for number, wording in enumerate((*MENTIONS, *MENTIONS), 1):
        writer = pick(3000 + number)
        post = dress(usual(writer, wording).with_files(paper(writer)), number)
        yield wording, label("mentions_others", writer.town.code, number, post, reply(writer, post))


def _lists() -> Iterator[Labelled]:
    everybody = tuple(f"{town.name} Kommune" for town in ROSTER)
    for number in range(1, 9):
        writer = pick(3100 + number)
        listed = write_document(("docx", "pdf")[number % 2], ("Høringsparter", *everybody), "Høringsliste")
        post = dress(
            usual(writer, "Hermed høringssvar samt jeres høringsliste retur.").with_files(paper(writer), listed), number
        )
        yield label("list_of_many", f"annex-{writer.town.code}", number, post, reply(writer, post, plain=False))
    for number in range(11, 15):
        writer = pick(3100 + number)
        named = ", ".join(everybody[number : number + 12])
        post = dress(usual(writer, f"Hermed svar fra {{official}}. Cc: {named}").with_files(paper(writer)), number)
        # With a dozen in copy a person may well want to look.
        states = frozenset({State.COUNTED, State.REVIEW})
        yield label(
            "list_of_many", f"copies-{writer.town.code}", number, post, reply(writer, post, plain=False, states=states)
        )
    for number in range(21, 27):
        post = usual(pick(3100 + number), "Til orientering: oversigt over kommunernes svar på høringen.", sign=False)
        post = replace(post, sender=f"student{number}@universitet.example", name="Signe Brandt")
        post = dress(post.with_files(write_document("docx", ("Oversigt", *everybody), "Oversigt")), number)
        asked = Asked(
            states=REVIEW | {State.SET_ASIDE}, kinds=frozenset({Kind.OTHER, Kind.RESPONSE}), received_at=post.at
        )
        yield label("list_of_many", "by-a-stranger", number, post, asked)
