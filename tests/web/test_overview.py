import pytest

from domain.standing import Standing
from kommunesvar.standings import load_standings
from tests.books import AUTUMN, NOW
from tests.web.client import Client
from tests.web.sample import SPRING, Sample

PAGE = f"/hoeringer/{AUTUMN}"
ROWS = "//section[@aria-labelledby='kommuner']//tbody/tr"


def test_all_98_are_there_and_who_needs_somebody_comes_first(reader: Client) -> None:
    page = reader.get(PAGE)

    standings = page.find(f"{ROWS}/td[2]")
    assert len(standings) == 98
    assert standings[0] == "? til gennemsyn"
    assert standings[-1] == "✓ til tiden"


def test_page_and_status_say_the_same(sample: Sample, reader: Client) -> None:
    counts = load_standings(sample.program, sample.program.consultations[AUTUMN], NOW).counts

    page = reader.get(PAGE)

    shown = page.find("//ul[@class='counters']//a")
    assert len(shown) == len(counts) == len(Standing)
    for standing, count in counts.items():
        assert any(text.startswith(f"{count} ") and text.endswith(standing.danish) for text in shown)


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("status=late", ["Aarhus"]),
        ("status=late&status=extended", ["Aarhus", "Næstved"]),
        ("kommune=OdEn", ["Odense"]),
        ("kommune=0461", ["Odense"]),
        ("status=on_time&region=Region+Syddanmark", ["Odense"]),
    ],
)
def test_the_address_says_who_is_shown(reader: Client, query: str, names: list[str]) -> None:
    page = reader.get(f"{PAGE}?{query}")

    assert page.find(f"{ROWS}/th") == names


def test_a_counter_leads_to_those_it_counts_and_back(reader: Client) -> None:
    page = reader.get(f"{PAGE}?region=Region+Syddanmark")
    (address,) = page.find("//ul[@class='counters']//a[contains(., 'til tiden')]/@href")

    chosen = reader.get(address)

    assert chosen.find(f"{ROWS}/th") == ["Odense"]
    assert chosen.find("//a[@aria-current='true']/@href") == [f"{PAGE}?region=Region+Syddanmark"]


def test_nobody_found_is_said(reader: Client) -> None:
    page = reader.get(f"{PAGE}?kommune=Atlantis")

    assert "Ingen kommuner passer til det valgte" in page.text


def test_mails_that_are_in_no_figure_are_told_of(reader: Client) -> None:
    page = reader.get(PAGE)

    assert "2 mails venter eller er fejlet" in page.text


def test_the_front_page_leads_to_the_consultation_now_open_or_chosen(reader: Client) -> None:
    assert reader.get("/").leads_to == PAGE
    assert reader.get(f"/?hoering={SPRING}").leads_to == f"/hoeringer/{SPRING}"
    assert reader.get("/?hoering=ukendt").status == 404


def test_every_consultation_can_be_chosen(reader: Client) -> None:
    page = reader.get(f"/hoeringer/{SPRING}")

    assert page.find("//select[@name='hoering']/option/@value") == [AUTUMN, SPRING]
    assert page.find("//select[@name='hoering']/option[@selected]/@value") == [SPRING]
