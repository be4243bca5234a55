"""No word is lost and none is invented, whatever the source."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pycrdt import Doc

from exporters.document import Document, Line, Prose
from webapp.collab.materialize import materialize
from webapp.collab.seed import seed
from webapp.imports import import_markdown
from webapp.imports.leftovers import lost_lines
from webapp.imports.words import WORD, document_words, source_words
from webapp.template import default_template

WORDS = st.text("abcdefghijklmnopqrstuvwxyzäß0123456789", min_size=1, max_size=6)
NUMBER = re.compile(r"\A\d+\. ")
SIGNS = [
    *(
        "# ",
        "## Timeline\n\n",
        "## Action items\n",
        "### Impact\n",
        "- ",
        "1. ",
        "7) ",
        "> ",
        "```",
        "`",
        "**",
        "*",
        "_",
    ),
    *("| a | b |\n|--|--|\n| 10:00 |", "|", "[", "](", ")", "![", "[^1]", "[^1]: ", "[r]: ", "[r]", "<!-- ", " -->"),
    *("<br>", "<div>", "</div>", "\n", "\n\n", "  ", "    ", "\t", "\\", "&amp;", "~~", "---\n", "===\n", ":", "—"),
    *("10:21 ", "2026-01-02 ", "5/6/2026", "\u2028", "- [x] ", "**Impact:** ", "Status: ", "Links to logs: ", "@ben "),
    *("https://x.example/a ", "......", "_____", "👍", "\u00a0"),
]
PIECES = st.one_of(
    WORDS,
    st.sampled_from(SIGNS),
)
SOURCES = st.lists(PIECES, max_size=40).map("".join)


def kept(document: Document) -> Document:
    """Return a document as it is read again from where it is kept."""
    doc: Doc = Doc()
    doc.apply_update(seed(document, default_template()))
    return materialize(doc, default_template())


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(SOURCES)
def test_no_word_is_lost(source: str):
    document = kept(import_markdown(source, "incident.md", default_template()).document)
    assert not source_words(source) - document_words(document)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(SOURCES)
def test_no_word_of_prose_is_invented(source: str):
    """Only the number of a list's item may be another than the one that was written."""
    document = import_markdown(source, "incident.md", default_template()).document
    known = source.casefold() + html.unescape(source).casefold()
    for line in lines_of(document):
        for run in line.runs:
            words = WORD.findall(NUMBER.sub("", run.text).casefold())
            assert all(word in known for word in words)


def lines_of(document: Document) -> Iterator[Line]:
    for section in document.sections:
        for item in section.items:
            if isinstance(item, Prose):
                yield from item.lines
            else:
                yield from (line for row in item.rows for lines in row.prose.values() for line in lines)


def test_what_arrived_nowhere_is_found_with_its_line():
    arrived = source_words("one two one")
    assert [line.text for line in lost_lines("one two\nthree one", arrived)] == ["three one"]


def test_an_empty_file_is_an_empty_document():
    assert import_markdown("", "incident.md", default_template()).report.blocks == 0
