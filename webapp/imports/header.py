"""The header of a postmortem: `> Incident ID: INC-7 | Date: 2026-11-20 | Severity: SEV-2`, or a list of such facts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from exporters.times import write_date, write_moment
from webapp.imports.blanks import is_blank
from webapp.imports.blocks import Block, List, Paragraph, Quote
from webapp.imports.headings import WORD, normalise
from webapp.imports.moments import Clockwork, Setting, find_day
from webapp.imports.runs import HARD, SOFT, Runs, plain, split
from webapp.imports.times import read_time
from webapp.template import HeaderField, Template

SEVERITY = re.compile(r"sev(?:erity)?[\s:-]{0,2}([1-5])\Z", re.IGNORECASE)
FEWEST = 2


def read_facts(blocks: Sequence[Block], template: Template) -> tuple[dict[str, str], list[Runs], list[Block]]:
    """Return the facts that the blocks before the first heading state, what they state besides, and other blocks."""
    facts: dict[str, str] = {}
    leftover: list[Runs] = []
    others: list[Block] = []
    for block in blocks:
        segments = list(_segments(block))
        labels = [_field(plain(segment), template) for segment in segments]
        known = sum(label is not None for label in labels)
        if known < FEWEST and not 0 < known == len(labels):
            others.append(block)
            continue
        for segment, label in zip(segments, labels, strict=True):
            leftover += [] if label and _take(label, plain(segment), facts) else [segment]
    return facts, [segment for segment in leftover if not is_blank(segment)], others


def facts_of_front_matter(values: Mapping[str, str], template: Template) -> dict[str, str]:
    """Return the facts of front matter whose keys are the template's own."""
    facts: dict[str, str] = {}
    for key, value in values.items():
        label = _field(f"{key.replace('_', ' ')}: {value}", template)
        if label:
            _take(label, f"{key}: {value}", facts)
    return facts


def _segments(block: Block) -> Iterator[Runs]:
    if isinstance(block, Paragraph):
        for line in split(block.runs, SOFT + HARD):
            yield from split(line, "|")
    elif isinstance(block, Quote):
        for inner in block.blocks:
            yield from _segments(inner)
    elif isinstance(block, List):
        for item in block.items:
            for inner in item.blocks:
                yield from _segments(inner)


def _field(segment: str, template: Template) -> HeaderField | None:
    label = normalise(segment.partition(":")[0]) if ":" in segment else ""
    return next((field for field in template.header if normalise(field.label) == label), None) if label else None


def _take(field: HeaderField, segment: str, facts: dict[str, str]) -> bool:
    """Take the value of a field; tell whether it says all that was written."""
    written = " ".join(segment.partition(":")[2].split()).strip("* ")
    if not WORD.search(written):
        return True
    if field.kind == "derived":
        return written == "Draft"
    value = _value(field, written)
    if not value or facts.setdefault(field.id, value) != value:
        return False
    return field.kind in {"text", "person"} or written in _forms(field, value)


def _value(field: HeaderField, written: str) -> str:
    if field.kind == "date":
        day = find_day([written])
        return day.isoformat() if day else ""
    if field.kind == "moment":
        return _moment(written)
    if field.kind == "choice":
        severity = SEVERITY.match(written)
        choices = {choice.id.casefold(): choice.id for choice in field.choices}
        return choices.get(f"sev-{severity[1]}" if severity else written.casefold(), "")
    return written


def _moment(written: str) -> str:
    """Return a moment that is told to the minute and in UTC; an empty string for any other."""
    found = read_time(written)
    is_whole = found is not None and found.end == len(written) and found.zone in {"UTC", "Z", "GMT"}
    if found is None or not is_whole or not found.day or not found.day.year or not found.clock:
        return ""
    return Clockwork(Setting()).resolve(found)["at"]


def _forms(field: HeaderField, value: str) -> set[str]:
    """Return the ways to write a value that say nothing else."""
    if field.kind == "date":
        return {value, write_date(value)}
    if field.kind == "moment":
        return {value, write_moment(value), f"{value[:10]} {value[11:16]} UTC"}
    return {value, value.lower()}
