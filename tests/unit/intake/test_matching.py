import unicodedata

import pytest

from domain.acquaintances import Acquaintances
from domain.match import Certainty, Match
from domain.message import ReadMail
from intake.matching.authorship import find_authorship_doubts
from intake.matching.engine import find_matches
from intake.matching.names import name_finder
from intake.matching.traces import Traces
from storage.roster import load_roster
from tests.builders import build_attachment, build_mail

ROSTER = load_roster()


def votes(*args: object, **fields: object) -> list[tuple[str, str, str]]:
    mail = build_mail(*args, **fields)  # type: ignore[arg-type]  # handed on as given
    return [(ROSTER[m.municipality].name, m.rule, m.certainty.value) for m in matched(mail)]


def matched(mail: ReadMail) -> tuple[Match, ...]:
    return find_matches(Traces(mail=mail, roster=ROSTER))


def doubted(mail: ReadMail) -> set[str]:
    traces = Traces(mail=mail, roster=ROSTER)
    return {doubt.value for doubt in find_authorship_doubts(traces, find_matches(traces))}


@pytest.mark.parametrize("municipality", list(ROSTER), ids=lambda m: m.name)
def test_every_domain_and_official_name_is_known(municipality: object) -> None:
    for own in (m for m in ROSTER if m is municipality):
        for domain in own.domains:
            assert votes("Hej", sender=f"a@{domain}") == [(own.name, "sender_domain", "sure")]
            assert votes("Hej", sender=f"a@post.{domain.upper()}")[0][0] == own.name
        assert name_finder(ROSTER).find(f"venlig hilsen {own.official_name}, rådhuset") == (own.code,)


@pytest.mark.parametrize(
    "host",
    ["odense.dk.evil.example", "xodense.dk", "fkk.dk", "mark.dk", "egedal.dk", "kommune.dk", "kl.dk", "gmail.com", "dk",
     "regionh.dk", "horsensbibliotek.dk", "odense", "", "." * 300, "a" * 400 + ".odense.dk", "odense.dk@evil.example"],
)  # fmt: skip
def test_look_alikes_and_others_match_nothing(host: str) -> None:
    assert votes("Hej", sender=f"Odense <borgmester@{host}>") == []


def test_the_evidence_says_it_in_danish() -> None:
    plain, below = (matched(build_mail("Hej", sender=s))[0] for s in ("a@odense.dk", "a@okf.kk.dk"))

    assert plain.evidence == ("afsenderen skriver fra @odense.dk",)
    assert below.evidence == ("afsenderen skriver fra @okf.kk.dk, som hører under kk.dk",)


