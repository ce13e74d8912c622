"""Compose the memo (høringsnotat) as a Word file, section by section."""

from docx.shared import Cm

from domain.memo import Memo
from domain.municipality import MUNICIPALITY_COUNT
from domain.standing import Standing
from notifier.danish import format_number
from notifier.figures.png import render_png
from notifier.figures.regions import describe_region_bars, draw_region_bars
from notifier.figures.tiles import describe_tile_map, draw_tile_map
from notifier.memo.answers import Chapter, Entry, Extent, list_chapters
from notifier.memo.parties import (
    LEDGER_COLUMNS,
    OPEN_COLUMNS,
    describe_ledger,
    list_not_asked,
    list_parties,
    list_silent,
    tabulate_ledger,
    tabulate_open,
)
from notifier.memo.passages import Passage
from notifier.memo.summary import REGION_COLUMNS, describe_method, describe_opening, tabulate_regions
from notifier.memo.word.paper import Column, Link, Paper
from notifier.memo.word.sheet import TEXT_WIDTH, open_sheet

KIND_OF_DOCUMENT = "Høringsnotat"
_PICTURE_PIXELS = 1800
_BARS_WIDTH = Cm(13.5)
_REGION_SHARES = (22, 8, 9, 9, 13, 14, 14, 11)
_OPEN_SHARES = (8, 16, 22, 22, 22, 12)


def compose_memo(memo: Memo, *, extent: Extent) -> bytes:
    """Return the memo as the bytes of a .docx file (ECMA-376)."""
    opening = describe_opening(memo)
    title = f"{KIND_OF_DOCUMENT}: {opening.title}"
    document = open_sheet(title=title, subject=opening.title, author="kommunesvar", at=memo.standings.as_of)
    paper, chapters = Paper(document), list_chapters(memo, extent)
    _write_front(paper, memo)
    _write_consultation(paper, memo)
    _write_figures(paper, memo)
    _write_parties(paper, memo, chapters)
    _write_answers(paper, chapters, extent)
    _write_open_mails(paper, memo)
    _write_silent(paper, memo)
    _write_method(paper, memo)
    paper.number_pages(title)
    return paper.finish()


def _write_front(paper: Paper, memo: Memo) -> None:
    opening = describe_opening(memo)
    paper.write(KIND_OF_DOCUMENT, "Title")
    paper.write(opening.title, "Subtitle")
    paper.write_all(opening.particulars, "Notatoplysning")
    paper.write_all(opening.lead, "Resumé")
    paper.place_contents("Indhold")


def _write_consultation(paper: Paper, memo: Memo) -> None:
    opening = describe_opening(memo)
    paper.head("Høringen", 1)
    paper.write(" ".join(opening.period))
    if opening.questions:
        paper.write("Kommunerne blev spurgt om følgende:", "Optakt")
        paper.write_all(opening.questions, "List Number")


def _write_figures(paper: Paper, memo: Memo) -> None:
    paper.head("Svarene i tal", 1)
    _tabulate_standings(paper, memo)
    paper.head("Svar pr. region", 2)
    columns = [
        Column(name=name, share=share, is_number=number > 0)
        for number, (name, share) in enumerate(zip(REGION_COLUMNS, _REGION_SHARES, strict=True))
    ]
    paper.tabulate(
        columns,
        tabulate_regions(memo),
        description="Hvor mange af hver regions kommuner der har svaret.",
        has_total=True,
    )
    paper.show(
        render_png(draw_region_bars(memo.standings), _PICTURE_PIXELS),
        name="Svar pr. region",
        description=describe_region_bars(memo.standings),
        width=_BARS_WIDTH,
        caption="Sådan fordeler de hørte kommuner sig i hver region. Tegn og farver er de samme som på kortet.",
    )
    paper.head("Svar på kortet", 2)
    paper.show(
        render_png(draw_tile_map(memo.standings), _PICTURE_PIXELS),
        name="Kort over de 98 kommuner",
        description=describe_tile_map(memo.standings),
        width=TEXT_WIDTH,
        caption="Hver firkant er en kommune. Firkanterne er lige store og ligger omtrent som kommunerne.",
    )


def _tabulate_standings(paper: Paper, memo: Memo) -> None:
    counts = memo.standings.counts
    rows = [
        (standing, format_number(count), f"{round(100 * count / MUNICIPALITY_COUNT)} %")
        for standing, count in counts.items()
        if count
    ]
    paper.tabulate(
        [
            Column(name="Status", share=50),
            Column(name="Kommuner", share=25, is_number=True),
            Column(name="Andel", share=25, is_number=True),
        ],
        [*rows, ("I alt", format_number(sum(counts.values())), "100 %")],
        description="Hvor mange af de 98 kommuner der har hver status.",
        width=Cm(9),
        has_total=True,
    )


