"""The page where people search in mails and attachments."""

from datetime import UTC, datetime
from urllib.parse import quote

import pytest

from domain.account import AccountRole
from domain.message import State
from domain.search import Marked, Span
from kommunesvar.web.hits import LONGEST_LINE, mark, shorten
from tests.books import AUTUMN, add_message, build_judgement
from tests.builders import build_attachment, build_mail
from tests.web.browser import NARROW, LivePage, assert_accessible
from tests.web.client import Client, Page
from tests.web.sample import HOSTILE, SPRING, Sample
from tests.web.test_routes import ODD

HITS = "//ol[@class='hits']/li"


def list_numbers(page: Page) -> list[int]:
    return [int(address.rpartition("/")[2]) for address in page.find(f"{HITS}/h3/a/@href")]


def add_letter(sample: Sample, body: str, *, subject: str = "Svar", **about: object) -> int:
    judgement = build_judgement("0461", **about)  # type: ignore[arg-type]  # handed on as given
    return add_message(sample.program.database, judgement, build_mail(body, subject=subject))


def test_a_hit_says_what_was_found_and_where(sample: Sample, reader: Client) -> None:
    mail = build_mail(
        "Vi ønsker flere svømmehaller\ni hele kommunen.",
        build_attachment("Svømning.docx", "Byrådet vil bygge en svømmehal."),
        subject="Svar om svømmehaller",
    )
    message = add_message(sample.program.database, build_judgement("0461"), mail)

    page = reader.get("/soeg?q=sv%C3%B8mmehal")

    (hit,) = page.find(HITS)
    assert page.find(f"{HITS}//h3//mark") == ["svømmehaller"]
    assert page.find(f"{HITS}//p[@class='passage']//mark") == ["svømmehaller", "svømmehal"]
    assert "Vi ønsker flere svømmehaller i hele kommunen." in hit
    assert "Bilag »Svømning.docx«: Byrådet vil bygge en svømmehal." in hit
    assert "Fundet i emne, mail og bilag" in hit
    assert "talt med høringssvar Odense 30. oktober 2019 kl. 13.05" in hit
    assert "De kommunale kerneværdier, efteråret 2019" in hit
    assert list_numbers(page) == [message]


def test_the_name_of_an_attachment_and_the_sender_are_searched_too(sample: Sample, reader: Client) -> None:
    mail = build_mail("Se filen.", build_attachment("Badeanstalt.pdf", ""), sender="Zenia Å <zenia@0461.dk>")
    add_message(sample.program.database, build_judgement("0461"), mail)

    by_name, by_sender = reader.get("/soeg?q=badeanstalt"), reader.get("/soeg?q=zenia")

    assert by_name.find(f"{HITS}//mark") == ["Badeanstalt"]
    assert "(ingen tekst i bilaget)" in by_name.text
    assert by_sender.find(f"{HITS}//p[@class='quiet source']/mark") == ["Zenia", "zenia"]
    assert "Fundet i afsender" in by_sender.text


def test_nobody_is_sure_whose_an_open_mail_is(sample: Sample, reader: Client) -> None:
    add_letter(sample, "Hvalfangst er vigtig.", state=State.REVIEW)

    page = reader.get("/soeg?q=hvalfangst")

    assert page.find(f"{HITS}//strong") == ["måske Odense"]
    assert page.find(f"{HITS}//span[@class='state state-review']") == ["til gennemsyn"]


def test_a_hostile_mail_is_words_in_the_hits(sample: Sample, reader: Client) -> None:
    page = reader.get("/soeg?q=alert")

    assert list_numbers(page) == [sample.messages["hostile"]]
    assert HOSTILE not in page.response.text
    assert page.tree.xpath("//main//script") == []
    assert page.find(f"{HITS}/h3/a") == [HOSTILE]
    assert set(page.find(f"{HITS}//mark")) == {"alert"}
    assert f"Bilag »{HOSTILE}.docx«: {HOSTILE}" in page.text


def test_what_is_searched_for_is_words_too(reader: Client) -> None:
    page = reader.get(f"/soeg?q={quote(HOSTILE)}")

    assert HOSTILE not in page.response.text
    assert page.find("//input[@id='q']/@value") == [HOSTILE]


