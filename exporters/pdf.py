"""PDF: the HTML of a page, laid out on paper by WeasyPrint and tagged for assistive technology (PDF/UA-1).

Nothing is fetched: the markup holds no address that a layout engine would open, and the fetcher allows none.
"""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

from exporters import html
from exporters.characters import legal
from exporters.document import Audience
from exporters.page import Page
from exporters.theme import Theme
from exporters.wording import AUDIENCE, running_title

COLORS = {Audience.INTERNAL: "#9a5b00", Audience.CUSTOMER: "#0b6b3f"}
FONTS = '"Inter", "Helvetica Neue", "Liberation Sans", "Arial", "DejaVu Sans", sans-serif'


def render(page: Page, theme: Theme) -> bytes:
    """Return the page as a PDF, the same bytes for the same page."""
    markup = _drawable(html.render_for_paper(page, theme))
    fonts, paper = _paper()
    document = HTML(string=markup, url_fetcher=_nothing()).render(
        font_config=fonts, stylesheets=[paper, _furniture(page)], presentational_hints=True
    )
    identifier = hashlib.sha256(markup.encode()).digest()[:16]
    pdf: bytes = document.write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=identifier)
    return pdf


def _drawable(markup: str) -> str:
    """The markup with line feeds in place of the separators of lines and paragraphs, which have no glyph."""
    return markup.replace("\u2028", "\n").replace("\u2029", "\n")


def _nothing() -> URLFetcher:
    """A fetcher that opens neither network nor file."""
    return URLFetcher(allowed_protocols=(), allow_redirects=False)


@cache
def _paper() -> tuple[FontConfiguration, CSS]:
    fonts = FontConfiguration()
    rules = files("exporters").joinpath("print.css").read_text(encoding="utf-8")
    return fonts, CSS(string=rules, font_config=fonts, url_fetcher=_nothing())


def _furniture(page: Page) -> CSS:
    """What stands around the text of every page: title, audience, page number, watermark."""
    title, audience = _string(running_title(page.title)), _string(AUDIENCE[page.audience])
    small = f"font: 8pt {FONTS}; color: #5f6670; white-space: nowrap"
    rules = f"""
        @page {{
            @top-left {{ content: {title}; width: 80%; text-align: left; {small} }}
            @top-right {{ content: {audience}; width: 20%; {small}; color: {COLORS[page.audience]}; font-weight: 600 }}
            @bottom-right {{ content: "Page " counter(page) " of " counter(pages); {small} }}
            {_watermark(page.watermark)}
        }}
        @page :first {{ @top-left {{ content: "" }} }}
    """
    return CSS(string=rules, url_fetcher=_nothing())


def _watermark(word: str) -> str:
    """A word across the page. It lives in a margin box, which is furniture and no part of the tagged text."""
    if not word:
        return ""
    look = f"font: 700 120pt {FONTS}; color: rgba(29, 33, 38, 0.06); white-space: nowrap"
    place = "text-align: center; vertical-align: middle; transform: translateY(-137mm) rotate(-52deg)"
    return f"@bottom-center {{ content: {_string(word)}; {look}; {place} }}"


def _string(words: str) -> str:
    """A CSS string that says these words and nothing else."""
    return '"' + "".join(f"\\{ord(character):x} " for character in legal(words)) + '"'
