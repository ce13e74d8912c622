"""The review: one doubtful mail after the other, settled, taken back, and never settled twice."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from domain.account import AccountRole
from domain.audit import Action
from domain.deadline import Timeliness
from domain.judgement import Judgement
from domain.kind import Kind, KindFinding
from domain.message import State
from domain.message_view import MessageView
from domain.review import ReviewReason
from kommunesvar.web.deciding.words import sign_decisions
from tests.books import AUTUMN, add_message, build_judgement
from tests.builders import build_attachment, build_mail
from tests.web.client import Client, Page, open_client
from tests.web.sample import SPRING, Sample, judge_open

REVIEW = f"/hoeringer/{AUTUMN}/gennemsyn"
DRAFT = "//a[starts-with(@href, 'mailto:')]/@href"
COUNT = {"handling": "taelles", "kommune": "Randers", "slags": "response", "hoering": AUTUMN}


@pytest.fixture
def review(sample: Sample) -> int:
    """The number of a mail that two municipalities may have sent."""
    return sample.messages["review"]


def load(sample: Sample, message: int) -> MessageView:
    return sample.program.messages.load_view(message)


def add_open(sample: Sample, judgement: Judgement) -> int:
    return add_message(sample.program.database, judgement)


def open_mail(client: Client, message: int) -> Page:
    return client.get(f"{REVIEW}?mail={message}")


def decide(client: Client, message: int, form: Mapping[str, str | list[str]], *, seen: Page | None = None) -> Page:
    """Fill in the form of the review as it was shown, and send it."""
    page = seen or open_mail(client, message)
    hidden = {name: page.find(f"//form[@id='afgoer']//input[@name='{name}']/@value") for name in ("set", "naeste")}
    return client.post(f"/henvendelser/{message}/afgoerelse", {**hidden, "koe": AUTUMN, **form}, seen=page)


def test_the_oldest_mail_comes_first_and_the_navigation_says_how_many_there_are(editor: Client) -> None:
    page = editor.get(REVIEW)

    assert "Gennemsyn · 1 af 3" in page.text
    assert page.find("//nav//a[@aria-current]") == ["Gennemsyn 3"]


def test_it_says_in_words_why_a_mail_is_here_and_whose_it_may_be(editor: Client, review: int) -> None:
    page = open_mail(editor, review)

    assert "Mailserveren kunne ikke bekræfte afsenderen." in page.text
    assert page.find("//ol[@class='candidates']//button/text()[1]") == ["Aalborg Kommune", "Hjørring Kommune"]
    assert "afsenderens mailadresse: 0851.dk" in page.text


def test_one_click_accepts_a_suggestion_and_shows_the_next_mail(sample: Sample, editor: Client, review: int) -> None:
    settled = decide(editor, review, {"forslag": "0851", "slags": "response", "hoering": AUTUMN})
    then = editor.get(settled.leads_to)

    assert settled.status == 303
    assert [reply.municipality for reply in load(sample, review).replies] == ["0851"]
    assert f"Henvendelse {review} er talt med som svar fra Aalborg Kommune: til tiden." in then.text
    assert f"henvendelse {sample.messages['hostile']}" in then.text


def test_on_the_next_page_it_can_be_taken_back(sample: Sample, editor: Client, review: int) -> None:
    then = editor.get(decide(editor, review, COUNT).leads_to)
    (sign,) = then.find("//form[@class='undo']//input[@name='set']/@value")

    undone = editor.post(f"/henvendelser/{review}/fortryd", {"set": sign, "koe": AUTUMN}, seen=then)

    assert load(sample, review).state is State.REVIEW
    assert undone.leads_to == f"{REVIEW}?mail={review}"
    assert "Afgørelsen er fortrudt." in editor.get(undone.leads_to).text


def test_who_did_not_decide_is_not_offered_to_take_it_back(sample: Sample, editor: Client, review: int) -> None:
    then = decide(editor, review, COUNT).leads_to

    admin = open_client(sample.program, sample.accounts[AccountRole.ADMIN])

    assert admin.get(then).find("//form[@class='undo']") == []


@pytest.mark.parametrize("typed", ["Randers", "randers kommune", "0730", " RANDERS "])
def test_a_municipality_is_named_as_people_type_it(sample: Sample, editor: Client, review: int, typed: str) -> None:
    decide(editor, review, COUNT | {"kommune": typed})

    assert [reply.municipality for reply in load(sample, review).replies] == ["0730"]


def test_what_is_misspelt_is_told_and_what_was_filled_in_is_kept(sample: Sample, editor: Client, review: int) -> None:
    page = decide(editor, review, COUNT | {"kommune": "Ranners", "begrundelse": "Ringede"})

    assert page.status == 400
    assert "Der er ingen kommune, der hedder »Ranners«" in page.text
    assert page.find("//input[@id='afgoer-kommune']/@value") == ["Ranners"]
    assert page.find("//input[@id='afgoer-begrundelse']/@value") == ["Ringede"]
    assert load(sample, review).state is State.REVIEW


def test_a_reply_counts_for_several_municipalities(sample: Sample, editor: Client, review: int) -> None:
    decide(editor, review, {**COUNT, "kommune": "", "kommuner": ["0730", "0710"]})

    assert {reply.municipality for reply in load(sample, review).replies} == {"0730", "0710"}


def test_what_is_no_reply_is_set_aside_as_what_it_is(sample: Sample, editor: Client, review: int) -> None:
    settled = decide(editor, review, {"handling": "til-side", "ikke-svar": "auto_reply", "begrundelse": "Ferie"})

    view = load(sample, review)
    (decision,) = sample.program.decisions.load(review)
    assert (view.state, view.kind, decision.reason) == (State.SET_ASIDE, Kind.AUTO_REPLY, "Ferie")
    assert decision.by == sample.accounts[AccountRole.EDITOR].name
    assert "er lagt til side som autosvar" in editor.get(settled.leads_to).text


def test_a_reply_is_called_provisional(sample: Sample, editor: Client, review: int) -> None:
    decide(editor, review, COUNT | {"foreloebigt": "ja", "slags": "no_comments"})

    view = load(sample, review)
    assert (view.provisional, view.kind) == (True, Kind.NO_COMMENTS)


def test_where_the_consultation_is_unknown_somebody_must_say(sample: Sample, editor: Client) -> None:
    whose = sample.messages["whose"]

    refused = decide(editor, whose, COUNT | {"hoering": ""})
    decide(editor, whose, COUNT)

    assert "Vælg, hvilken høring svaret hører til." in refused.text
    assert load(sample, whose).consultation == AUTUMN


def test_a_click_on_a_suggestion_does_not_guess_the_consultation(sample: Sample, editor: Client) -> None:
    message = add_open(sample, judge_open("0730", consultation=None))

    page = decide(editor, message, {"forslag": "0730", "slags": "response", "hoering": ""})

    assert page.status == 400
    assert page.find("//input[@id='afgoer-kommune']/@value") == ["Randers"]


def test_where_the_clocks_disagree_somebody_must_say_which_is_right(sample: Sample, editor: Client) -> None:
    judgement = judge_open("0730", reasons=(ReviewReason.CLOCKS_DISAGREE,))
    rival = datetime(2019, 11, 2, 9, 30, tzinfo=UTC)
    message = add_open(sample, replace(judgement, clock=replace(judgement.clock, rival=rival)))

    refused = decide(editor, message, COUNT)
    moments = open_mail(editor, message).find("//fieldset[@class='moments']//input[@type='radio']/@value")
    settled = decide(editor, message, COUNT | {"modtaget": moments[1]})

    assert "Vælg, hvornår mailen er modtaget" in refused.text
    assert datetime.fromisoformat(moments[1]) == rival
    assert settled.status == 303
    assert load(sample, message).timeliness is Timeliness.LATE


def test_a_moment_can_be_typed_and_must_have_been(sample: Sample, editor: Client, review: int) -> None:
    odd = decide(editor, review, COUNT | {"modtaget-selv": "i går"})
    ahead = decide(editor, review, COUNT | {"modtaget-selv": "2031-01-01T10:00"})
    decide(editor, review, COUNT | {"modtaget-selv": "2019-11-05T00:00"})
    decide(editor, review, COUNT | {"modtaget-selv": "2019-11-01T23:41"})

    assert "»i går« er ikke et tidspunkt" in odd.text
    assert "endnu ikke er kommet" in ahead.text
    assert load(sample, review).received_at == datetime(2019, 11, 1, 22, 41, tzinfo=UTC)


@pytest.mark.parametrize("kind", [Kind.EXTENSION_REQUEST, Kind.QUESTION, Kind.WITHDRAWAL])
def test_what_asks_for_something_is_not_counted_by_one_click(sample: Sample, editor: Client, kind: Kind) -> None:
    message = add_open(sample, replace(judge_open("0730"), kind=KindFinding(kind, kind.value)))

    page = open_mail(editor, message)

    assert page.find("//ol[@class='candidates']//button") == []
    assert page.find("//select[@id='afgoer-ikke-svar']/option[@selected]/@value") == [kind.value]


def test_the_answer_of_several_is_not_counted_for_one_of_them_by_one_click(sample: Sample, editor: Client) -> None:
    judgement = judge_open("0730", "0710", reasons=(ReviewReason.SEVERAL_MUNICIPALITIES,))
    message = add_open(sample, judgement)
    page = open_mail(editor, message)
    ticked = page.find("//input[@name='kommuner'][@checked]/@value")

    decide(editor, message, {**COUNT, "kommune": "", "kommuner": ticked})

    assert page.find("//ol[@class='candidates']//button") == []
    assert {reply.municipality for reply in load(sample, message).replies} == {"0730", "0710"}


@pytest.mark.parametrize(
    "judgement",
    [judge_open("0730", consultation=None), judge_open("0730", reasons=(ReviewReason.FORWARDED_TIME_DECIDES,))],
    ids=["no consultation", "no sure time"],
)
def test_where_more_must_be_said_one_click_is_not_offered(sample: Sample, editor: Client, judgement: Judgement) -> None:
    page = open_mail(editor, add_open(sample, judgement))

    assert page.find("//ol[@class='candidates']//button") == []
    assert "Randers Kommune" in page.text


def test_who_decides_second_is_told_what_the_first_said(sample: Sample, editor: Client, review: int) -> None:
    seen = open_mail(editor, review)
    admin = open_client(sample.program, sample.accounts[AccountRole.ADMIN])
    decide(admin, review, COUNT)

    second = decide(editor, review, COUNT | {"kommune": "Odense"}, seen=seen)

    assert second.status == 409
    assert (
        "Anne Admin har 4. november 2019 kl. 08.00 afgjort: talt med, høringssvar, fra Randers Kommune" in second.text
    )
    assert [reply.municipality for reply in load(sample, review).replies] == ["0730"]


def test_a_decision_taken_back_and_made_anew_is_another(sample: Sample, editor: Client, review: int) -> None:
    decide(editor, review, COUNT)
    seen = open_mail(editor, review)
    page = editor.get(f"/henvendelser/{review}")
    (sign,) = page.find("//form[@class='undo']//input[@name='set']/@value")
    admin = open_client(sample.program, sample.accounts[AccountRole.ADMIN])
    admin.post(f"/henvendelser/{review}/fortryd", {"set": sign})
    decide(admin, review, COUNT | {"kommune": "Odense"})

    taken_back = editor.post(f"/henvendelser/{review}/fortryd", {"set": sign}, seen=page)

    assert seen.status == 200
    assert taken_back.status == 409
    assert [reply.municipality for reply in load(sample, review).replies] == ["0461"]


def test_two_who_look_at_once_are_told(sample: Sample, editor: Client, review: int) -> None:
    admin = open_client(sample.program, sample.accounts[AccountRole.ADMIN])
    first = open_mail(editor, review)
    second = open_mail(admin, review)
    sample.clock.now += timedelta(minutes=6)
    later = open_mail(admin, review)

    assert "ser på den nu" not in first.text
    assert "Søren Sagsbehandler ser på den nu" in second.text
    assert "ser på den nu" not in later.text


def test_who_has_gone_on_to_another_mail_looks_no_longer(sample: Sample, editor: Client, review: int) -> None:
    admin = open_client(sample.program, sample.accounts[AccountRole.ADMIN])
    open_mail(editor, review)
    open_mail(editor, sample.messages["hostile"])

    assert "ser på den nu" not in open_mail(admin, review).text


def test_a_reader_sees_the_mail_and_nothing_to_decide_with(reader: Client, review: int) -> None:
    page = open_mail(reader, review)

    assert page.status == 200
    assert "Aalborg Kommune" in page.text
    assert page.find("//main//form") == []


def test_the_sender_is_asked_again_with_a_draft_of_ones_own(sample: Sample, editor: Client) -> None:
    mail = build_mail("Se bilaget.", build_attachment("svar.pdf", ""), sender="Ida <ida@randers.dk>")
    reasons = (ReviewReason.UNKNOWN_SENDER, ReviewReason.ATTACHMENT_UNREADABLE)
    message = add_message(sample.program.database, judge_open("0730", reasons=reasons), mail)

    (address,) = open_mail(editor, message).find(DRAFT)

    assert address.startswith("mailto:ida@randers.dk?subject=")
    assert "Vil%20I%20skrive%2C%20hvilken%20kommune" in address
    assert "Kan%20ikke" not in address
    assert "S%C3%B8ren%20Sagsbehandler" in address


@pytest.mark.parametrize("address", ["", "ida", "ida@randers.dk?bcc=alle@kl.dk", "a@b.dk&cc=x@y.dk", "a b@c.dk"])
def test_an_address_that_says_more_than_an_address_is_not_written_to(
    sample: Sample, editor: Client, address: str
) -> None:
    mail = build_mail("Hej", sender=f"Ida <{address}>")
    message = add_message(sample.program.database, judge_open("0730"), mail)

    drafts = open_mail(editor, message).find(DRAFT)

    assert all(re.match(r"mailto:[^?&]+\?subject=[^&]+&body=[^&]+$", draft) for draft in drafts)
    assert not any("bcc" in draft or "&cc" in draft for draft in drafts)


def test_evidence_is_marked_where_it_stands(sample: Sample, editor: Client) -> None:
    mail = build_mail("Vejledning: Byrådet i Vejle\nKommune bakker op.")
    message = add_message(sample.program.database, judge_open("0630"), mail)

    marked = open_mail(editor, message).find("//mark")

    assert marked == ["Vejle Kommune"]


def test_a_mail_that_is_settled_is_said_to_be(sample: Sample, editor: Client) -> None:
    page = open_mail(editor, sample.messages["on time"])

    assert f"Henvendelse {sample.messages['on time']} står ikke til gennemsyn" in page.text


def test_an_empty_queue_says_so(editor: Client) -> None:
    page = editor.get(f"/hoeringer/{SPRING}/gennemsyn")

    assert "Der er ingen mails til gennemsyn" in page.text


def test_keys_are_off_until_asked_for_and_remembered(sample: Sample, editor: Client, review: int) -> None:
    before = open_mail(editor, review)
    switched = editor.post(f"{REVIEW}/genveje", {"til": "ja"})
    again = open_client(sample.program, sample.program.accounts.find(sample.accounts[AccountRole.EDITOR].identity))
    after = open_mail(again, review)

    script = "//script[contains(@src, 'shortcuts.js')]"
    assert switched.status == 303
    assert (len(before.find(script)), len(after.find(script))) == (0, 1)
    assert [entry.action for _, entry in sample.program.audit_log.load(limit=2)].count(Action.ACCOUNT_CHANGED) == 1


def test_keys_can_be_switched_off_again(sample: Sample, editor: Client) -> None:
    editor.post(f"{REVIEW}/genveje", {"til": "ja"})
    editor.post(f"{REVIEW}/genveje", {})

    account = sample.program.accounts.find(sample.accounts[AccountRole.EDITOR].identity)
    assert account is not None
    assert not account.shortcuts


def test_a_mail_not_read_yet_cannot_be_decided_on(sample: Sample, editor: Client) -> None:
    waiting = sample.messages["waiting"]
    page = editor.get(f"/henvendelser/{waiting}")

    refused = editor.post(f"/henvendelser/{waiting}/afgoerelse", COUNT | {"set": sign_decisions(())})

    assert page.find("//form[@id='afgoer']") == []
    assert refused.status == 400
    assert "Mailen er ikke læst endnu" in refused.text


def test_a_mail_from_before_the_consultation_opened_counts_with_a_warning(sample: Sample, editor: Client) -> None:
    early = datetime(2019, 6, 20, 9, tzinfo=UTC)
    message = add_open(sample, build_judgement("0730", state=State.REVIEW, consultation=None, received_at=early))

    page = editor.get(decide(editor, message, COUNT, seen=editor.get(f"/henvendelser/{message}")).leads_to)

    (notice,) = page.find("//p[@role='status' and contains(@class, 'warning')]")
    assert "er talt med som svar fra Randers Kommune" in notice
    assert "Mailen kom, før høringen åbnede 28. juni 2019." in notice
