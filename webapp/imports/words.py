"""The words of a source and of a document, counted, to see that none was lost on the way.

A word is a run of letters and digits, in any case. Markdown's own signs say nothing: list numbers, ticks, tags of bold
and breaks, the labels by which links refer to a definition that is kept.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator

from exporters.document import Document, Line, Prose, Run
from exporters.times import write_date, write_moment

WORD = re.compile(r"[^\W_]+")
MARKUP = re.compile(
    r"^[ \t>]{0,80}\d{1,9}[.)](?=\s|$)"  # 1. first
    r"|</?(?:br|b|strong|i|em|code)\s{0,9}/?>"
    r"|\]\[[^\[\]\n]{1,200}\]"  # [text][label]
    r"|(?<=[-*+]\s)\[x\]",
    re.IGNORECASE | re.MULTILINE,
)
SHOWN = {"date": write_date, "moment": write_moment}
MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)Z\Z")
NOT_APPLICABLE = "Not applicable"


def source_words(text: str) -> Counter[str]:
    """Count the words of a Markdown text."""
    return Counter(WORD.findall(MARKUP.sub(" ", html.unescape(text)).casefold()))


def document_words(document: Document) -> Counter[str]:
    """Count the words of a document: its texts and links, its values (also those no column shows), its labels."""
    return Counter(word for text in _texts(document) for word in WORD.findall(text.casefold()))


def _texts(document: Document) -> Iterator[str]:
    yield "Postmortem"
    yield document.title
    yield document.public_title
    for fact in document.header:
        yield fact.label
        yield _value(fact.value)
        shown = SHOWN.get(fact.kind, str)(fact.value)
        yield shown if shown != fact.value else ""
    for section in document.sections:
        yield f"{section.number} {section.title}"
        for item in section.items:
            yield item.label
            if isinstance(item, Prose):
                yield from _lines(item.lines)
                continue
            yield from (column.label for column in item.columns)
            for row in item.rows:
                yield from map(_value, row.values.values())
                yield NOT_APPLICABLE if row.values.get("state") == "na" else ""
                for lines in row.prose.values():
                    yield from _lines(lines)


def _value(value: str) -> str:
    """Return a value as it is read: a moment is a day and a time of day in UTC."""
    return MOMENT.sub(r"\1 \2 UTC", value)


def _lines(lines: tuple[Line, ...]) -> Iterator[str]:
    for line in lines:
        for run in line.runs:
            yield from _run(run)


def _run(run: Run) -> Iterator[str]:
    yield run.text
    if run.link:
        yield run.link
