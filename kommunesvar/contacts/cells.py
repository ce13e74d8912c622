"""What stands in the cells of a list of contacts: a heading, a municipality, a role, an address."""

import re
from difflib import get_close_matches

from domain.contact import ContactRole
from domain.municipality import Municipality, Roster
from intake.matching.names import name_finder
from intake.matching.spelling import fold

HEADINGS = {
    "code": "kommunekode kode kommunenr kommunenummer municipalitycode code",
    "municipality": "kommune kommunenavn kommunensnavn municipality municipalityname",
    "role": "rolle funktion stilling stillingsbetegnelse titel kontakttype type hverv role position title",
    "name": "navn kontaktperson kontakt person fuldenavn name fullname contact",
    "first_name": "fornavn fornavne firstname",
    "last_name": "efternavn lastname surname",
    "address": "mail email epost mailadresse emailadresse epostadresse kontaktmail mailaddress emailaddress",
    "place": "adresse address",
}
"""What each column may be called, without blanks and signs; a ``place`` is a mail address only where none is named."""

_BY_HEADING = {heading: column for column, headings in HEADINGS.items() for heading in headings.split()}
_ROLE_NAMES = {
    "udvalgsformand": ContactRole.COMMITTEE_CHAIR,
    "committee chair": ContactRole.COMMITTEE_CHAIR,
    "direktør": ContactRole.DIRECTOR,
    "director": ContactRole.DIRECTOR,
    "borgmester": ContactRole.MAYOR,
    "mayor": ContactRole.MAYOR,
    "hovedpostkasse": ContactRole.MAIN_MAILBOX,
    "main mailbox": ContactRole.MAIN_MAILBOX,
    "anden": ContactRole.OTHER,
    "anden kontakt": ContactRole.OTHER,
    "andet": ContactRole.OTHER,
    "øvrig": ContactRole.OTHER,
    "øvrige": ContactRole.OTHER,
    "kontaktperson": ContactRole.OTHER,
    "other": ContactRole.OTHER,
    "": ContactRole.OTHER,
}
_ROLE_ENDINGS = {
    "formand": ContactRole.COMMITTEE_CHAIR,
    "forkvinde": ContactRole.COMMITTEE_CHAIR,
    "forperson": ContactRole.COMMITTEE_CHAIR,
    "chair": ContactRole.COMMITTEE_CHAIR,
    "chairman": ContactRole.COMMITTEE_CHAIR,
    "direktør": ContactRole.DIRECTOR,
    "director": ContactRole.DIRECTOR,
    "borgmester": ContactRole.MAYOR,
    "postkasse": ContactRole.MAIN_MAILBOX,
    "postkassen": ContactRole.MAIN_MAILBOX,
    "hovedmail": ContactRole.MAIN_MAILBOX,
    "hovedpost": ContactRole.MAIN_MAILBOX,
    "mailbox": ContactRole.MAIN_MAILBOX,
}
"""How the first or the last word of a title may end: 'Børne- og ungedirektør', 'Formand for Skoleudvalget'."""
_DEPUTY = re.compile(r"\b(vice|næst|1\.\s*vice|2\.\s*vice)")
_KOMMUNE = re.compile(r"\s*(regions)?kommune\.?$", re.IGNORECASE)
_CODE = re.compile(r"0?\d{3}")
_WRAPPED = re.compile(r".*<([^<>]*)>|mailto:(.*)", re.IGNORECASE)
_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
"""RFC 5322 §3.2.3: a dot-atom. Letters beyond ASCII would need a mail server that knows SMTPUTF8 at every step."""
_HOST = re.compile(r"[^\W_]([\w-]{0,61}[^\W_])?(\.[^\W_]([\w-]{0,61}[^\W_])?)+")
_LONGEST = 254
"""RFC 5321 §4.5.3.1.3: what fits into a path."""


def find_column(heading: str) -> str | None:
    """Find which column a heading stands over, whatever its case, blanks and signs."""
    return _BY_HEADING.get(re.sub(r"[\W_]+", "", heading.casefold()))


def find_municipality(cell: str, roster: Roster) -> Municipality | None:
    """Find the municipality of a code, also without its first zero, or of a name: 'Århus', 'Odense Kommune'."""
    cell = cell.strip()
    if _CODE.fullmatch(cell):
        return next((m for m in roster if m.code == cell.zfill(4)), None)
    name = fold(_KOMMUNE.sub("", cell))
    codes = name_finder(roster).find_bare(name[:1].upper() + name[1:])
    return roster[codes[0]] if len(codes) == 1 else None


def suggest_municipality(cell: str, roster: Roster) -> str:
    """Return a sentence with the municipality that a misspelt name may mean, or nothing."""
    names = {fold(m.name).casefold(): m.name for m in roster}
    near = get_close_matches(fold(_KOMMUNE.sub("", cell.strip())).casefold(), names, n=1, cutoff=0.7)
    return f" Is it {names[near[0]]}?" if near else ""


def find_role(cell: str) -> ContactRole | None:
    """Find the role that a word or a title says; a cell without one makes another contact."""
    said = " ".join(cell.casefold().replace("_", " ").split())
    if said in _ROLE_NAMES:
        return _ROLE_NAMES[said]
    if "sekretær" in said or "sekretariat" in said:
        return ContactRole.OTHER
    words = re.findall(r"[^\W\d_]+", said)
    if not words or _DEPUTY.search(said):
        return None
    ends = (role for ending, role in _ROLE_ENDINGS.items() if words[0].endswith(ending) or words[-1].endswith(ending))
    return next(ends, None)


def find_address(cell: str) -> str | None:
    """Find the one mail address in a cell, be it as 'Anne <anne@odense.dk>'; None where there is none or several."""
    text = cell.strip().rstrip(";,")
    wrapped = _WRAPPED.fullmatch(text)
    address = (wrapped[1] or wrapped[2] or "" if wrapped else text).strip()
    local, _, host = address.rpartition("@")
    if len(address) > _LONGEST or not _LOCAL.fullmatch(local) or not _HOST.fullmatch(host):
        return None
    try:
        host.encode("idna")
    except UnicodeError:
        return None
    return address