def test_writing_is_not_turned_around(sample: Sample, reader: Client) -> None:
    add_letter(sample, "Se vedlagte.", subject="kvalfangst\u202efdp.exe")

    page = reader.get("/soeg?q=kvalfangst")

    assert page.find(f"{HITS}/h3/a") == ["kvalfangstfdp.exe"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"høst", "forår", "åben"}),
        (f"hoering={AUTUMN}", {"høst", "åben"}),
        (f"hoering={SPRING}", {"forår"}),
        ("kommune=0461", {"høst", "forår", "åben"}),
        ("kommune=0751", set()),
        ("tilstand=review", {"åben"}),
        ("slags=no_comments", set()),
        ("fra=2019-10-30", {"høst", "åben"}),
        ("til=2019-10-29", {"forår"}),
        ("fra=2019-04-10&til=10.4.2019", {"forår"}),
        ("tilstand=&kommune=&slags=&fra=&til=&hoering=&sorter=", {"høst", "forår", "åben"}),
    ],
)
def test_the_address_says_what_is_searched(sample: Sample, reader: Client, query: str, found: set[str]) -> None:
    letters = {
        "høst": add_letter(sample, "Om fiskekuttere."),
        "forår": add_letter(
            sample, "Om fiskekuttere.", consultation=SPRING, received_at=datetime(2019, 4, 10, 21, 59, tzinfo=UTC)
        ),
        "åben": add_letter(sample, "Om fiskekuttere.", state=State.REVIEW),
    }

    page = reader.get(f"/soeg?q=fiskekutter&{query}")

    assert set(list_numbers(page)) == {letters[name] for name in found}


def test_the_form_keeps_what_was_chosen(reader: Client) -> None:
    chosen = {"hoering": SPRING, "kommune": "0461", "tilstand": "counted", "slags": "response", "sorter": "nyeste"}
    days = {"fra": "2019-04-01", "til": "2019-04-30"}
    query = "&".join(f"{name}={value}" for name, value in (chosen | days).items())

    page = reader.get(f"/soeg?q=odense&{query}")

    for name, value in chosen.items():
        assert page.find(f"//main//select[@name='{name}']/option[@selected]/@value") == [value]
    for name, value in days.items():
        assert page.find(f"//input[@name='{name}']/@value") == [value]
    assert page.find("//a[text()='Fjern filtre']/@href") == ["/soeg?q=odense&sorter=nyeste"]


def test_the_best_or_the_newest_come_first(sample: Sample, reader: Client) -> None:
    best = add_letter(sample, "Kort.", subject="Fyrtårne", received_at=datetime(2019, 10, 1, 9, 0, tzinfo=UTC))
    newest = add_letter(sample, "En lang mail om andet, der nævner fyrtårne. " + "Og mere. " * 50)

    by_rank, by_age = reader.get("/soeg?q=fyrt%C3%A5rne"), reader.get("/soeg?q=fyrt%C3%A5rne&sorter=nyeste")

    assert list_numbers(by_rank) == [best, newest]
    assert "de bedste først" in by_rank.text
    assert list_numbers(by_age) == [newest, best]
    assert "de nyeste først" in by_age.text


def test_hits_are_turned_page_by_page(sample: Sample, reader: Client) -> None:
    for _ in range(25):
        add_letter(sample, "Om tangskove.")

    first = reader.get("/soeg?q=tangskov&tilstand=counted")
    (after,) = first.find("//a[@rel='next']/@href")
    second = reader.get(after)

    assert "25 mails fundet Viser 1–20, de bedste først." in first.text
    assert first.find("//a[@rel='prev']") == []
    assert "Viser 21–25" in second.text
    assert second.find("//a[@rel='next']") == []
    assert "tilstand=counted" in second.find("//a[@rel='prev']/@href")[0]
    assert len({*list_numbers(first), *list_numbers(second)}) == 25


def test_behind_the_last_page_it_leads_back(reader: Client) -> None:
    page = reader.get("/soeg?q=odense&side=2147483647")

    assert "Så mange sider er der ikke" in page.text
    assert page.find("//a[text()='Gå til den første side']/@href") == ["/soeg?q=odense"]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("", "Skriv et eller flere ord"),
        ("q=+++", "Skriv et eller flere ord"),
        ("q=%21%21%21+%22+-", "Der er ingen ord i det, du har skrevet"),
        ("q=findesikke", "Prøv en anden stavemåde"),
        ("q=findesikke+odense", "Prøv med færre ord"),
        ("q=alert&kommune=0751", "Fjern filtrene: uden dem er der 1 mail."),
        ("q=findesikke&kommune=0751", "Der er heller ikke noget uden filtrene"),
        ("q=odense&fra=2019-11-02&til=2019-11-01", "Den sidste dag ligger før den første"),
    ],
)
def test_where_there_is_nothing_it_says_what_to_do(reader: Client, query: str, said: str) -> None:
    page = reader.get(f"/soeg?{query}")

    assert page.status == 200
    assert said in page.text
    assert page.find(HITS) == []