def test_more_than_one_sender_is_never_sure() -> None:
    addresses = votes("Hej", sender=("a@odense.dk", "b@nyborg.dk"))
    headers = votes("Hej", sender="a@odense.dk", from_headers=2)

    assert addresses == [("Odense", "sender_domain", "likely"), ("Nyborg", "sender_domain", "likely")]
    assert headers == [("Odense", "sender_domain", "likely")]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Høje-\nTaastrup Kommune", ["Høje-Taastrup"]),
        ("Høje Tåstrup Kommune", ["Høje-Taastrup"]),
        ("Ringkøbing–Skjern Kommune", ["Ringkøbing-Skjern"]),
        (unicodedata.normalize("NFD", "Århus Kommunes byråd"), ["Aarhus"]),
        ("KØBENHAVNS KOMMUNE", ["København"]),
        ("Bornholms Regionskommune", ["Bornholm"]),
        ("Koege Kommune", ["Køge"]),
        ("Ishøj og Vallensbæk Kommuner", ["Ishøj", "Vallensbæk"]),
        ("Albertslund, Brøndby og Glostrup kommuner", ["Albertslund", "Brøndby", "Glostrup"]),
        ("Lars Kolding, Esbjerg Kommune", ["Esbjerg"]),
        ("jeg bor i Greve, arbejder i Køge Kommune", ["Køge"]),
        ("cyklisten lå på vejen kommunen ejer", []),
        ("en skive kommune", []),
        ("Odense Universitet", []),
        ("Gammel-Odense Kommune", []),
        ("kommune", []),
        ("Herøy kommune", []),
        ("HULLER I VEJEN", []),
        ("Vejen Kommune", ["Vejen"]),
        ("Strandvejen Kommune", []),
        ("en skive brød fra Skive Kommune", ["Skive"]),
        ("Greve Knuth, Køge Kommune", ["Køge"]),
        ("Ærøskøbing Kommune", []),
        ("Hr. Nyborg, Svendborg Kommune", ["Svendborg"]),
        ("Odensevej 12, Aalborg Kommune", ["Aalborg"]),
        ("Lolland-Falster Kommune", []),
        ("Faaborg - Midtfyn Kommune", ["Faaborg-Midtfyn"]),
        ("Ikast Brande Kommune", ["Ikast-Brande"]),
        ("Vesthimmerland Kommune", ["Vesthimmerlands"]),
        ("Himmerland Kommune", []),
        ("Randers' Kommune og Horsens Kommune", ["Randers", "Horsens"]),
        ("Region Hovedstaden og Herlev Kommune", ["Herlev"]),
        ("Holbæk Sygehus, Slagelse Hospital, Frederiksberg Gymnasium", []),
        ("SÃ¸nderborg Kommune", ["Sønderborg"]),
        ("Aarhus' Byråd", ["Aarhus"]),
        ("Byrådet i Skive har behandlet sagen", ["Skive"]),
        ("Medlem af Kommunalbestyrelsen i Greve", ["Greve"]),
        ("byrådsmedlem (A), Kolding Byråd", ["Kolding"]),
        ("Børne- og Ungeudvalget i Struer", ["Struer"]),
        ("Borgerrepræsentationen har drøftet", ["København"]),
        ("Byrådet har drøftet", []),
        ("borgmester i Randers FC", []),
        ("Borgmester Lars Nyborg", []),
        ("Kommunerne Ishøj og Vallensbæk", ["Ishøj", "Vallensbæk"]),
        ("kommunerne i Trekantområdet", []),
        ("Ishøj/Vallensbæk Kommuner", ["Ishøj", "Vallensbæk"]),
        ("Kommune: Herning", ["Herning"]),
        ("Rådhuset i Holbæk", ["Holbæk"]),
    ],
)
def test_names_are_read_as_people_write_them(text: str, names: list[str]) -> None:
    codes = name_finder(ROSTER).find(text)

    assert [ROSTER[code].name for code in codes] == names


@pytest.mark.parametrize(
    ("mail", "certainty"),
    [
        (build_mail("Hej", sender="Nyborg Kommune <x@gmail.com>"), "likely"),
        (build_mail("Hej", sender="x@gmail.com", subject="Svar fra Nyborg Kommune"), "likely"),
        (build_mail("Hej\n\nMed venlig hilsen\nIb\nNyborg Kommune", sender="x@gmail.com"), "likely"),
        (
            build_mail("Hej", sender="x@gmail.com", quoted="Mvh\nIb\nNyborg Kommune\n\nFra: KL\nOdense Kommune"),
            "likely",
        ),
        (build_mail("Hej", build_attachment(text="Nyborg Kommune\n\nSvar"), sender="x@gmail.com"), "likely"),
        (build_mail("Jeg bor i Nyborg Kommune og mener noget." * 3, sender="x@gmail.com"), "weak"),
    ],
)
def test_a_name_is_a_suggestion_by_where_it_stands(mail: ReadMail, certainty: str) -> None:
    found = matched(mail)

    assert {m.municipality for m in found} == {"0450"}
    assert found[0].certainty.value == certainty


@pytest.mark.parametrize(
    ("text", "name"),
    [("Korsør Kommune", "Slagelse"), ("Skagen Byråd", "Frederikshavn"), ("Lyngby Kommune", "Lyngby-Taarbæk")],
)
def test_a_municipality_of_before_the_reform_is_a_weak_hint(text: str, name: str) -> None:
    assert votes(f"Mvh\nIb\n{text}", sender="x@gmail.com") == [(name, "former_name", "weak")]


def test_a_list_of_those_asked_is_no_letterhead() -> None:
    asked = build_attachment("Høringsliste.docx", "Høringsparter\n" + "\n".join(m.official_name for m in ROSTER))

    assert doubted(build_mail("Hermed svar.", build_attachment(text="Odense Kommune\n\nSvar"), asked)) == set()


def test_seven_who_answer_together_are_not_taken_for_one() -> None:
    seven = "Ishøj, Greve, Køge, Solrød, Stevns, Faxe og Roskilde Kommuner"
    mail = build_mail(
        f"Hermed fælles svar fra {seven}.", build_attachment(text=f"{seven}\n\nSvar"), sender="a@greve.dk"
    )

    assert "several_municipalities" in doubted(mail)


