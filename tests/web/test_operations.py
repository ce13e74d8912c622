"""How the program is doing: for people on /drift, for machines on three addresses, and on every page when it is bad."""

import io
import json
import tempfile
import zipfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import BinaryIO

import pytest
from docx import Document
from sqlalchemy import delete, update
from starlette.testclient import TestClient
from structlog.testing import capture_logs

from domain.account import AccountRole
from domain.audit import Action
from domain.mailbox import Poll
from domain.message import State
from kommunesvar.app import Invocation
from kommunesvar.bootstrap import open_program
from kommunesvar.web.app import make_app
from storage.audit import record_audit
from storage.tables import messages, sightings
from tests.books import AUTUMN, NOW
from tests.web.client import HOST, Client, open_client
from tests.web.sample import NAMES, Sample, open_sample

POLLED = '[[mailboxes]]\nname = "LIVE"\nhost = "127.0.0.1"\nport = 9\nusername = "x"\npassword_env = "NO_SECRET"\n'
SMTP = '[smtp]\nhost = "127.0.0.1"\nfrom = "a@kl.dk"\nsecret_expires = 2019-11-20\n'


def visit(sample: Sample, minutes_ago: float, error: str | None = None) -> None:
    at = NOW - timedelta(minutes=minutes_ago)
    sample.program.sightings.record_poll(Poll(mailbox="LIVE", started_at=at, ended_at=at, error=error))


@pytest.fixture
def polled(tmp_path: Path, sqlite_template: Path) -> Iterator[Sample]:
    """The sample with a mailbox that is visited every five minutes."""
    with open_sample(tmp_path, template=sqlite_template, rest=f"{POLLED}{SMTP}") as opened:
        yield opened


def open_as(sample: Sample, role: AccountRole = AccountRole.READER) -> Client:
    return open_client(sample.program, sample.accounts[role])


def ask(sample: Sample, path: str, *, peer: str = "127.0.0.1", **headers: str) -> tuple[int, str]:
    """Ask as a machine does, from an address."""
    client = TestClient(make_app(sample.program), base_url=HOST, client=(peer, 50000))
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    response = client.get(path, headers=named)
    assert "set-cookie" not in response.headers
    return response.status_code, response.text


@pytest.mark.parametrize("path", ["/drift", f"/hoeringer/{AUTUMN}", f"/hoeringer/{AUTUMN}/handlinger"])
def test_a_mailbox_that_nobody_reads_is_on_every_page(path: str, polled: Sample) -> None:
    visit(polled, 20)
    visit(polled, 1, "the server does not answer")

    page = open_as(polled).get(path)

    assert "postkassen LIVE er ikke læst siden 4. november 2019 kl. 07.40" in page.text


@pytest.mark.parametrize("minutes_ago", [1, 15])
def test_one_that_was_read_within_three_intervals_is_not(minutes_ago: float, polled: Sample) -> None:
    visit(polled, minutes_ago)
    visit(polled, 0, "the server does not answer")

    page = open_as(polled).get(f"/hoeringer/{AUTUMN}/handlinger")

    assert "er ikke læst siden" not in page.text


def test_operations_say_what_is_wrong_with_a_mailbox(polled: Sample) -> None:
    visit(polled, 20)
    visit(polled, 1, "the server does not answer")

    page = open_as(polled).get("/drift")

    assert page.find("//tr[th[contains(., 'LIVE')]]/td")[0] == "! læses ikkethe server does not answer"
    assert "20. november 2019: ! om 16 dage" in page.text
    assert "ugeoversigter er planlagt" in page.text


def test_a_failed_mail_is_tried_again_from_there(editor: Client, sample: Sample) -> None:
    page = editor.get(editor.post("/drift/proev-igen").leads_to)

    view = sample.program.messages.load_view(sample.messages["failed"])
    assert "1 fejlet mail bliver prøvet igen nu." in page.text
    assert view.attempts > 1
    assert view.state in {State.FAILED, State.WAITING}


def test_the_failed_mails_are_one_click_away(editor: Client) -> None:
    (address,) = editor.get("/drift").find("//a[.='Se dem']/@href")

    assert len(editor.get(address).find("//tbody/tr")) == 1


