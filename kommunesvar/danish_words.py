"""The Danish words for what the tables show, one for each member of the domain's lists."""

from domain.deadline import Timeliness
from domain.judgement import Authenticity
from domain.kind import Kind
from domain.match import Certainty
from domain.message import State, Verdict
from domain.review import Role
from domain.standing import Standing

STANDING_MARKS = {
    Standing.ON_TIME: ("✓", "green"),
    Standing.LATE: ("S", "yellow"),
    Standing.EXTENDED: ("U", "blue"),
    Standing.UNDER_REVIEW: ("?", "magenta"),
    Standing.MISSING: ("!", "bold red"),
    Standing.NOT_ASKED: ("–", "dim"),
}
STATE_WORDS = {
    State.WAITING: "venter",
    State.COUNTED: "talt med",
    State.REVIEW: "til gennemsyn",
    State.SET_ASIDE: "lagt til side",
    State.FAILED: "fejlet",
}
STATE_STYLES = {State.COUNTED: "green", State.REVIEW: "magenta", State.FAILED: "bold red", State.SET_ASIDE: "dim"}
KIND_WORDS = {
    Kind.RESPONSE: "høringssvar",
    Kind.NO_COMMENTS: "ingen bemærkninger",
    Kind.EXTENSION_REQUEST: "beder om udsættelse",
    Kind.QUESTION: "spørgsmål",
    Kind.WITHDRAWAL: "trækker svar tilbage",
    Kind.ACKNOWLEDGEMENT: "kvittering",
    Kind.AUTO_REPLY: "autosvar",
    Kind.BOUNCE: "ikke leveret",
    Kind.READ_RECEIPT: "læsekvittering",
    Kind.CALENDAR: "kalender",
    Kind.BULK: "masseudsendelse",
    Kind.OTHER: "andet",
}
TIMELINESS_WORDS = {Timeliness.ON_TIME: "til tiden", Timeliness.LATE: "for sent"}
ROLE_WORDS = {
    Role.FIRST: "første svar",
    Role.SUPPLEMENT: "supplement",
    Role.REPLACEMENT: "erstatter et tidligere svar",
    Role.DUPLICATE: "gentagelse",
}
CERTAINTY_WORDS = {Certainty.SURE: "sikkert", Certainty.LIKELY: "sandsynligt", Certainty.WEAK: "usikkert"}
AUTHENTICITY_WORDS = {
    Authenticity.PASS: "bekræftet",
    Authenticity.FAIL: "afvist",
    Authenticity.NONE: "ikke bekræftet",
    Authenticity.INTERNAL: "intern",
}
VERDICT_WORDS = {
    Verdict.OK: "læst",
    Verdict.PARTIAL: "kun delvist læst",
    Verdict.EMPTY: "uden tekst",
    Verdict.SCANNED: "skannet billede",
    Verdict.GARBLED: "ulæselig tekst",
    Verdict.ENCRYPTED: "låst med adgangskode",
    Verdict.CORRUPT: "beskadiget",
    Verdict.UNSUPPORTED: "ukendt format",
    Verdict.TOO_LARGE: "for stor til at læse",
    Verdict.TIMEOUT: "tog for lang tid at læse",
    Verdict.INLINE: "del af selve mailen",
    Verdict.CONTAINER: "indeholder andre filer",
}
