"""What the memo says in figures and marks: its opening, its tables, the silent ones, and how it was counted."""

from dataclasses import replace
from datetime import date

from domain.deadline import Deadline, Timeliness
from domain.kind import Kind
from domain.memo import Memo
from domain.municipality import danish_key
from domain.review import Role
from domain.standing import NoticeFact, OpenFact, Standing
from notifier.memo.parties import (
    describe_ledger,
    list_not_asked,
    list_parties,
    list_silent,
    tabulate_ledger,
    tabulate_open,
)
from notifier.memo.summary import describe_method, describe_opening, tabulate_regions
from tests.builders import IN_TIME, build_consultation
from tests.digests import build_ledger_line, build_open_mail
from tests.memos import build_full_house, build_memo, build_reply_of, build_view

ODENSE, NYBORG, AALBORG = "0461", "0450", "0851"


def find_marks(memo: Memo, name: str) -> str:
    return next(party.remarks for party in list_parties(memo) if party.row.municipality.name == name)


def test_the_opening_tells_the_figures_and_what_they_do_not_hold() -> None:
    late = build_reply_of(NYBORG, timeliness=Timeliness.LATE)
    memo = build_memo(
        build_view(1, ODENSE, kind=Kind.NO_COMMENTS),
        build_view(2, late),
        build_view(3, build_reply_of(AALBORG, provisional=True)),
        extensions={"0420": date(2019, 11, 15)},
        open_mails=(build_open_mail(),),
        unjudged=2,
    )

    opening = describe_opening(memo)

    figures, *reservations = opening.lead
    assert figures == (
        "3 af 98 kommuner har svaret, heraf 1 for sent. 94 kommuner mangler. 1 kommune har fået udsættelse. "
        "1 har svaret uden bemærkninger. 1 svar er foreløbigt."
    )
    assert reservations == [
        "1 mail er til gennemsyn og ikke talt med som svar, før den er afgjort.",
        "2 mails er endnu ikke vurderet og indgår ikke i tallene.",
    ]


def test_the_period_counts_both_its_days() -> None:
    consultation = build_consultation(opens=date(2019, 10, 30), deadline=Deadline(date(2019, 11, 1)))

    opening = describe_opening(build_memo(consultation=consultation))

    assert opening.period[0] == (
        "Høringen løb fra onsdag den 30. oktober 2019 til fredag den 1. november 2019, begge dage medregnet: 3 dage."
    )
    assert opening.period[1] == "Alle 98 kommuner blev hørt."


def test_a_memo_of_a_running_consultation_says_so() -> None:
    opening = describe_opening(build_memo(as_of=IN_TIME))

    assert opening.lead[-1] == "Fristen er endnu ikke udløbet; tallene kan ændre sig."
    assert opening.period[0].startswith("Høringen løber fra")


def test_where_not_all_were_asked_the_shares_are_of_those_who_were() -> None:
    memo = build_memo(build_view(1, ODENSE), consultation=build_consultation(asked=frozenset({ODENSE, NYBORG})))

    opening = describe_opening(memo)

    assert opening.lead[0].startswith("1 af 2 hørte kommuner har svaret.")
    assert opening.period[1] == "2 af de 98 kommuner blev hørt."
    assert [row[:4] for row in tabulate_regions(memo)] == [
        ("Region Syddanmark", "2", "1", "50 %"),
        ("Hele landet", "2", "1", "50 %"),
    ]
    assert len(list_not_asked(memo)) == 96


def test_the_regions_add_up_to_the_country() -> None:
    *regions, country = tabulate_regions(build_full_house(40))

    assert [sum(int(region[column]) for region in regions) for column in (1, 2, 7)] == [98, 40, 58]
    assert country[:3] == ("Hele landet", "98", "40")


def test_all_98_stand_in_danish_order_with_their_standing() -> None:
    memo = build_memo(build_view(1, ODENSE))

    parties = list_parties(memo)

    names = [party.row.municipality.name for party in parties]
    assert len(names) == 98
    assert names == sorted(names, key=danish_key)
    assert names[-3:] == ["Aabenraa", "Aalborg", "Aarhus"]
    assert [(p.row.standing, p.day) for p in parties if p.row.municipality.name == "Odense"] == [
        (Standing.ON_TIME, "30. oktober 2019")
    ]