def test_there_is_nothing_to_try_where_nothing_failed(editor: Client, sample: Sample) -> None:
    editor.post("/drift/proev-igen")
    with sample.program.database.writing() as connection:
        connection.execute(update(messages).where(messages.c.state == State.FAILED).values(state=State.SET_ASIDE))

    page = editor.get(editor.post("/drift/proev-igen").leads_to)

    assert "Ingen mails er fejlet." in page.text


def test_the_ledger_is_balanced_or_an_alarm(reader: Client, sample: Sample) -> None:
    balanced = reader.get("/drift/regnskab")
    with sample.program.database.writing() as connection:
        connection.execute(delete(sightings).where(sightings.c.message == sample.messages["on time"]))

    alarm, operations = reader.get("/drift/regnskab"), reader.get("/drift")

    assert balanced.find("//tbody/tr[th='FLJE']/td")[-1] == "✓ ja"
    assert alarm.find("//tbody/tr[th='FLJE']/td")[-1] == "! nej"
    assert "regnskabet stemmer ikke" in alarm.text
    assert "stemmer ikke" in operations.text


def test_the_log_is_filtered_by_who_what_whom_and_when(editor: Client, admin: Client) -> None:
    editor.post(f"/hoeringer/{AUTUMN}/fritagelser", {"kommune": "0320", "begrundelse": "Ingen udvalg"})
    admin.post(f"/hoeringer/{AUTUMN}/udsaettelser", {"kommune": "0253", "til": "2019-11-15"})

    def list_subjects(query: str) -> list[str]:
        return editor.get(f"/drift/log?{query}").find("//tbody/tr/td[4]")

    assert list_subjects("handling=excused") == ["Faxe"]
    assert list_subjects("kommune=0253") == ["Greve"]
    assert list_subjects(f"hvem={NAMES[AccountRole.EDITOR]}&kommune=0253") == []
    assert list_subjects("fra=2019-11-05") == []
    assert set(list_subjects("fra=2019-11-04&til=2019-11-04")) == {
        *("Faxe", "Greve", "konto"),
        *("rollen læser", "rollen sagsbehandler", "rollen administrator"),
    }
    assert editor.get("/drift/log?kommune=0320").find("//tbody/tr/td[5]") == [
        "De kommunale kerneværdier, efteråret 2019 · begrundelse: Ingen udvalg"
    ]


def test_the_week_of_a_digest_stays_a_week_in_the_log(editor: Client, sample: Sample) -> None:
    details = {"period": "2019-W45"}
    with sample.program.database.writing() as connection:
        record_audit(connection, "Mette", Action.DIGEST_SENT, f"consultation:{AUTUMN}", details, at=NOW)

    assert editor.get("/drift/log?handling=digest_sent").find("//tbody/tr/td[5]") == ["uge: 2019-W45"]


def test_the_log_goes_on_page_after_page_without_repeating_or_leaving_out(editor: Client, sample: Sample) -> None:
    for code in [one.code for one in sample.program.roster][:60]:
        editor.post(f"/hoeringer/{AUTUMN}/fritagelser", {"kommune": code, "begrundelse": "Prøve"})
    address, seen, pages = "/drift/log?handling=excused", list[str](), 0

    while address:
        page = editor.get(address)
        seen += page.find("//tbody/tr/td[4]")
        address, pages = "".join(page.find("//a[.='Vis ældre']/@href")), pages + 1

    assert pages == 2
    assert len(seen) == len(set(seen)) == 60


def test_a_reader_does_not_see_who_did_what(reader: Client) -> None:
    assert reader.get("/drift/log").status == 403
    assert "Log over ændringer" not in reader.get("/drift").text


def test_a_reader_gets_memo_and_export_and_is_offered_nothing_to_change(reader: Client) -> None:
    page = reader.get(f"/hoeringer/{AUTUMN}/handlinger")

    assert page.find("//h2") == ["Høringsnotat", "Alle svar samlet", "Tabel til Excel", "Indstillinger"]
    assert reader.get(f"/hoeringer/{AUTUMN}/udsaettelser").status == 403


@pytest.mark.parametrize("extent", ["", "?omfang=excerpt"])
def test_the_memo_is_a_word_file_under_its_own_name(extent: str, reader: Client) -> None:
    page = reader.get(f"/hoeringer/{AUTUMN}/notat.docx{extent}")

    document = Document(io.BytesIO(page.response.content))
    assert any("Odense" in paragraph.text for paragraph in document.paragraphs)
    assert page.response.headers["content-type"].endswith("wordprocessingml.document")
    assert "filename*=UTF-8''H%C3%B8ringsnotat%20" in page.response.headers["content-disposition"]
    assert page.response.headers["content-disposition"].startswith("attachment;")


