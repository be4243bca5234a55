"""Our own Markdown, imported again: the same words in the same places."""

from __future__ import annotations

import pytest

from exporters import Format, export
from exporters.document import Audience, Document, Prose
from exporters.policy import Policy
from tests.webapp.imports.reading import prose
from tests.webapp.imports.test_template_words import FILLED

TOLD = ("at", "precision", "source", "owner", "due", "priority", "status", "metric", "state", "note")


def said(document: Document) -> dict[str, list[object]]:
    """Return what a document says, place by place."""
    places: dict[str, list[object]] = {"title": [document.title]}
    places |= {fact.id: [fact.value] for fact in document.header}
    for section in document.sections:
        for item in section.items:
            if isinstance(item, Prose):
                places[item.id] = [(line.kind, line.depth, line.text) for line in item.lines]
                continue
            places[item.id] = [
                [
                    *((key, row.values.get(key, "")) for key in TOLD),
                    *((line.kind, line.text) for lines in row.prose.values() for line in lines),
                ]
                for row in item.rows
            ]
    return places


@pytest.fixture
def markdown():
    def write(document: Document) -> str:
        return export(document, Format.MD, audience=Audience.INTERNAL, policy=Policy()).bytes.decode()

    return write


def test_every_place_says_the_same_again(read, markdown):
    first = said(read(FILLED))
    again = said(read(markdown(read(FILLED))))
    assert {place: again[place] for place in first if first[place] != again[place]} == {}


def test_a_third_time_changes_nothing(read, markdown):
    once = markdown(read(FILLED))
    assert markdown(read(once)) == once


def test_text_above_the_summary_that_says_more_is_kept(read, markdown):
    written = markdown(read(FILLED)).replace("Every third order. Duration", "Every third order. Sorry! Duration", 1)
    assert any("Sorry!" in line.text for line in prose(read(written), "summary.what_happened").lines)
