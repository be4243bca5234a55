"""DOCX: the page as a Word document with real styles, made part by part.

python-docx writes the package (content types and relationships). Its default template is not used: everything that
a reader of the file could find was put here from the page.
"""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape

from docx.opc.constants import CONTENT_TYPE as CONTENT
from docx.opc.constants import RELATIONSHIP_TYPE as RELATION
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.package import Package

from exporters.characters import legal
from exporters.document import Audience
from exporters.docx_body import Body, field, paragraph, run
from exporters.docx_styles import NAMESPACES, numbering, settings, styles
from exporters.page import Page
from exporters.theme import Theme
from exporters.wording import AUDIENCE, running_title

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
EARLIEST = (1980, 1, 1, 0, 0, 0)  # the first moment that a ZIP entry can say
COLORS = {Audience.INTERNAL: "9A5B00", Audience.CUSTOMER: "0B6B3F"}


def render(page: Page, theme: Theme) -> bytes:
    """Return the page as a DOCX file, the same bytes for the same page."""
    package = Package()
    body = Body(page)
    document = _part(package, "/word/document.xml", CONTENT.WML_DOCUMENT_MAIN, _document(body))
    package.relate_to(document, RELATION.OFFICE_DOCUMENT)
    core = _part(package, "/docProps/core.xml", CONTENT.OPC_CORE_PROPERTIES, _properties(page))
    package.relate_to(core, RELATION.CORE_PROPERTIES)
    for id_, name, content, relation, xml in (
        ("styles", "styles", CONTENT.WML_STYLES, RELATION.STYLES, styles(page.lang, theme)),
        ("numbering", "numbering", CONTENT.WML_NUMBERING, RELATION.NUMBERING, numbering(tuple(body.ordered_lists))),
        ("settings", "settings", CONTENT.WML_SETTINGS, RELATION.SETTINGS, settings(page.lang)),
        ("firstHeader", "header1", CONTENT.WML_HEADER, RELATION.HEADER, _header(page, title="")),
        ("header", "header2", CONTENT.WML_HEADER, RELATION.HEADER, _header(page, title=running_title(page.title))),
        ("footer", "footer1", CONTENT.WML_FOOTER, RELATION.FOOTER, _footer()),
    ):
        document.load_rel(relation, _part(package, f"/word/{name}.xml", content, xml), id_)
    for target, id_ in body.links.items():
        document.load_rel(RELATION.HYPERLINK, target, id_, is_external=True)
    return _save(package)


def _part(package: Package, name: str, content_type: str, xml: str) -> Part:
    return Part(PackURI(name), content_type, (DECLARATION + xml).encode(), package)


def _document(body: Body) -> str:
    section = (
        '<w:sectPr><w:headerReference w:type="first" r:id="firstHeader"/>'
        '<w:headerReference w:type="default" r:id="header"/>'
        '<w:footerReference w:type="first" r:id="footer"/><w:footerReference w:type="default" r:id="footer"/>'
        '<w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="1361" w:right="1134" w:bottom="1247" w:left="1134"'
        ' w:header="624" w:footer="624" w:gutter="0"/>'
        "<w:titlePg/></w:sectPr>"
    )
    return f"<w:document {NAMESPACES}><w:body>{body.xml}{section}</w:body></w:document>"


def _header(page: Page, title: str) -> str:
    audience = run(AUDIENCE[page.audience], properties=f'<w:b/><w:bCs/><w:color w:val="{COLORS[page.audience]}"/>')
    mark = run(f"{page.watermark} · ") if page.watermark else ""
    line = paragraph("Header", f"{run(title)}<w:r><w:tab/></w:r>{mark}{audience}")
    return f"<w:hdr {NAMESPACES}>{line}</w:hdr>"


def _footer() -> str:
    page, pages = field("PAGE", run("1")), field("NUMPAGES", run("1"))
    line = paragraph("Footer", f"<w:r><w:tab/></w:r>{run('Page ')}{page}{run(' of ')}{pages}")
    return f"<w:ftr {NAMESPACES}>{line}</w:ftr>"


def _properties(page: Page) -> str:
    """Title and language; no author, no dates: a file must not tell who made it, or when."""
    return (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(legal(page.title))}</dc:title><dc:language>{escape(page.lang)}</dc:language>"
        "</cp:coreProperties>"
    )


def _save(package: Package) -> bytes:
    """Write the package, then its entries again without the moment of writing."""
    written, timeless = io.BytesIO(), io.BytesIO()
    package.save(written)
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(timeless, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(zipfile.ZipInfo(name, EARLIEST), source.read(name), zipfile.ZIP_DEFLATED)
    return timeless.getvalue()
