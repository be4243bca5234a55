"""Reading finished files back with programs that did not write them."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
from collections.abc import Iterator

import docx
import pytest
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from exporters.page import Page
from exporters.wording import AUDIENCE, running_title
from tests.exporters.strings import squeezed

OPTIONAL = {"soffice"}


def run(program: str, *arguments: str, stdin: bytes = b"") -> bytes:
    """The output of a program; where it is missing the test is skipped, and in CI it fails, unless it is optional."""
    if not shutil.which(program):
        sentence = f"{program} is not installed; it reads back what the exporter wrote."
        pytest.fail(sentence) if os.environ.get("CI") == "true" and program not in OPTIONAL else pytest.skip(sentence)
    return subprocess.run([program, *arguments], input=stdin, capture_output=True, check=True).stdout


def pdf_pages(pdf: bytes) -> list[str]:
    return run("pdftotext", "-raw", "-", "-", stdin=pdf).decode().split("\f")[:-1]


def pdf_text(pdf: bytes, page: Page) -> str:
    """The text of a PDF, without what stands around the text of every page and without the markers of lists."""
    first, *rest = pdf_pages(pdf)
    end = f"{AUDIENCE[page.audience]}{page.watermark}Page"
    return _text_before(end, first) + "".join(_text_before(running_title(page.title) + end, text) for text in rest)


def _text_before(furniture: str, text: str) -> str:
    """The text of one page. Behind it stand the markers of its lists, each on a line, and then the furniture."""
    spaced = r"\s*".join(map(re.escape, squeezed(furniture)))
    return re.sub(rf"(?:^(?:\d+\.|[•◦▪])\n)*^{spaced}\s*\d+\s*of\s*\d+\s*\Z", "", text, flags=re.MULTILINE)


def docx_text(data: bytes) -> str:
    return "\n".join(_paragraphs(docx.Document(io.BytesIO(data))))


def _paragraphs(place: docx.document.Document | _Cell) -> Iterator[str]:
    for part in place.iter_inner_content():
        if isinstance(part, Paragraph):
            yield part.text
        elif isinstance(part, Table):
            for row in part.rows:
                for cell in row.cells:
                    yield from _paragraphs(cell)