def test_one_word_that_is_not_there_gets_no_advice_about_many(reader: Client) -> None:
    page = reader.get("/soeg?q=findesikke")

    assert "færre ord" not in page.text
    assert "filtre" not in page.text


@pytest.mark.parametrize("name", ["q", "hoering", "kommune", "tilstand", "slags", "fra", "til", "sorter", "side"])
def test_odd_parameters_are_refused_or_overlooked(reader: Client, name: str) -> None:
    for odd in (*ODD, '"', "*", "a AND NOT", "NEAR(", "'; DROP TABLE messages; --", "\u0000", "-ord", "ord " * 200):
        page = reader.get(f"/soeg?q=odense&{name}={quote(odd)}")

        assert page.status in {200, 400}, odd


def test_who_is_not_signed_in_finds_nothing(visitor: Client) -> None:
    page = visitor.get("/soeg?q=odense")

    assert page.status in {302, 303}
    assert page.leads_to.startswith("/log-paa")


def test_the_navigation_leads_there(reader: Client) -> None:
    page = reader.get("/soeg")

    assert page.find("//nav[@aria-label='Hovedmenu']//a[@aria-current='page']/@href") == ["/soeg"]


def test_each_piece_is_escaped_by_itself() -> None:
    shown = mark(Marked("a <b>\nord</b> & c", (Span(6, 9),)))

    assert shown == "a &lt;b&gt; <mark>ord</mark>&lt;/b&gt; &amp; c"


def test_a_long_line_is_cut_around_what_was_found() -> None:
    text = "a" * 300 + " ord " + "b" * 300

    cut = shorten(Marked(text, (Span(301, 304), Span(400, 410))))

    assert [piece for piece, is_found in cut.cut() if is_found] == ["ord"]
    assert (cut.text[0], cut.text[-1], len(cut.text)) == ("…", "…", LONGEST_LINE + 2)


def test_a_long_line_begins_where_it_begins_when_what_was_found_is_near() -> None:
    cut = shorten(Marked("ord " * 100, (Span(0, 3), Span(156, 170))))

    assert cut == Marked("ord " * 40 + "…", (Span(0, 3), Span(156, 160)))


def fill_with_letters(sample: Sample) -> None:
    words = "Kommunalbestyrelsen i kommunen vil gerne understrege, at kerneværdierne er vigtige for børn og unge. "
    file = build_attachment("Høringssvar_" + "om_de_kommunale_kerneværdier_" * 8 + ".docx", words * 5)
    long = "VS: SV: " * 6 + "Høringssvar om kerneværdier " * 30
    mails = [build_mail(words, subject="Svar om kerneværdier"), build_mail(words * 9, file, subject=long)]
    states = [State.COUNTED, State.REVIEW, State.SET_ASIDE, State.FAILED]
    for number in range(24):
        judgement = build_judgement("0461", "0860", "0851", state=states[number % 4])
        add_message(sample.program.database, judgement, mails[number % 2])


@pytest.mark.needs("chromium")
@pytest.mark.parametrize("query", ["", "?q=findesikke+noget&kommune=0461", "?q=kernev%C3%A6rdi&kommune=0461"])
def test_everybody_can_use_it(live: LivePage, sample: Sample, query: str) -> None:
    fill_with_letters(sample)

    with live.open(f"/soeg{query}", sample.accounts[AccountRole.READER]) as page:
        assert_accessible(page)


@pytest.mark.needs("chromium")
def test_it_is_searched_without_scripts(live: LivePage, sample: Sample) -> None:
    fill_with_letters(sample)

    with live.open_context(sample.accounts[AccountRole.READER], scripts=False) as context:
        page = context.new_page()
        page.set_viewport_size(NARROW)
        page.goto(f"{live.address}/soeg")
        page.get_by_label("Søg i mails og bilag").fill("kerneværdier")
        page.get_by_label("Tilstand").select_option("til gennemsyn")
        page.get_by_role("button", name="Søg").click()

        assert page.get_by_role("heading", name="mails fundet").count() == 1
        assert page.locator(".hits .state").first.text_content() == "til gennemsyn"
        assert page.get_by_label("Tilstand").input_value() == "review"


@pytest.mark.parametrize(
    ("address", "title"),
    [
        ("/soeg?q=svar", "Alle høringer"),
        (f"/soeg?q=svar&hoering={SPRING}", "Kommunale kerneværdier (udkast), foråret 2019"),
        ("/drift", "De kommunale kerneværdier, efteråret 2019"),
    ],
)
def test_the_head_of_the_page_says_what_is_searched(reader: Client, address: str, title: str) -> None:
    page = reader.get(address)

    assert page.find("//select[@id='hoering']/option[@selected]") == [title]
