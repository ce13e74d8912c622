"""Workbooks, presentations and OpenDocument files made part by part, as ``word_files`` makes letters."""

import zipfile
from collections.abc import Mapping
from io import BytesIO

from tests.word_files import relate

_MAIN = "http://schemas.openxmlformats.org/"
_NAMESPACES = (
    f'xmlns="{_MAIN}spreadsheetml/2006/main" xmlns:p="{_MAIN}presentationml/2006/main" '
    f'xmlns:a="{_MAIN}drawingml/2006/main" xmlns:r="{_MAIN}officeDocument/2006/relationships"'
)
_ODF = "urn:oasis:names:tc:opendocument:xmlns:"
_ODF_NAMESPACES = " ".join(
    f'xmlns:{name}="{_ODF}{urn}:1.0"'
    for name, urn in {
        **{name: name for name in ("office", "text", "table", "style", "presentation", "form")},
        "draw": "drawing",
        "svg": "svg-compatible",
    }.items()
)


def zip_parts(parts: Mapping[str, str | bytes]) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return buffer.getvalue()


def mark(element: str, inside: str, attributes: str = "") -> str:
    return f"<{element} {_NAMESPACES} {attributes}>{inside}</{element}>"


def build_xlsx(
    rows: str,
    *,
    strings: str = "",
    styles: str = "",
    sheet: str = 'name="Ark1"',
    settings: str = "",
    parts: Mapping[str, str | bytes] | None = None,
    related: Mapping[str, str] | None = None,
) -> bytes:
    """Build a workbook of one sheet; ``related`` are the relationships of the sheet."""
    sheets = f'{settings}<sheets><sheet {sheet} sheetId="1" r:id="rId1"/></sheets>'
    return zip_parts(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": relate({"rId1": "officeDocument|xl/workbook.xml"}),
            "xl/workbook.xml": mark("workbook", sheets),
            "xl/_rels/workbook.xml.rels": relate(
                {
                    "rId1": "worksheet|worksheets/sheet1.xml",
                    "rId2": "sharedStrings|sharedStrings.xml",
                    "rId3": "styles|styles.xml",
                }
            ),
            "xl/sharedStrings.xml": mark("sst", strings),
            "xl/styles.xml": mark("styleSheet", styles),
            "xl/worksheets/sheet1.xml": mark("worksheet", f"<sheetData>{rows}</sheetData>"),
            "xl/worksheets/_rels/sheet1.xml.rels": relate(related or {}),
            **(parts or {}),
        }
    )


def build_pptx(
    *slides: str,
    parts: Mapping[str, str | bytes] | None = None,
    related: Mapping[str, str] | None = None,
    order: tuple[int, ...] = (),
) -> bytes:
    """Build a presentation; ``related`` are the relationships of its first slide, ``order`` that of the slides."""
    shown = "".join(f'<p:sldId id="{256 + at}" r:id="rId{at}"/>' for at in order or range(1, len(slides) + 1))
    files = {f"ppt/slides/slide{at}.xml": mark("p:sld", slide) for at, slide in enumerate(slides, 1)}
    return zip_parts(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": relate({"rId1": "officeDocument|ppt/presentation.xml"}),
            "ppt/presentation.xml": mark("p:presentation", f"<p:sldIdLst>{shown}</p:sldIdLst>"),
            "ppt/_rels/presentation.xml.rels": relate(
                {f"rId{at}": f"slide|slides/slide{at}.xml" for at in range(1, len(slides) + 1)}
            ),
            "ppt/slides/_rels/slide1.xml.rels": relate(related or {}),
            **files,
            **(parts or {}),
        }
    )


def wrap_odf(element: str, inside: str) -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:{element} {_ODF_NAMESPACES} '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xlink="http://www.w3.org/1999/xlink">{inside}'
        f"</office:{element}>"
    )


def build_odt(
    body: str,
    *,
    kind: str = "text",
    styles: str = "",
    master: str = "",
    parts: Mapping[str, str | bytes] | None = None,
) -> bytes:
    """Build a .odt of a body, or a sheet or slides of another ``kind``; ``styles`` are those of the content."""
    automatic = f"<office:automatic-styles>{styles}</office:automatic-styles>"
    content = f"{automatic}<office:body><office:{kind}>{body}</office:{kind}></office:body>"
    return zip_parts(
        {
            "mimetype": f"application/vnd.oasis.opendocument.{kind}",
            "META-INF/manifest.xml": "<manifest/>",
            "styles.xml": wrap_odf("document-styles", f"<office:master-styles>{master}</office:master-styles>"),
            "content.xml": wrap_odf("document-content", content),
            **(parts or {}),
        }
    )