@pytest.mark.parametrize(
    ("body", "first"),
    [
        ("På vegne af Ærø Kommune sendes hermed svar.\n\nMvh\nIb\nOdense Kommune", "Ærø"),
        ("Hermed høringssvar fra Ærø til høringen.", "Ærø"),
        ("Jeg sender dette for Ærø Kommune, hvis mailsystem er nede.", "Ærø"),
        ("Efter aftale med Ærø Kommune sender vi her deres svar.", "Ærø"),
    ],
)
def test_the_one_spoken_for_is_suggested_before_the_neighbour_who_sends(body: str, first: str) -> None:
    mail = build_mail(body, subject="Svar")

    found = matched(mail)

    assert ROSTER[found[0].municipality].name == first
    assert all(match.certainty is Certainty.LIKELY for match in found)
    assert "sent_on_behalf" in doubted(mail)


def test_each_of_a_joint_answer_is_suggested() -> None:
    found = matched(build_mail("Hermed fælles høringssvar fra Ishøj og Vallensbæk.", sender="a@ishoj.dk"))

    assert {ROSTER[m.municipality].name for m in found} == {"Ishøj", "Vallensbæk"}


@pytest.mark.parametrize(
    "body",
    [
        "Svaret gælder både for Ishøj og Vallensbæk.",
        "Ishøj og Vallensbæk kommuner har samme svar.",
        "Vi har lavet et fælles svar med Vallensbæk.",
        "Svaret er afgivet i fællesskab af Ishøj og Vallensbæk.",
        "Hej, svaret her er fra Vallensbæk Kommune.",
    ],
)
def test_whoever_else_the_answer_is_of_is_suggested_and_reviewed(body: str) -> None:
    mail = build_mail(body, build_attachment(text="Bemærkninger"), sender="a@ishoj.dk", subject="Svar")

    assert "Vallensbæk" in {ROSTER[match.municipality].name for match in matched(mail)}
    assert doubted(mail)


def test_two_who_speak_in_one_sentence_of_a_document_answer_together() -> None:
    letter = "Høringssvar\n\nOdense Kommune og Nyborg Kommune takker for muligheden for at afgive svar i fællesskab."

    assert doubted(build_mail("Hermed svar.", build_attachment(text=letter))) == {"several_municipalities"}


@pytest.mark.parametrize(
    "body",
    [
        "Vi henviser til høringssvar fra Aarhus Kommune, som vi er enige i.",
        "Odense Kommune tilslutter sig Aarhus Kommunes høringssvar.",
        "Vi har sammen med Nyborg Kommune drøftet værdierne. Hermed svar.",
        "Hermed svar.\n\nMvh\nPeter Nyborg\nSkolechef",
    ],
)
def test_others_who_are_only_spoken_of_raise_no_doubt(body: str) -> None:
    letter = build_attachment(text="Odense Kommune\nTil KL\nKopi til: Nyborg Kommune\n\nHøringssvar")

    assert doubted(build_mail(body, letter)) == set()


@pytest.mark.parametrize(
    "claim", ["på vegne af Lars Kolding", "svar fra Odense gymnasium", "svar fra Vejle Lærerforening"]
)
def test_a_bare_name_of_something_else_is_spoken_for_by_nobody(claim: str) -> None:
    assert not any(rule == "spoken_for" for _, rule, _ in votes(f"Hermed {claim}.", sender="a@gmail.com"))


def test_a_mail_that_names_more_than_five_says_nothing() -> None:
    five = "Nyborg Kommune, Assens Kommune, Faxe Kommune, Greve Kommune og Køge Kommune"

    assert len(votes(five, sender="x@gmail.com")) == 5
    assert votes(f"{five} samt Stevns Kommune", sender="x@gmail.com") == []


def test_a_bounce_is_about_whom_it_could_not_reach() -> None:
    found = votes("Fejl", sender="MAILER-DAEMON@mx.kl.dk", failed_recipients=("post@nyborg.dk", "x@gmail.com"))

    assert found == [("Nyborg", "bounced_recipient", "likely")]


def test_a_bounce_from_a_contact_whose_host_is_nobodys_is_about_the_municipality_that_it_is_written_to_for() -> None:
    acquaintances = Acquaintances(contacts={"formand@gmail.com": ("0450",)})
    mail = build_mail(
        "Fejl", sender="MAILER-DAEMON@mx.kl.dk", failed_recipients=("Formand@Gmail.com", "post@nyborg.dk")
    )

    (found,) = find_matches(Traces(mail=mail, roster=ROSTER, acquaintances=acquaintances))

    assert found.municipality == "0450"
    assert found.evidence == (
        "mail til Formand@Gmail.com kunne ikke leveres",
        "mail til post@nyborg.dk kunne ikke leveres",
    )


