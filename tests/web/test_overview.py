import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import delete, insert

from domain.account import AccountRole
from domain.contact import Contact, ContactRole
from domain.kind import Kind
from domain.letter import LetterKind, NewLetter
from domain.message import State
from domain.outgoing import OutboxEntry, OutgoingMail
from domain.standing import Standing
from kommunesvar.standings import load_standings
from storage.tables import excuses, replies, suggestions
from tests.books import AUTUMN, NOW, add_message, build_judgement
from tests.builders import build_attachment, build_mail
from tests.web.client import Client, open_client
from tests.web.sample import SPRING, Sample

PAGE = f"/hoeringer/{AUTUMN}"
ROWS = "//section[@aria-labelledby='kommuner']//tbody/tr"


def read_row(page_of: Client, code: str) -> list[str]:
    """Return the cells of one municipality's row: name, region, status, first reply, replies, remark."""
    return page_of.get(f"{PAGE}?kommune={code}").find(f"{ROWS}/*")


def excuse(sample: Sample, code: str) -> None:
    ruling = {"consultation": AUTUMN, "municipality": code, "decided_by": "Mette", "decided_at": NOW, "reason": "ø"}
    with sample.program.database.writing() as connection:
        connection.execute(insert(excuses).values(ruling))


def remind(sample: Sample, code: str, number: int, at: datetime) -> None:
    mail = OutgoingMail(message_id=f"<{number}@kl.dk>", sender="hoering@kl.dk", recipient="post@kl.dk", content=b"")
    entry = OutboxEntry(kind=LetterKind.REMINDER, consultation=AUTUMN, period=f"{code}-{number}", mail=mail)
    letter = NewLetter(municipality=code, number=number, entries=(entry,))
    sample.program.letters.record(LetterKind.REMINDER, AUTUMN, letter, by="Mette", now=at)


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
    told = [(standing, count) for standing, count in counts.items() if count or standing is not Standing.NOT_ASKED]
    assert len(shown) == len(told)
    for standing, count in told:
        assert any(text.startswith(f"{count} ") and text.endswith(standing.danish) for text in shown)


def test_who_was_not_asked_has_a_counter_as_soon_as_there_is_one(sample: Sample, reader: Client) -> None:
    excuse(sample, "0563")

    page = reader.get(PAGE)

    assert "1 – ikke hørt" in page.find("//ul[@class='counters']//a")
    assert sum(int(text.split()[0]) for text in page.find("//ul[@class='counters']//a")) == 98


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("status=late", ["Aarhus"]),
        ("status=late&status=extended", ["Aarhus", "Næstved"]),
        ("kommune=OdEn", ["Odense"]),
        ("kommune=0461", ["Odense"]),
        ("kommune=0461&kommune=0751", ["Aarhus", "Odense"]),
        ("kommune=Århus", ["Aarhus"]),
        ("status=on_time&region=Region+Syddanmark", ["Odense"]),
        ("status=late&status=on_time&sorter=navn", ["København", "Odense", "Aarhus"]),
        ("status=late&status=on_time&sorter=tid", ["Aarhus", "København", "Odense"]),
        ("status=late&status=on_time&sorter=status", ["København", "Odense", "Aarhus"]),
        ("status=late&status=on_time&sorter=region", ["København", "Aarhus", "Odense"]),
    ],
)
def test_the_address_says_who_is_shown_and_in_which_order(reader: Client, query: str, names: list[str]) -> None:
    page = reader.get(f"{PAGE}?{query}")

    assert page.find(f"{ROWS}/th") == names


def test_by_name_they_stand_as_danes_sort_them(reader: Client) -> None:
    names = reader.get(f"{PAGE}?sorter=navn").find(f"{ROWS}/th")

    assert names[:2] == ["Albertslund", "Allerød"]
    assert names[-5:] == ["Vordingborg", "Ærø", "Aabenraa", "Aalborg", "Aarhus"]


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


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("0851", "Mailserveren kunne ikke bekræfte afsenderen."),
        ("0330", "En mail kunne ikke læses."),
        ("0370", "Udsættelse til 15. november 2019."),
        ("0101", "Ingen bemærkninger."),
        ("0621", "Har kun kvitteret for modtagelsen."),
        ("0665", "En mail til kommunen er kommet retur."),
    ],
)
def test_what_there_is_to_know_of_one_is_said_in_its_row(reader: Client, code: str, said: str) -> None:
    assert said in read_row(reader, code)[5]


def test_a_mail_in_review_is_one_step_away(sample: Sample, reader: Client) -> None:
    page = reader.get(f"{PAGE}?kommune=0740")

    assert page.find(f"{ROWS}/td//a/@href") == [f"/henvendelser/{sample.messages['hostile']}"]


