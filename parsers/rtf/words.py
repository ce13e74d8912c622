"""The control words of RTF (specification 1.9.1) that say what is text, and where it stands."""

SIGNS = {
    "tab": "\t",
    "line": "\n",
    "lbr": "\n",
    "emdash": "—",
    "endash": "–",
    "emspace": " ",
    "enspace": " ",
    "qmspace": " ",
    "bullet": "•",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
}
SYMBOLS = {"~": "\xa0", "_": "-", "-": "\u00ad", "{": "{", "}": "}", "\\": "\\", "\t": "\t"}
PARAGRAPHS = frozenset({"par", "sect", "page", "column", "\n", "\r"})
# Destinations that hold no text; one marked by \* that stands nowhere here is passed over as well.
SKIPPED = frozenset({
    *("colortbl", "stylesheet", "info", "filetbl", "listtable", "listoverridetable", "revtbl", "rsidtbl", "generator"),
    *("sp", "shprslt", "nonshppict", "objdata", "objclass", "objname", "datafield", "falt", "panose"),
    *("pntxta", "pntxtb", "pnseclvl", "xe", "rxe", "tc", "tcn", "bkmkstart", "bkmkend", "template", "themedata"),
    *("colorschememapping", "latentstyles", "datastore", "ftnsep", "ftnsepc", "ftncn", "aftnsep", "aftnsepc"),
    *("aftncn", "atnid", "atnref", "atndate", "atntime", "atnparent", "atnicn", "atrfstart", "atrfend", "private"),
    *("nonesttables", "list", "listlevel", "listname", "leveltext", "levelnumbers", "listoverride", "passwordhash"),
    *("userprops", "xmlnstbl", "mhtmltag", "mmathPr", "background", "txe", "upr"),
})  # fmt: skip
READ = frozenset({
    *("shppict", "shpinst", "shpgrp", "shp", "do", "dptxbx", "nesttableprops", "result", "object", "field"),
    *("fldrslt", "listtext", "pntext", "mmath", "moMath", "moMathPara", "moMathParaPr"),
})  # fmt: skip
HEADERS = frozenset({"header", "headerl", "headerr", "headerf"})
FOOTERS = frozenset({"footer", "footerl", "footerr", "footerf"})
BOXES = frozenset({"shptxt", "dptxbxtext"})
FLOWS = HEADERS | FOOTERS | BOXES | {"footnote", "annotation"}
HTML = "htmltag"
COLLECTED = frozenset({"atnauthor", "ffl", "fonttbl", "fldinst", "formfield", HTML})
HEAD_WORDS = frozenset({"ansicpg", "ansi", "mac", "pc", "pca"})
REVISED = frozenset({"deleted", "revised"})
MEANT = frozenset({
    *("u", "uc", "pict", "pntext", "f", "plain", "v", "htmlrtf", "cell", "nestcell", "row", "nestrow", "pard", "intbl"),
    *("itap", "chftn", "deff", "fcharset", "fromhtml", "fftype", "ffres", "ffdefres"),
    *SIGNS, *PARAGRAPHS, *SKIPPED, *READ, *FLOWS, *COLLECTED, *HEAD_WORDS, *REVISED,
})  # fmt: skip
"""Every word that text depends on; the others, most of a file, are how it looks."""
