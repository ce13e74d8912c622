"""What check says of the tools for reading: what is there, and how to get what is not."""

import pytest

from kommunesvar.checks import check_tools
from parsers.programs.tools import Tools

ALL = Tools(tesseract="Tesseract 5.5 (dan, eng)", converters=("/usr/bin/catdoc",), office="/opt/soffice.bin")


def test_all_that_is_installed_is_named() -> None:
    findings = list(check_tools(ALL))

    assert [(finding.subject, finding.detail, finding.fault) for finding in findings] == [
        ("OCR", "Tesseract 5.5 (dan, eng)", None),
        ("Converters", "catdoc, soffice.bin", None),
    ]


@pytest.mark.parametrize(
    ("tools", "packages"),
    [
        (Tools(converters=ALL.converters, office=ALL.office), "tesseract-ocr-dan"),
        (Tools(tesseract=ALL.tesseract, office=ALL.office), "catdoc"),
        (Tools(tesseract=ALL.tesseract, converters=ALL.converters), "libreoffice-writer-nogui"),
    ],
)
def test_what_is_missing_comes_with_its_remedy(tools: Tools, packages: str) -> None:
    (fault,) = [finding.fault for finding in check_tools(tools) if finding.fault]

    assert f"apt-get install {packages}" in fault
    assert "goes to a person" in fault
