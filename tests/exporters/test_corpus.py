"""Real postmortems: every string of each stands in every file, in order, and none in a file for customers."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import lxml.html
import pytest
from markdown_it import MarkdownIt

from exporters import Audience, Format, Policy, docx, export, from_json, html, markdown, pdf, to_json
from exporters.compose import compose
from exporters.document import Document
from exporters.theme import Theme
from tests.exporters.reading import docx_text, pdf_text
from tests.exporters.strings import missing
from webapp.imports import import_markdown
from webapp.template import default_template

CORPUS = Path(__file__).parents[2].parent / "shared" / "corpus"
FILES = sorted(CORPUS.glob("*/*.md"))
# A PDF takes about half a second; one in ten is enough for every run.
SOME = FILES[::10]
MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
pytestmark = pytest.mark.skipif(not FILES, reason="the corpus lies beside the repository, and is not there")


def documents(files: list[Path]) -> Iterator[Document]:
    return map(document, files)


@cache
def document(file: Path) -> Document:
    return import_markdown(file.read_bytes(), file.name, default_template()).document


def test_every_string_is_in_the_markdown() -> None:
    for page in map(compose, documents(FILES)):
        told = lxml.html.fromstring(f"<div>{MARKDOWN.render(markdown.render(page))}</div>")
        assert missing(page, told.text_content()) == []


def test_every_string_is_in_the_docx() -> None:
    for page in map(compose, documents(FILES)):
        assert missing(page, docx_text(docx.render(page, Theme()))) == []


def test_every_string_is_in_the_html() -> None:
    for page in map(compose, documents(FILES)):
        body = lxml.html.fromstring(html.render_body(page))
        for contents in body.find_class("contents"):
            contents.getparent().remove(contents)
        assert missing(page, body.text_content()) == []


def test_every_string_is_in_the_pdf() -> None:
    for page in map(compose, documents(SOME)):
        assert missing(page, pdf_text(pdf.render(page, Theme()), page)) == []


def test_every_document_comes_back_from_json() -> None:
    for said in documents(FILES):
        assert from_json(to_json(said)) == said


def test_customers_read_nothing_of_what_nobody_decided_about() -> None:
    for said in documents(FILES):
        made = export(said, Format.MD, audience=Audience.CUSTOMER, policy=Policy())
        assert made.bytes == b"# Incident report\n"
