"""The Danish words for what the tables show, one for each member of the domain's lists."""

from domain.deadline import Timeliness
from domain.judgement import Authenticity
from domain.kind import Kind
from domain.match import Certainty
from domain.message import State, Verdict
from domain.outgoing import OutboxState
from domain.review import Role
from domain.search import Place
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
    Kind.EXTENSION_REQUEST: "anmodning om udsættelse",
    Kind.QUESTION: "spørgsmål",
    Kind.WITHDRAWAL: "tilbagetrækning af svar",
    Kind.ACKNOWLEDGEMENT: "kvittering",
    Kind.AUTO_REPLY: "autosvar",
    Kind.BOUNCE: "returneret mail",
    Kind.READ_RECEIPT: "læsekvittering",
    Kind.CALENDAR: "mødeindkaldelse",
    Kind.BULK: "masseudsendelse",
    Kind.OTHER: "andet",
}
OUTBOX_KIND_WORDS = {
    "digest": "ugeoversigt",
    "invitation": "høringsbrev",
    "reminder": "rykker",
    "thanks": "kvittering",
    "proposal": "forslag til rykkere",
    "alarm": "driftsalarm",
}
OUTBOX_STATE_WORDS = {
    OutboxState.WAITING: "venter",
    OutboxState.SENDING: "sendes",
    OutboxState.SENT: "sendt",
    OutboxState.REFUSED: "afvist",
    OutboxState.WITHHELD: "holdt tilbage",
}
PLACE_WORDS = {
    Place.SUBJECT: "emne",
    Place.SENDER: "afsender",
    Place.BODY: "mail",
    Place.ATTACHMENT: "bilag",
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
RULE_WORDS = {
    "person": "afgjort af en medarbejder",
    "sender_domain": "afsenderens mailadresse",
    "known_address": "adressen er kendt fra før",
    "reply_to_domain": "adressen, der skal svares til",
    "official_name": "kommunens navn",
    "spoken_for": "hvem mailen siger, den svarer for",
    "mention": "kommunen bliver nævnt",
    "former_name": "navnet på en tidligere kommune",
    "thread": "svar på en mail fra os",
    "forwarded_sender": "afsenderen af den videresendte mail",
    "bounced_recipient": "adressen i en leveringsrapport",
    "mailbox": "postkassen og tidspunktet",
    "contents": "hvad mailen siger",
    "topic": "emnet",
    "response": "ordene i et høringssvar",
    "no_comments": "ordene »ingen bemærkninger« eller lignende",
    "extension_request": "en anmodning om udsættelse",
    "question": "et spørgsmål",
    "withdrawal": "ordene om at trække svaret tilbage",
    "acknowledgement": "ordene i en kvittering",
    "auto_reply": "tegn på et autosvar",
    "bounce": "tegn på, at en mail er kommet retur",
    "report": "en rapport fra en mailserver",
    "read_receipt": "tegn på en læsekvittering",
    "calendar": "en mødeindkaldelse",
    "bulk": "tegn på masseudsendelse",
    "forward": "mailen er videresendt",
    "sound": "den ligner mails, der er sorteret før",
    "glimpse": "kun afsenderen er set",
    "unclear": "ingen regel genkender den",
    "unread": "mailen er ikke læst",
}
"""What a finding stands on, by the name of the rule."""
NOTE_WORDS = {
    "tracked_changes": "med ændringsmarkering",
    "deletions_kept": "slettet tekst kan være taget med",
    "comments": "med kommentarer",
    "hidden_text": "med skjult tekst",
    "hidden_sheets": "med skjulte ark",
    "hidden_slides": "med skjulte dias",
    "embedded_files": "med indlejrede filer, som ikke er læst",
    "embedded_part_unread": "en indlejret del er ikke læst",
    "pictures_unread": "billeder er ikke læst",
    "picture_pages": "sider, der kun er et billede uden tekst",
    "ocr_pages": "sider læst med tekstgenkendelse",
    "ocr_cut": "ikke alle billeder er læst med tekstgenkendelse",
    "recognition_due": "venter på tekstgenkendelse",
    "scanned_pages": "skannede sider uden læst tekst",
    "garbled_pages": "sider med ulæselige tegn",
    "corrupt_pages": "beskadigede sider",
    "pages_read": "antal læste sider",
    "repeats_cut": "gentagelser er udeladt",
    "rows_cut": "kun en del af rækkerne er læst",
    "cut": "kun begyndelsen er læst",
    "repaired": "filen var beskadiget og er rettet",
    "torn": "en del af filen mangler",
    "damaged_part": "en del af filen er beskadiget",
    "nested_too_deep": "det, der ligger inderst, er ikke læst",
    "xfa_form": "formularen skal åbnes i Adobe Reader",
    "external_body": "filen ligger et andet sted end i mailen",
    "signature_only": "kun en underskrift",
    "out_of_memory": "filen kræver for meget hukommelse",
    "reader_died": "læsningen blev afbrudt",
    "second_reading": "et nyt forsøg på at læse filen lykkedes ikke",
    "binary_workbook": "binær projektmappe (.xlsb)",
    "catdoc_missing": "programmet catdoc mangler",
}
"""What a reader notes of a file, by the word before the colon."""


def word_note(note: str) -> str:
    """Return a reader's note in Danish; one that has no Danish stays as it is."""
    name, colon, rest = note.partition(": ")
    return f"{NOTE_WORDS[name]}{colon}{rest}" if name in NOTE_WORDS else note