def test_passing_mentions_do_not_stand_beside_a_sure_address() -> None:
    found = votes("Vi har talt med Nyborg Kommune om sagen, og det var godt at høre. " * 3)

    assert found == [("Odense", "sender_domain", "sure")]


def test_a_letterhead_of_another_makes_neither_sure() -> None:
    mail = build_mail("Se vedhæftede.", build_attachment(text="Nyborg Kommune\nRådhuset\n\nHøringssvar"))

    found = matched(mail)

    assert {m.municipality for m in found} == {"0461", "0450"}
    assert all(m.certainty is Certainty.LIKELY for m in found)
    assert doubted(mail) == {"conflicting_municipalities"}


@pytest.mark.parametrize(
    ("body", "doubts"),
    [
        ("På vegne af Ærø Kommune sendes hermed svar.", {"sent_on_behalf"}),
        ("På vegne af KKR Syddanmark sendes hermed svar.", {"sent_on_behalf"}),
        ("På vegne af SF sendes hermed svar.", {"sent_on_behalf"}),
        ("Høringssvar fra skolebestyrelsen på Byskolen.", {"sent_on_behalf"}),
        ("Mvh\nIb Ibsen\nGruppeformand (V)", {"sent_on_behalf"}),
        ("Skolebestyrelsen på Byskolen har følgende bemærkninger.", {"sent_on_behalf"}),
        ("Fælles høringssvar fra Odense Kommune og Nyborg Kommune.", {"several_municipalities"}),
        ("På vegne af Børneudvalget i Odense Kommune sendes svar.", set()),
        ("På vegne af borgmester Ib Ibsen sendes svar.", set()),
        ("KL og kommunerne har i fællesskab formuleret værdierne.", set()),
        ("Hermed svar fra Odense Kommune samt svar fra skolebestyrelserne.", set()),
    ],
)
def test_whose_word_it_is_may_be_doubted(body: str, doubts: set[str]) -> None:
    mail = build_mail(body)

    found = doubted(mail)

    assert found - {"conflicting_municipalities"} == doubts


@pytest.mark.parametrize(
    "body",
    [
        "Ældrerådet har drøftet værdierne og sender hermed sine kommentarer.",
        "Høringssvar fra Vestre Skole.",
        "Som skoleleder på Nordskolen vil jeg gerne bidrage med et par ord.",
        "Jeg skriver som far til to skolebørn.",
        "V-gruppen har følgende bemærkninger.",
        "Et mindretal i udvalget har følgende bemærkninger.",
        "På Ærøs vegne fremsendes hermed svar.",
        "Ærø Kommune har bedt os om at sende deres svar.",
        "Lærerne på Nordskolen har skrevet vedhæftede svar.",
        "Her er elevernes svar på jeres høring.",
        "Jeg udtaler mig ikke på kommunens vegne.",
        "Jeg er medlem af udvalget og uenig med flertallet.",
        "Vi i Elevrådet på Nordskolen synes godt om værdierne.",
        "I Venstre mener vi noget andet.",
        "Undertegnede er lærer og har læst kerneværdierne.",
    ],
)
def test_others_are_heard_whatever_they_call_themselves(body: str) -> None:
    letter = build_attachment(text="Bemærkninger\nVi støtter værdierne.")

    assert "sent_on_behalf" in doubted(build_mail(body, letter, subject="Svar"))


@pytest.mark.parametrize(
    "body",
    [
        "Børn og Unge takker for muligheden for at afgive svar.",
        "Skolebestyrelserne har været hørt, og deres bemærkninger er indarbejdet i svaret.",
        "Ældrerådet havde ingen bemærkninger, men Skoleudvalget mener, at mere bør nævnes.",
        "På udvalgets vegne fremsendes svar.",
        "Som formand for Skoleudvalget sender jeg hermed udvalgets svar.",
        "Her er mine noter og kommunens svar.",
        "Eleverne skal være i centrum, og vi støtter værdierne.",
        "Vedhæftet svar samt høringssvar fra skolebestyrelserne som bilag.",
        "Kommunerne har et fælles ansvar for børn og unge.",
        "Skolechefen har bedt mig sende jer kommunens svar.",
        "Foreningslivet er vigtigt. Hermed svar.",
    ],
)
def test_the_municipality_is_heard_when_it_speaks_of_others(body: str) -> None:
    letter = build_attachment(text="Bemærkninger\nVi støtter værdierne.")

    assert doubted(build_mail(body, letter, subject="Svar")) == set()