def test_the_marks_say_what_is_remarkable() -> None:
    memo = build_memo(
        build_view(1, ODENSE, NYBORG, kind=Kind.NO_COMMENTS),
        build_view(2, build_reply_of(AALBORG, provisional=True)),
        build_view(3, build_reply_of(AALBORG, role=Role.SUPPLEMENT, provisional=True)),
        build_view(4, build_reply_of(AALBORG, role=Role.DUPLICATE, of=2)),
        build_view(5, build_reply_of("0101", timeliness=Timeliness.LATE)),
        open_facts=(OpenFact(message=9, municipality="0101"),),
        extensions={"0420": date(2019, 11, 15)},
        notices=(
            NoticeFact(message=6, municipality="0370", kind=Kind.ACKNOWLEDGEMENT),
            NoticeFact(message=7, municipality="0376", kind=Kind.BOUNCE),
        ),
    )

    marks = {
        name: find_marks(memo, name)
        for name in ("Odense", "Aalborg", "København", "Assens", "Næstved", "Guldborgsund", "Vejle")
    }

    assert marks == {
        "Odense": "ingen bemærkninger, fælles svar",
        "Aalborg": "2 svar",
        "København": "har svaret for sent; en anden mail er til gennemsyn",
        "Assens": "udsættelse til og med 15. november 2019",
        "Næstved": "kun kvittering",
        "Guldborgsund": "en mail til kommunen kom retur",
        "Vejle": "",
    }


def test_the_silent_are_named_by_region_with_what_is_known_of_them() -> None:
    memo = build_memo(
        build_view(1, ODENSE),
        build_view(2, build_reply_of("0440", timeliness=Timeliness.LATE)),
        open_facts=(OpenFact(message=8, municipality="0440"), OpenFact(message=9, municipality=NYBORG)),
        extensions={"0420": date(2019, 11, 15)},
    )

    groups = list_silent(memo)

    southern = next(group for group in groups if group.region == "Region Syddanmark")
    assert sum(len(group.names) for group in groups) == 97
    assert "Odense" not in southern.names
    assert "Nyborg (til gennemsyn)" in southern.names
    assert "Kerteminde (har svaret for sent; en anden mail er til gennemsyn)" in southern.names
    assert southern.names[0] == "Assens (udsættelse til og med 15. november 2019)"
    assert southern.names[-1] == "Aabenraa"


def test_where_all_have_answered_nobody_is_silent() -> None:
    assert list_silent(build_full_house()) == ()


def test_mails_in_review_are_named_with_reason_and_best_guess() -> None:
    memo = build_memo(open_mails=(build_open_mail(), build_open_mail(suggestion=None, received_at=None, subject="")))

    rows = tabulate_open(memo)

    assert rows[0] == (
        "901",
        "24. oktober 2019 kl. 23.41",
        "Lone Kirk <lki@tvaerkom-sekretariat.example>",
        "Høringssvar vedr. kerneværdier",
        "Afsenderen kan ikke knyttes til en kommune.",
        "Herlev",
    )
    assert (rows[1][1], rows[1][3], rows[1][5]) == ("ukendt", "(uden emne)", "intet bud")


def test_the_method_tells_of_deadline_roles_and_moment() -> None:
    memo = build_memo(build_view(1, ODENSE), build_view(2, build_reply_of(ODENSE, role=Role.SUPPLEMENT)))

    told = " ".join(describe_method(memo))

    assert "Tallene er opgjort mandag den 4. november 2019 kl. 08.00" in told
    assert "til og med fredag den 1. november 2019 kl. 23.59.59 er til tiden" in told
    assert "1 supplement, 0 erstatninger for tidligere svar og 0 gentagelser" in told
    assert "{" not in told


def test_the_ledger_says_whether_anything_is_missing() -> None:
    memo = build_memo()

    sound = describe_ledger(memo)
    gap = describe_ledger(replace(memo, ledger=(build_ledger_line(gaps=1, sightings=65),)))
    broken = describe_ledger(replace(memo, ledger=(build_ledger_line(sightings=99),)))

    assert sound == "Alle mails, der er set i postkasserne, står i tabellen; ingen mangler."
    assert gap == "1 mail kunne ikke hentes fra mailserveren og indgår ikke i tallene."
    assert broken == "Regnskabet stemmer ikke for FLJE: Tallene kan være forkerte."
    assert tabulate_ledger(memo) == (("FLJE", "62", "44", "3", "15", "0", "0", "0"),)