def test_a_late_reply_is_marked_and_its_time_told(reader: Client) -> None:
    assert read_row(reader, "0751")[3] == "3. nov. kl. 11.00 for sent"


def test_replies_are_counted_and_the_same_one_sent_again_is_none(sample: Sample, reader: Client) -> None:
    later = build_judgement("0461", received_at=NOW - timedelta(days=4))
    again = build_mail("Hermed igen.", build_attachment(), message_id="<again@odense.dk>")
    more = build_mail("Supplerende bemærkninger.", build_attachment("mere.docx", "Byrådet tilføjer dette. " * 9))
    add_message(sample.program.database, later, again)
    add_message(sample.program.database, later, more)

    assert read_row(reader, "0461")[4] == "2 (1 supplement, 1 gentagelse)"


def test_who_was_reminded_is_told_with_the_day(sample: Sample, reader: Client) -> None:
    remind(sample, "0563", 1, datetime(2019, 10, 18, 8, 0, tzinfo=UTC))
    remind(sample, "0563", 2, datetime(2019, 10, 29, 8, 0, tzinfo=UTC))

    assert "Rykket 29. oktober 2019 (2 gange i alt)." in read_row(reader, "0563")[5]


def test_the_past_is_shown_as_what_it_is(reader: Client) -> None:
    page = reader.get(f"{PAGE}?tidspunkt=2019-11-02&status=missing")

    assert "Du ser en tidligere dag: sådan så det ud 2. november 2019 kl. 23.59" in page.text
    assert "Aarhus" in page.find(f"{ROWS}/th")
    assert page.find("//p[contains(., 'tidligere dag')]/a/@href") == [f"{PAGE}?status=missing"]


def test_what_is_handed_out_is_exactly_what_is_shown(reader: Client) -> None:
    page = reader.get(f"{PAGE}?status=late&status=extended&sorter=navn&tidspunkt=2019-11-04")
    (csv,) = page.find("//p[@class='takes']/a[contains(., 'CSV')]/@href")
    (xlsx,) = page.find("//p[@class='takes']/a[contains(., 'Excel')]/@href")

    table, workbook = reader.get(csv).response, reader.get(xlsx).response

    lines = table.content.decode("utf-8-sig").splitlines()
    assert [line.split(";")[1] for line in lines[1:]] == page.find(f"{ROWS}/th") == ["Næstved", "Aarhus"]
    assert table.headers["content-disposition"].startswith("attachment;")
    assert workbook.content.startswith(b"PK")


def test_choosing_several_is_a_mode_of_its_own(editor: Client, reader: Client) -> None:
    plain, choosing = editor.get(PAGE), editor.get(f"{PAGE}?vaelg=1&status=missing")
    all_of_them, by_reader = editor.get(f"{PAGE}?vaelg=alle&status=missing"), reader.get(f"{PAGE}?vaelg=1")

    assert plain.find("//input[@type='checkbox']/@name") == []
    assert len(choosing.find("//input[@type='checkbox']/@name")) == 90
    assert len(all_of_them.find("//input[@type='checkbox']/@checked")) == 90
    assert choosing.find("//button/@formaction") == [f"{PAGE}/udsaettelser"]
    assert by_reader.find("//button/@formaction") == []


def test_addresses_of_the_chosen_can_be_copied_and_who_has_none_is_told(sample: Sample, reader: Client) -> None:
    contacts = [
        Contact(municipality="0563", role=ContactRole.DIRECTOR, address="dir@fanoe.dk", name="Dir Ektør"),
        Contact(municipality="0563", role=ContactRole.MAYOR, address="borgmester@fanoe.dk"),
        Contact(municipality="0461", role=ContactRole.DIRECTOR, address="dir@odense.dk"),
    ]
    sample.program.contacts.record(contacts, by="test", now=NOW)
    (address,) = reader.get(PAGE).find("//p[@class='takes']/a[contains(., 'adresser')]/@href")

    page, chosen = reader.get(address), reader.get(f"{PAGE}/adresser?kommune=0461&kommune=0101")

    assert page.find("//textarea") == ["dir@fanoe.dk; borgmester@fanoe.dk"]
    assert "Uden en brugbar adresse: Albertslund," in page.text
    assert chosen.find("//textarea") == ["dir@odense.dk"]
    assert "Uden en brugbar adresse: København." in chosen.text


