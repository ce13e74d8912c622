"""An empty Word file with the memo's styles: A4, Danish, nothing left of the template it began as."""

from copy import deepcopy
from datetime import UTC, datetime
from importlib import resources

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section
from docx.shared import Cm

from domain.standing import Standing
from notifier.figures.palette import LOOKS

TEXT_WIDTH = Cm(16.6)
LANGUAGE = "da-DK"
_MARK = """<w:style xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" w:type="character"
 w:customStyle="1" w:styleId="{id}"><w:name w:val="{name}"/><w:qFormat/><w:rPr><w:b/><w:bCs/><w:color w:val="{ink}"/>
 <w:bdr w:val="single" w:sz="4" w:space="0" w:color="{edge}"/><w:shd w:val="clear" w:color="auto" w:fill="{paper}"/>
 </w:rPr></w:style>"""
_LEFTOVERS = (
    RELATIONSHIP_TYPE.THUMBNAIL,
    RELATIONSHIP_TYPE.CUSTOM_XML,
    "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects",
)
_MODERN = "15"
"""The compatibility mode of Word 2013 and later; with a lower one its title bar says 'Kompatibilitetstilstand'."""


def open_sheet(*, title: str, subject: str, author: str, at: datetime) -> Document:
    """Return an empty document of one A4 section."""
    document = docx.Document()
    _drop_leftovers(document)
    _replace_content(document.styles.element, "styles.xml")
    for standing in Standing:
        document.styles.element.append(_make_mark_style(standing))
    _replace_content(document.part.numbering_part.element, "numbering.xml")
    _modernise(document.settings.element)
    _set_page(document.sections[0])
    _describe(document, title=title, subject=subject, author=author, at=at)
    return document


def name_mark_style(standing: Standing) -> str:
    """Return the name of the character style of a standing's glyph."""
    return f"Mærke {standing.danish}"


def _make_mark_style(standing: Standing) -> BaseOxmlElement:
    look = LOOKS[standing]
    ink, paper, edge = (colour.removeprefix("#").upper() for colour in (look.ink, look.paper, look.edge))
    style_id = f"Maerke{standing.value.title().replace('_', '')}"
    return parse_xml(_MARK.format(id=style_id, name=name_mark_style(standing), ink=ink, paper=paper, edge=edge))


def _replace_content(element: BaseOxmlElement, file: str) -> None:
    """Put the children of one of our own parts in the place of the template's."""
    own = parse_xml(resources.files(__package__).joinpath(file).read_bytes())
    for child in list(element):
        element.remove(child)
    element.extend([deepcopy(child) for child in own.iterchildren("{*}*")])


def _drop_leftovers(document: Document) -> None:
    """Leave out what the template of python-docx brings: a picture of another document, and styles of Word 2010."""
    for rels in (document.part.package.rels, document.part.rels):
        for key in [key for key, rel in rels.items() if rel.reltype in _LEFTOVERS]:
            del rels[key]


def _modernise(settings: BaseOxmlElement) -> None:
    """Let Word lay the text out as it does today, and read dates and numbers as a Dane does."""
    changes = {
        "w:zoom": {"w:val": "none", "w:percent": "100"},
        "w:themeFontLang": {"w:val": LANGUAGE},
        "w:decimalSymbol": {"w:val": ","},
        "w:listSeparator": {"w:val": ";"},
    }
    for name, attributes in changes.items():
        for element in settings.iter(qn(name)):
            element.attrib.clear()
            for key, value in attributes.items():
                element.set(qn(key), value)
    for unwanted in ("w:savePreviewPicture", "w:rsids", "w:proofState", "w:useFELayout"):
        for element in list(settings.iter(qn(unwanted))):
            parent = element.getparent()
            if parent is not None:
                parent.remove(element)
    for element in settings.iter(qn("w:compatSetting")):
        if element.get(qn("w:name")) == "compatibilityMode":
            element.set(qn("w:val"), _MODERN)


def _set_page(section: Section) -> None:
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)
    section.top_margin, section.bottom_margin = Cm(2.4), Cm(2.2)
    section.header_distance, section.footer_distance = Cm(1.1), Cm(1)


def _describe(document: Document, *, title: str, subject: str, author: str, at: datetime) -> None:
    properties = document.core_properties
    properties.title, properties.subject, properties.author = title[:255], subject[:255], author[:255]
    properties.last_modified_by, properties.category, properties.language = author[:255], "Høringsnotat", LANGUAGE
    properties.comments = properties.keywords = ""
    # Word reads these as UTC.
    properties.created = properties.modified = at.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    properties.revision = 1
