"""Afterword's export library: a document goes in, a file for one audience comes out.

`export` is the door. Who it is for is a required word, and for customers the document passes through `redact` first;
no renderer can be reached around it.

    document -> redact (customers) -> compose -> page -> html · pdf · docx · markdown

`redaction` copies what is marked for customers, field by field; `projection` does so for running text, with `wordings`
in the place of internal characters and `rewording` in the place of what the `detectors` find.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from exporters import docx, html, markdown, pdf
from exporters.compose import compose
from exporters.document import Audience, Document, PublicDocument
from exporters.page import Page
from exporters.policy import Policy
from exporters.redaction import Finding, RedactionReport, redact
from exporters.serialize import BadDocument, from_json, to_json
from exporters.theme import Theme

NAME_LENGTH = 80


class Format(StrEnum):
    """The kind of file."""

    PDF = "pdf"
    DOCX = "docx"
    MD = "md"
    HTML = "html"
    JSON = "json"


MEDIA_TYPES = {
    Format.PDF: "application/pdf",
    Format.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Format.MD: "text/markdown; charset=utf-8",
    Format.HTML: "text/html; charset=utf-8",
    Format.JSON: "application/json",
}


@dataclass(frozen=True, slots=True)
class Export:
    """A finished file. `report` says what was held back; it is empty for the house."""

    bytes: bytes
    media_type: str
    filename: str
    report: RedactionReport


def export(
    document: Document,
    format: Format,  # noqa: A002 - the field's own word
    *,
    audience: Audience,
    policy: Policy,
    theme: Theme = Theme(),  # noqa: B008 - a value that nobody can change
) -> Export:
    """Return the file of a document for one audience: the same bytes for the same arguments."""
    said, report = _for(audience, document, policy)
    made = to_json(said).encode() if format is Format.JSON else _render(compose(said), format, theme)
    title = said.title or "postmortem"
    return Export(made, MEDIA_TYPES[format], f"{_filename(title)}.{format}", report)


def html_fragment(document: Document, *, audience: Audience, policy: Policy) -> str:
    """Return what stands in the body of the HTML: the preview and the status post put their own layout around it."""
    said, _report = _for(audience, document, policy)
    return html.render_body(compose(said))


def _for(audience: Audience, document: Document, policy: Policy) -> tuple[Document | PublicDocument, RedactionReport]:
    if audience is Audience.INTERNAL:
        return document, RedactionReport()
    return redact(document, policy)


def _render(page: Page, format: Format, theme: Theme) -> bytes:  # noqa: A002 - as above
    if format is Format.PDF:
        return pdf.render(page, theme)
    if format is Format.DOCX:
        return docx.render(page, theme)
    if format is Format.MD:
        return markdown.render(page).encode()
    return html.render(page, theme).encode()


def _filename(title: str) -> str:
    """Return a title as a file name that every system takes."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9]+", "-", plain)[:NAME_LENGTH].strip("-").lower() or "postmortem"


__all__ = [
    "Audience",
    "BadDocument",
    "Document",
    "Export",
    "Finding",
    "Format",
    "Policy",
    "PublicDocument",
    "RedactionReport",
    "Theme",
    "export",
    "from_json",
    "html_fragment",
    "redact",
    "to_json",
]