def _write_parties(paper: Paper, memo: Memo, chapters: tuple[Chapter, ...]) -> None:
    told = {chapter.row.municipality.code for chapter in chapters}
    paper.head("De 98 kommuner", 1)
    paper.write("Kommunerne står i alfabetisk orden. Et understreget navn fører til kommunens svar.", "Optakt")
    paper.tabulate(
        [
            Column(name="Kommune", share=26),
            Column(name="Status", share=20),
            Column(name="Første svar", share=22),
            Column(name="Bemærkning", share=32),
        ],
        [
            (
                Link(
                    party.row.municipality.name,
                    name_place(party.row.municipality.code) if party.row.municipality.code in told else None,
                ),
                party.row.standing,
                party.day,
                party.remarks,
            )
            for party in list_parties(memo)
        ],
        description="Alle 98 kommuner i alfabetisk orden med status, dato for første svar og bemærkninger.",
    )


def name_place(code: str) -> str:
    """Return the bookmark of a municipality's replies."""
    return f"svar_{code}"


def _write_answers(paper: Paper, chapters: tuple[Chapter, ...], extent: Extent) -> None:
    paper.head("Høringssvarene" if extent is Extent.FULL else "Høringssvarene i uddrag", 1)
    if not chapters:
        paper.write("Ingen kommuner har svaret.")
    for chapter in chapters:
        paper.head(chapter.row.municipality.official_name, 2, place=name_place(chapter.row.municipality.code))
        for entry in chapter.entries:
            _write_entry(paper, entry)


def _write_entry(paper: Paper, entry: Entry) -> None:
    paper.head(entry.heading, 3)
    paper.write_all(entry.facts, "Kilde")
    paper.write_all(entry.remarks, "Forbehold")
    if entry.see is not None:
        name = entry.see.municipality.official_name
        place = Link(name, name_place(entry.see.municipality.code))
        paper.write_reference("Det fælles svar er gengivet under ", place, ".", style="Forbehold")
    for passage in entry.passages:
        _write_passage(paper, passage)


def _write_passage(paper: Paper, passage: Passage) -> None:
    if passage.source:
        paper.write(passage.source, "Tekstkilde")
    for paragraph in passage.paragraphs:
        if paragraph.mark:
            paper.write(f"{paragraph.mark}\t{paragraph.text}", "Svarpunkt")
        else:
            paper.write(paragraph.text, "Svartekst")
    if passage.note:
        paper.write(passage.note, "Forbehold")


def _write_open_mails(paper: Paper, memo: Memo) -> None:
    if not memo.open_mails:
        return
    paper.head("Mails til gennemsyn", 1)
    paper.write(
        "Disse mails kan være høringssvar, men er ikke afgjort. De er ikke talt med som svar og ikke gengivet.",
        "Optakt",
    )
    columns = [Column(name=name, share=share) for name, share in zip(OPEN_COLUMNS, _OPEN_SHARES, strict=True)]
    paper.tabulate(columns, tabulate_open(memo), description="De mails, der endnu ikke er afgjort.")


def _write_silent(paper: Paper, memo: Memo) -> None:
    paper.head("Bilag A: Kommuner, der ikke har svaret", 1)
    groups, not_asked = list_silent(memo), list_not_asked(memo)
    if not groups:
        paper.write("Alle hørte kommuner har svaret.")
    for group in groups:
        paper.head(f"{group.region} ({format_number(len(group.names))})", 3)
        paper.write(", ".join(group.names))
    if not_asked:
        paper.head(f"{Standing.NOT_ASKED.danish.capitalize()} ({format_number(len(not_asked))})", 3)
        paper.write(", ".join(not_asked))


def _write_method(paper: Paper, memo: Memo) -> None:
    paper.head("Bilag B: Sådan er tallene gjort op", 1)
    paper.write_all(describe_method(memo), "List Bullet")
    if memo.ledger:
        paper.write(describe_ledger(memo), "Optakt")
        columns = [
            Column(name=name, share=16 if number == 0 else 12, is_number=number > 0)
            for number, name in enumerate(LEDGER_COLUMNS)
        ]
        paper.tabulate(columns, tabulate_ledger(memo), description="Mails i hver postkasse, og hvor de står.")
