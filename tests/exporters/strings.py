"""What a reader of a page must find, in order, and how to look for it in text that was laid out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from exporters.characters import legal
from exporters.page import Block, Checklist, Code, Field, Grid, Heading, List, Page, Paragraph, Quote, Spans
from exporters.wording import remark


def visible(page: Page) -> Iterator[str]:
    """Every string that a reader sees, from the title to the last section; contents and furniture left out."""
    yield page.title
    for label, value in page.facts:
        yield from (label, value)
    yield _joined(page.lead)
    for section in page.sections:
        yield from (str(section.number), section.title)
        yield from _blocks(section.blocks)


def _blocks(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        yield from _block(block)


def _block(block: Block) -> Iterator[str]:
    match block:
        case Paragraph() | Heading():
            yield _joined(block.spans)
        case List():
            for item in block.items:
                yield _joined(item.spans)
                yield from _blocks(item.children)
        case Code():
            yield from block.text.split("\n")
        case Quote():
            yield from map(_joined, block.paragraphs)
        case Field():
            yield block.label
            yield from _blocks(block.blocks)
        case Grid():
            yield from (column.label for column in block.columns)
            yield from (text for row in block.rows for cell in row for text in _blocks(cell))
        case Checklist():
            for check in block.items:
                yield from (_joined(check.spans), remark(check))


def _joined(spans: Spans) -> str:
    return "".join(span.text for span in spans)


def squeezed(text: str) -> str:
    """The text, composed, without white space and without the characters that only direct a line or a look."""
    composed = unicodedata.normalize("NFC", legal(text))
    return re.sub(r"[\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]+", "", composed)


def missing(page: Page, text: str) -> list[str]:
    """Return the strings of the page that the text does not hold in their order."""
    place, lost, held = 0, [], squeezed(text)
    for wanted in visible(page):
        found = held.find(squeezed(wanted), place)
        if found < 0:
            lost.append(wanted)
        else:
            place = found + len(squeezed(wanted))
    return lost