def test_the_export_is_a_zip_file_with_a_manifest(reader: Client) -> None:
    page = reader.get(f"/hoeringer/{AUTUMN}/eksport.zip")

    with zipfile.ZipFile(io.BytesIO(page.response.content)) as bundle:
        assert bundle.testzip() is None
        manifest = json.loads(bundle.read("manifest.json"))
    assert manifest
    assert page.response.headers["content-type"] == "application/zip"
    assert ".zip" in page.response.headers["content-disposition"]


def test_settings_are_shown_and_cannot_be_changed(editor: Client) -> None:
    page = editor.get(f"/hoeringer/{AUTUMN}/indstillinger")

    assert "Hvilke muligheder giver det kommunale ejerskab?" in page.text
    assert page.find("//main//form") == []


def test_a_machine_is_told_that_the_program_lives(sample: Sample) -> None:
    assert ask(sample, "/healthz", peer="192.0.2.7") == (200, "ok\n")


def test_a_machine_is_told_whether_the_program_can_work(polled: Sample) -> None:
    unread = ask(polled, "/readyz")
    visit(polled, 1)
    ready = ask(polled, "/readyz")
    polled.clock.now += timedelta(minutes=20)
    dead = ask(polled, "/readyz")

    assert unread == (503, "archive: ok\ndatabase: ok\nmailboxes: 1 of 1 not read yet\n")
    assert ready == (200, "archive: ok\ndatabase: ok\nmailboxes: ok\n")
    assert dead == (503, "archive: ok\ndatabase: ok\nmailboxes: 1 of 1 not read for three intervals\n")


def test_an_archive_that_cannot_be_written_is_not_ready(sample: Sample) -> None:
    folder = sample.program.config.archive_path
    folder.parent.mkdir(parents=True, exist_ok=True)
    if folder.exists():
        folder.rename(folder.with_name("elsewhere"))
    folder.write_text("a file in its place")

    status, said = ask(sample, "/readyz")

    assert status == 503
    assert "archive: cannot be written\n" in said


def test_a_database_that_does_not_answer_is_not_ready_and_gives_no_figures(sample: Sample) -> None:
    with sample.program.database.writing() as connection:
        connection.exec_driver_sql("ALTER TABLE polls RENAME TO gone")
        connection.exec_driver_sql("ALTER TABLE messages RENAME TO gone_too")

    assert ask(sample, "/metrics")[0] == 503
    assert ask(sample, "/healthz")[0] == 200


def test_the_figures_are_those_of_the_books(polled: Sample) -> None:
    visit(polled, 2)

    status, said = ask(polled, "/metrics")

    assert status == 200
    figures = dict(line.rsplit(" ", 1) for line in said.splitlines() if not line.startswith("#"))
    seconds = (NOW - timedelta(minutes=2)).timestamp()
    assert float(figures['kommunesvar_mailbox_last_success_timestamp_seconds{mailbox="LIVE"}']) == seconds
    assert float(figures['kommunesvar_ledger_gap{mailbox="FLJE"}']) == 0
    assert float(figures['kommunesvar_messages{mailbox="FLJE",state="review"}']) == 3
    assert float(figures['kommunesvar_queue_length{queue="failed"}']) == 1
    assert float(figures['kommunesvar_queue_length{queue="judging"}']) == 1
    assert float(figures["kommunesvar_outbox_oldest_age_seconds"]) == 0
    (days,) = (value for name, value in figures.items() if name.startswith("kommunesvar_credential_days_left"))
    assert float(days) == 16


@pytest.mark.parametrize(
    ("peer", "headers"),
    [
        ("192.0.2.7", {}),
        ("127.0.0.1", {"X_Forwarded_For": "192.0.2.7"}),
        ("127.0.0.1", {"Forwarded": "for=192.0.2.7"}),
    ],
)
def test_without_a_token_only_this_machine_reads_the_figures(
    peer: str, headers: dict[str, str], sample: Sample
) -> None:
    assert ask(sample, "/metrics", peer=peer, **headers)[0] == 403


