"""Word files made part by part, so that a test can hold exactly what it is about."""

import zipfile
from collections.abc import Mapping
from io import BytesIO

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="{_OFFICE}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)


def wrap(element: str, inside: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{element} {_NAMESPACES}>{inside}</w:{element}>'


def paragraph(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def relate(parts: Mapping[str, str]) -> str:
    """Return a part of relationships; each is 'kind|target' by its id."""
    lines = (
        f'<Relationship Id="{key}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for key, (kind, target) in ((key, told.split("|")) for key, told in parts.items())
    )
    inside = "".join(lines)
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inside}</Relationships>'
    )


def build_docx(
    body: str,
    *,
    parts: Mapping[str, str | bytes] | None = None,
    related: Mapping[str, str] | None = None,
    main: str | None = None,
) -> bytes:
    """Build a .docx of a body; ``parts`` stand beside its own, or in their place."""
    every: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": relate({"rId1": "officeDocument|word/document.xml"}),
        "word/document.xml": main or wrap("document", f"<w:body>{body}</w:body>"),
        "word/_rels/document.xml.rels": relate(related or {}),
        **(parts or {}),
    }
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in every.items():
            package.writestr(name, content)
    return buffer.getvalue()
