"""Entries of a timeline to rows of the template's table, with their times resolved."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import chain

from exporters.document import Lines, Row
from webapp.errors import TooLarge
from webapp.imports.blocks import Heading
from webapp.imports.flatten import flatten
from webapp.imports.moments import Clockwork, Setting, find_day
from webapp.imports.runs import plain
from webapp.imports.timeline import Found, Timeline, introduction_texts
from webapp.imports.zones import find_zone, find_zone_note

MOST_ROWS = 10_000
ORDER_DIGITS = 6


@dataclass
class RowIds:
    """Ids that are the same whenever the same source is read again."""

    seen: Counter[str] = field(default_factory=Counter)

    def of(self, *words: str) -> str:
        """Return the id of a row by its words; the second of two alike gets another one."""
        key = "\x1f".join(words)
        self.seen[key] += 1
        if self.seen.total() > MOST_ROWS:
            raise TooLarge(f"This file has more than {MOST_ROWS:,} rows. Split it into several files.")
        return hashlib.sha256(f"{key}\x1f{self.seen[key]}".encode()).hexdigest()[:32]


def order_of(ids: RowIds) -> str:
    """Return a key that sorts rows as the source has them."""
    return str(ids.seen.total()).zfill(ORDER_DIGITS)


def timeline_rows(timeline: Timeline, heading: Heading | None, setting: Setting, ids: RowIds) -> Iterator[Row]:
    """Yield the rows of a timeline in the order of the source."""
    clockwork = Clockwork(_of_section(timeline, heading, setting))
    marker = ""
    for entry in timeline.entries:
        if entry.is_marker and entry.time:
            clockwork.mark_day(entry.time)
            marker = " ".join(filter(None, (marker, entry.said)))
            continue
        yield _row(entry, marker, clockwork, ids)
        marker = ""
    if marker:
        yield _row(Found("paragraph", None, "", marker), "", clockwork, ids)


def _of_section(timeline: Timeline, heading: Heading | None, setting: Setting) -> Setting:
    """Return a setting with the zone and the day that the section's own words name."""
    title = plain(heading.runs) if heading else ""
    columns = next((entry.hidden["columns"] for entry in timeline.entries if "columns" in entry.hidden), "")
    markers = (entry.said for entry in timeline.entries if entry.is_marker)
    notes = map(find_zone_note, chain(introduction_texts(timeline.introduction), markers))
    zone = find_zone(columns) or next((note for note in notes if note), "") or find_zone(title)
    return replace(setting, section_zone=zone or setting.section_zone, day=find_day([title, columns]) or setting.day)


def _row(entry: Found, marker: str, clockwork: Clockwork, ids: RowIds) -> Row:
    times = clockwork.resolve(entry.time)
    event: Lines = flatten(entry.blocks)
    row_id = ids.of("timeline", entry.said, entry.time_words)
    values = {
        **times,
        "original_text": entry.said,
        "original_time": entry.time_words,
        "source": entry.source,
        "order": order_of(ids),
        "day_words": marker,
        **entry.hidden,
    }
    return Row(row_id, {key: value for key, value in values.items() if value or key == "at"}, {"event": event})