def test_with_a_token_whoever_bears_it_reads_the_figures(
    tmp_path: Path, sqlite_template: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FIGURES_TOKEN", "hemmelig")
    # The sample's last section is [web].
    with open_sample(tmp_path, template=sqlite_template, rest='metrics_token_env = "FIGURES_TOKEN"\n') as sample:
        answers = [
            ask(sample, "/metrics", peer="192.0.2.7", Authorization="Bearer hemmelig")[0],
            ask(sample, "/metrics", peer="192.0.2.7", Authorization="Bearer forkert")[0],
            ask(sample, "/metrics")[0],
        ]

    assert answers == [200, 403, 403]


def test_who_has_failed_mails_tried_again_stands_in_the_log(sample: Sample, editor: Client) -> None:
    editor.post("/drift/proev-igen")

    log = editor.get("/drift/log")

    assert "Søren Sagsbehandler" in log.text
    assert "prøvede fejlede mails igen" in log.text
    assert "mails: 1" in log.text
    ((_, entry),) = sample.program.audit_log.load(limit=1)
    assert (entry.action, entry.by) == (Action.RETRIED, NAMES[AccountRole.EDITOR])


def test_settings_that_the_operator_must_put_right_are_said_in_danish(tmp_path: Path, sqlite_template: Path) -> None:
    rest = '[smtp]\nhost = "127.0.0.1"\nfrom = "KL <@kl.dk>"\n[digest]\nto = ["a@kl.dk"]\n'
    with open_sample(tmp_path, template=sqlite_template, rest=rest) as opened:
        page = open_as(opened, AccountRole.EDITOR).get(f"/hoeringer/{AUTUMN}/ugeoversigt/mail")

    assert page.status == 503
    assert "Der er en fejl i programmets indstillinger" in page.text
    assert "Check [smtp] from" in page.find("//*[@lang='en']")[0]


def test_the_overview_says_once_that_a_mailbox_is_not_read(tmp_path: Path, sqlite_template: Path) -> None:
    with open_sample(tmp_path, template=sqlite_template, rest=POLLED) as opened:
        config = tmp_path / "config.toml"
        own = config.read_text(encoding="utf-8").replace('mailboxes = ["FLJE"]', 'mailboxes = ["FLJE", "LIVE"]')
        config.write_text(own, encoding="utf-8")
    with open_program(Invocation(config).load_config(), clock=lambda: NOW) as program:
        account, an_hour_ago = opened.accounts[AccountRole.READER], NOW - timedelta(hours=1)
        program.sightings.record_poll(
            Poll(mailbox="LIVE", started_at=an_hour_ago, ended_at=an_hour_ago, error="no answer")
        )

        page = open_client(program, account).get(f"/hoeringer/{AUTUMN}")

    assert page.text.count("postkassen LIVE er aldrig læst") == 1
    assert page.find("//ul[@class='mailboxes']/li")[1] == "LIVE ! læses ikke"
    assert "kunne ikke læses ved det seneste forsøg" not in page.text


def test_an_export_for_which_the_disk_has_no_room_says_what_to_do(
    reader: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[BinaryIO] = []

    def fill_disk(**_: object) -> BinaryIO:
        opened.append(Path("/dev/full").open("wb"))  # noqa: SIM115 - the page closes it
        return opened[-1]

    monkeypatch.setattr(tempfile, "SpooledTemporaryFile", fill_disk)

    page = reader.get(f"/hoeringer/{AUTUMN}/eksport.zip")

    assert page.status == 507
    assert "der er ikke plads på serverens disk" in page.text
    assert "om at gøre plads" in page.text
    assert [stream.closed for stream in opened] == [True]


@pytest.mark.parametrize(
    ("headers", "warnings"),
    [({}, 0), ({"x_forwarded_for": "198.51.100.4"}, 1), ({"x_forwarded_for": "198.51.100.4, 192.0.2.7"}, 0)],
)
def test_a_server_in_front_that_is_not_named_is_warned_of_once(
    sample: Sample, headers: dict[str, str], warnings: int
) -> None:
    client = TestClient(make_app(sample.program), base_url=HOST, client=("192.0.2.7", 50000))

    with capture_logs() as logs:
        for _ in range(3):
            client.get("/healthz", headers={name.replace("_", "-"): value for name, value in headers.items()})

    warned = [one for one in logs if "is not named in [web] proxies" in one["event"]]
    assert len(warned) == warnings
    assert all(one["proxy"] == "192.0.2.7" for one in warned)
