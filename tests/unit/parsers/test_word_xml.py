"""Word documents that are one XML file."""

import pytest

from domain.message import FilePart, Verdict
from parsers.extraction import extract_text
from tests.word_files import paragraph, wrap

BODY = f"<w:body>{paragraph('Vi svarer ja')}</w:body>"
PACKAGE = (
    '<?xml version="1.0"?><?mso-application progid="Word.Document"?>'
    '<pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">'
    '<pkg:part pkg:name="/word/document.xml">'
    f"<pkg:xmlData>{wrap('document', BODY).partition('?>')[2]}</pkg:xmlData></pkg:part></pkg:package>"
)
WORD_2003 = (
    '<?xml version="1.0"?><w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml" '
    f"><w:docPr><w:view/></w:docPr>{BODY}</w:wordDocument>"
)


@pytest.mark.parametrize(
    ("source", "verdict", "text"),
    [
        (PACKAGE, Verdict.OK, "Vi svarer ja"),
        (WORD_2003, Verdict.OK, "Vi svarer ja"),
        (WORD_2003.replace(BODY, "<w:p/>"), Verdict.EMPTY, ""),
        (WORD_2003.removesuffix("</w:wordDocument>"), Verdict.PARTIAL, "Vi svarer ja"),
        (WORD_2003.replace("<w:wordDocument", '<!DOCTYPE w [<!ENTITY a "nej">]><w:wordDocument'), Verdict.CORRUPT, ""),
    ],
    ids=["OOXML in one file", "Word 2003", "nothing", "cut off", "DOCTYPE"],
)
def test_letter_in_one_file_is_read(source: str, verdict: Verdict, text: str) -> None:
    part = FilePart(filename="svar.doc", path=("svar.doc",), media_type="", data=source.encode())

    extracted = extract_text(part)

    assert (extracted.method, extracted.verdict, extracted.text) == ("word_xml", verdict, text)
