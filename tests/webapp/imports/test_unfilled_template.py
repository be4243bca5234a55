"""The template that many teams copy, unfilled: it is read as what it is, an empty postmortem."""

from __future__ import annotations

from pathlib import Path

import pytest

from exporters.document import Prose
from tests.webapp.imports.reading import rows, texts
from webapp.imports.words import document_words, source_words

SEED = Path(__file__).resolve().parents[4] / "shared" / "seed" / "postmortem-incident-review-template.txt"


@pytest.fixture
def template_text() -> str:
    if not SEED.exists():
        pytest.skip("The template's text is not here: ../shared/seed.")
    text = SEED.read_text(encoding="utf-8")
    return text[text.index("# Postmortem:") : text.index("\nExplanation\n")]


def test_its_blanks_fill_nothing(read, template_text: str):
    document = read(template_text)
    filled = {
        item.id
        for section in document.sections
        for item in section.items
        if isinstance(item, Prose) and any(line.text.strip() for line in item.lines)
    }
    assert filled == {"action_items.notes", "appendix.notes"}
    assert rows(document, "timeline") == rows(document, "action_items") == ()
    assert texts(document, "action_items.notes") == ["P0 / P1 / P2"]
    assert texts(document, "appendix.notes") == ["Status: Draft / Reviewed / Approved"]


def test_no_word_of_it_is_lost(read, template_text: str):
    assert not source_words(template_text) - document_words(read(template_text))
