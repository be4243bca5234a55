"""Real postmortems, imported and exported: every word that the page shows is read back from PDF and DOCX."""

from __future__ import annotations

from pathlib import Path

import pytest

from exporters import Theme, docx, pdf
from exporters.compose import compose
from tests.exporters.reading import docx_text, pdf_text
from tests.exporters.strings import missing
from webapp.imports import import_markdown
from webapp.template import default_template

CORPUS = Path(__file__).parents[3] / "shared" / "corpus" / "postmortems"
FILES = sorted(CORPUS.glob("*.md"))


@pytest.mark.skipif(not FILES, reason="The corpus of real postmortems is not beside this repository.")
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem[:60])
def test_a_real_postmortem_is_read_back_whole(file: Path) -> None:
    page = compose(import_markdown(file.read_bytes(), file.name, default_template()).document)
    assert missing(page, pdf_text(pdf.render(page, Theme()), page)) == []
    assert missing(page, docx_text(docx.render(page, Theme()))) == []