def test_an_address_from_which_mail_came_back_is_not_offered(sample: Sample, reader: Client) -> None:
    contact = Contact(municipality="0563", role=ContactRole.DIRECTOR, address="væk@fanoe.dk")
    sample.program.contacts.record([contact], by="test", now=NOW)
    bounce = build_judgement("0563", state=State.SET_ASIDE, kind=Kind.BOUNCE)
    said = replace(
        bounce.suggestions[0], rule="bounced_recipient", evidence=("mail til væk@fanoe.dk kunne ikke leveres",)
    )
    add_message(sample.program.database, replace(bounce, suggestions=(said,)))

    page = reader.get(f"{PAGE}/adresser?kommune=0563")

    assert page.find("//textarea") == []
    assert "Uden en brugbar adresse: Fanø." in page.text


def test_progress_is_told_beside_the_consultation_before(reader: Client) -> None:
    page = reader.get(PAGE)

    assert "3 dage efter fristen havde 3 af 98 svaret; ved den forrige høring havde 1 svaret" in page.text
    assert page.find("//details//th[contains(., 'fristdagen')]/following-sibling::td") == ["2", "1"]


def test_the_first_consultation_has_none_before_it(reader: Client) -> None:
    page = reader.get(f"/hoeringer/{SPRING}")

    assert page.status == 200
    assert "den forrige" not in page.text


def test_regions_are_told_as_numbers_that_add_up(reader: Client) -> None:
    page = reader.get(PAGE)

    told = [re.fullmatch(r"(\d+) af (\d+)", text) for text in page.find("//table[@class='regions']//td[1]")]
    assert sum(int(found[1]) for found in told if found) == 3
    assert sum(int(found[2]) for found in told if found) == 98


def test_each_mailbox_says_whether_it_is_read(reader: Client) -> None:
    page = reader.get(PAGE)

    assert page.find("//ul[@class='mailboxes']/li") == ["FLJE bliver ikke læst; mails lægges ind i den"]


def test_a_consultation_that_is_not_open_yet_says_so(sample: Sample, reader: Client) -> None:
    sample.clock.now = datetime(2019, 6, 1, 8, 0, tzinfo=UTC)

    page = reader.get(PAGE)

    assert "Høringen er ikke åbnet. Den åbner 28. juni 2019" in page.text


def test_a_consultation_without_a_single_mail_says_so(sample: Sample, reader: Client) -> None:
    with sample.program.database.writing() as connection:
        for table in (replies, suggestions):
            connection.execute(delete(table))

    page = reader.get(PAGE)

    assert "Der er ikke kommet svar endnu" in page.text
    assert len(page.find(f"{ROWS}/th")) == 98


def test_other_consultations_are_told_with_how_many_answered(reader: Client) -> None:
    page = reader.get(PAGE)

    assert page.find("//ul[@class='others']/li/a/@href") == [f"/hoeringer/{SPRING}"]
    assert "1 af 98 har svaret" in page.find("//ul[@class='others']/li")[0]


def test_the_front_page_leads_to_the_consultation_now_open_or_chosen(reader: Client) -> None:
    assert reader.get("/").leads_to == PAGE
    assert reader.get(f"/?hoering={SPRING}").leads_to == f"/hoeringer/{SPRING}"
    assert reader.get("/?hoering=ukendt").status == 404


def test_every_consultation_can_be_chosen(reader: Client) -> None:
    page = reader.get(f"/hoeringer/{SPRING}")

    assert page.find("//select[@name='hoering']/option/@value") == [AUTUMN, SPRING]
    assert page.find("//select[@name='hoering']/option[@selected]/@value") == [SPRING]


def test_an_extension_that_has_run_out_is_told_as_such(sample: Sample) -> None:
    sample.clock.now = datetime(2019, 11, 20, 8, 0, tzinfo=UTC)
    reader = open_client(sample.program, sample.accounts[AccountRole.READER])

    row = read_row(reader, "0370")

    assert row[2] == "! mangler"
    assert "Udsættelsen udløb 15. november 2019." in row[5]


@pytest.mark.parametrize("ending", ["", "/oversigt.csv", "/oversigt.xlsx", "/adresser"])
@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("tidspunkt=2999-12-31", 200),
        ("tidspunkt=2000-01-01", 200),
        ("tidspunkt=3000-01-01", 400),
        ("tidspunkt=i+går", 400),
        ("sorter=ukendt", 400),
        ("status=mangler", 400),
        ("vaelg=hvad+som+helst", 200),
        ("region=Region+Atlantis", 200),
        ("kommune=%00", 200),
        ("kommune=" + "a" * 2001, 400),
        ("kommune=%3Cscript%3Ealert(1)%3C/script%3E", 200),
    ],
)
def test_whatever_an_address_asks_for_is_answered(reader: Client, ending: str, query: str, status: int) -> None:
    page = reader.get(f"{PAGE}{ending}?{query}")

    assert page.status == status
    assert "<script>alert" not in page.response.text
