"""What is written in a tile of the map: a name in lines, or three letters where there is no room for one."""

from collections.abc import Mapping

LONGEST_LINE = 10
"""So many letters stand side by side in a tile where the narrow ones are among them."""

_LINES: Mapping[str, tuple[str, ...]] = {
    "Albertslund": ("Alberts-", "lund"),
    "Brønderslev": ("Brønder-", "slev"),
    "Faaborg-Midtfyn": ("Faaborg-", "Midtfyn"),
    "Fredensborg": ("Fredens-", "borg"),
    "Fredericia": ("Frede-", "ricia"),
    "Frederiksberg": ("Frederiks-", "berg"),
    "Frederikshavn": ("Frederiks-", "havn"),
    "Frederikssund": ("Frederiks-", "sund"),
    "Guldborgsund": ("Guldborg-", "sund"),
    "Haderslev": ("Haders-", "lev"),
    "Hedensted": ("Heden-", "sted"),
    "Helsingør": ("Hel-", "singør"),
    "Holstebro": ("Holste-", "bro"),
    "Høje-Taastrup": ("Høje-", "Taastrup"),
    "Ikast-Brande": ("Ikast-", "Brande"),
    "Jammerbugt": ("Jammer-", "bugt"),
    "Kalundborg": ("Kalund-", "borg"),
    "Kerteminde": ("Kerte-", "minde"),
    "København": ("Køben-", "havn"),
    "Langeland": ("Lange-", "land"),
    "Lyngby-Taarbæk": ("Lyngby-", "Taarbæk"),
    "Mariagerfjord": ("Mariager-", "fjord"),
    "Middelfart": ("Middel-", "fart"),
    "Norddjurs": ("Nord-", "djurs"),
    "Odsherred": ("Ods-", "herred"),
    "Ringkøbing-Skjern": ("Ringkø-", "bing-", "Skjern"),
    "Rudersdal": ("Ruders-", "dal"),
    "Silkeborg": ("Silke-", "borg"),
    "Skanderborg": ("Skander-", "borg"),
    "Svendborg": ("Svend-", "borg"),
    "Sønderborg": ("Sønder-", "borg"),
    "Vallensbæk": ("Vallens-", "bæk"),
    "Vesthimmerlands": ("Vest-", "himmer-", "lands"),
    "Vordingborg": ("Vording-", "borg"),
}
"""Where the long names break: at the joints of the words, as a Dane breaks them."""

_LETTERS: Mapping[str, str] = {
    "Brøndby": "BRY",
    "Brønderslev": "BRS",
    "Fredensborg": "FRD",
    "Fredericia": "FRC",
    "Frederiksberg": "FRB",
    "Frederikshavn": "FRH",
    "Frederikssund": "FRS",
    "Herlev": "HRL",
    "Herning": "HRN",
    "Holbæk": "HBK",
    "Holstebro": "HST",
    "Norddjurs": "NDJ",
    "Nordfyns": "NFY",
    "Ringkøbing-Skjern": "RKS",
    "Ringsted": "RST",
    "Vejen": "VJN",
    "Vejle": "VJL",
}
"""Where the first three letters are those of another as well."""


def break_name(name: str) -> tuple[str, ...]:
    """Return the lines that a name takes in its tile."""
    return _LINES.get(name, (name,))


def shorten_name(name: str) -> str:
    """Return three capital letters that no other municipality has."""
    return _LETTERS.get(name, name[:3].upper())
