"""Timelines in tables, lists, headings and paragraphs, to entries: a time as written, and what happened.

Inside a timeline section every timed sibling is an entry; what stands without a time between two of them belongs to
the one above, and before the first to the introduction. Elsewhere three or more timed siblings of one kind are a
timeline too. Entries stay in the order of the source.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from webapp.imports.blanks import is_blank
from webapp.imports.blocks import Block, Heading, List, ListItem, Paragraph, Table
from webapp.imports.columns import TIMELINE, Columns, read_columns
from webapp.imports.runs import HARD, SOFT, Runs, cut, joined, plain, split, strip, words_of
from webapp.imports.times import TimeText, read_time, read_time_at_end
from webapp.imports.zones import find_zone_note

SHORTEST_RUN = 3
NEAR = 10
MOST_NOTE = 60
MOST_UNTIMED = 0.5
PLANNED = re.compile(r"\b(?:due|deadline|target|eta|planned)\b", re.IGNORECASE)
EDGES = " \t\n\u2028:,.|–—-→"

EntryKind = Literal["table", "list", "heading", "paragraph"]


@dataclass(slots=True)
class Found:
    """An entry of a timeline. `said` is the line that it came from, `time_words` the part of it that is the time."""

    kind: EntryKind
    time: TimeText | None
    time_words: str
    said: str
    blocks: list[Block] = field(default_factory=list)
    source: str = ""
    hidden: dict[str, str] = field(default_factory=dict)
    is_marker: bool = False


@dataclass(slots=True)
class Timeline:
    """What was found, and what stands before or beside it."""

    entries: list[Found] = field(default_factory=list)
    introduction: list[Block] = field(default_factory=list)

    def count(self) -> int:
        """Return how many rows there will be."""
        return sum(not entry.is_marker for entry in self.entries)


def read_timeline(blocks: Sequence[Block]) -> Timeline:
    """Return the timeline of a section that is one."""
    reader = _Reader()
    lists = [number for number, block in enumerate(blocks) if isinstance(block, List) and _has_times(block)]
    for number, block in enumerate(blocks):
        reader.goes_on = bool(lists) and number < lists[-1]
        reader.read(block, blocks[number + 1 : number + 1 + NEAR])
    return reader.timeline


def extract_timelines(blocks: Sequence[Block]) -> tuple[list[Timeline], list[Block]]:
    """Return the runs of timed siblings among other text, and the other text."""
    found: list[Timeline] = []
    rest: list[Block] = []
    position = 0
    while position < len(blocks):
        block = blocks[position]
        size = _paragraph_run(blocks, position)
        taken: Sequence[Block] = blocks[position : position + size] if size else [block]
        if size or _is_timed_block(block):
            timeline = read_timeline(taken)
            found.append(timeline)
            rest += timeline.introduction
        elif isinstance(block, List):
            inner, left = _extract_from_list(block)
            found += inner
            rest += [left] if left else []
        else:
            rest.append(block)
        position += len(taken)
    return found, rest


def is_timed_heading(heading: Heading) -> bool:
    """Tell whether a heading is a time of day or begins with one, or is a whole day and nothing else."""
    text = plain(heading.runs)
    found = read_time(text)
    return bool(found and (found.clock or (found.day and found.rest >= len(text.rstrip()))))


def _extract_from_list(block: List) -> tuple[list[Timeline], List | None]:
    found: list[Timeline] = []
    items: list[ListItem] = []
    for item in block.items:
        inner, rest = extract_timelines(item.blocks)
        found += inner
        if rest or not inner:
            items.append(replace(item, blocks=tuple(rest)))
    return found, replace(block, items=tuple(items)) if items else None


def _paragraph_run(blocks: Sequence[Block], start: int) -> int:
    """Return how many blocks a run of timed paragraphs takes; 0 where there is none."""
    timed, end = 0, start
    for number in range(start, len(blocks)):
        block = blocks[number]
        if not isinstance(block, Paragraph) or block.is_picture:
            break
        lines = split(block.runs, SOFT + HARD)
        if not _is_sure(read_time(plain(lines[0]))):
            break
        timed += sum(_is_sure(read_time(plain(line))) for line in lines)
        end = number + 1
    return end - start if timed >= SHORTEST_RUN else 0


def _is_timed_block(block: Block) -> bool:
    if isinstance(block, List):
        timed = sum(_is_sure(_time_of_item(item)) for item in block.items)
        return timed >= SHORTEST_RUN and timed >= len(block.items) * MOST_UNTIMED
    if isinstance(block, Table):
        columns = read_columns(block.head, TIMELINE, ("time",))
        if any(PLANNED.search(head) for head in columns.head):
            return False
        times = [_time_of_row(columns, row) for row in block.rows]
        timed = sum(_is_sure(found) for found in times)
        return timed >= SHORTEST_RUN and timed >= len(times) * MOST_UNTIMED
    return False


def _is_sure(found: TimeText | None) -> bool:
    """Tell whether a time outside of a timeline is one: a time of day, or a whole day with its year."""
    return bool(found and (found.clock or (found.day and found.day.year and not found.is_unclear)))


def _time_of_item(item: ListItem) -> TimeText | None:
    first = item.blocks[0] if item.blocks else None
    if not isinstance(first, Paragraph):
        return None
    line = plain(split(first.runs, SOFT + HARD)[0])
    return read_time(line) or read_time_at_end(line)


def _times_of(block: List) -> list[TimeText | None]:
    """Return the times of a list's items; a time of day at the end counts where no item begins with a time."""
    times = [_time_of_item(item) for item in block.items]
    return times if any(times) else [_clock_at_end(item) for item in block.items]


def _clock_at_end(item: ListItem) -> TimeText | None:
    first = item.blocks[0] if item.blocks else None
    if not isinstance(first, Paragraph):
        return None
    return read_time_at_end(plain(split(first.runs, SOFT + HARD)[0]), needs_day=False)


def _has_times(block: List) -> bool:
    return any(_times_of(block)) or any(map(_inner_times, block.items))


def _inner_times(item: ListItem) -> bool:
    return any(isinstance(inner, List) and _has_times(inner) for inner in item.blocks)


def _time_of_row(columns: Columns, row: Sequence[Runs]) -> TimeText | None:
    return read_time(_time_words(columns, row), in_cell=True)


def _time_words(columns: Columns, row: Sequence[Runs]) -> str:
    cells = columns.of("time", row) if columns.places.get("time") else row[:1]
    return " ".join(" ".join(plain(cell).split()) for cell in cells)


class _Reader:
    def __init__(self) -> None:
        self.timeline = Timeline()
        self.goes_on = False
        self._heading_level = 0

    def read(self, block: Block, following: Sequence[Block]) -> None:
        if isinstance(block, Heading):
            self._heading(block, following)
        elif self._heading_level:
            self._last().blocks.append(block)
        elif isinstance(block, Table) and self._is_timeline_table(block):
            self._table(block)
        elif isinstance(block, List) and _has_times(block):
            self._list(block)
        elif isinstance(block, Paragraph):
            self._paragraph(block, following)
        else:
            self._untimed(block)

    def _last(self) -> Found:
        return self.timeline.entries[-1]

    def _add(self, entry: Found) -> None:
        self.timeline.entries.append(entry)

    def _heading(self, heading: Heading, following: Sequence[Block]) -> None:
        text = plain(heading.runs)
        found = read_time(text)
        if found is None and self._heading_level and heading.level > self._heading_level:
            self._last().blocks.append(heading)
            return
        if found is None:
            self._heading_level = 0
            self.timeline.introduction.append(heading)
            return
        entry = self._entry("heading", found, heading.runs, heading)
        is_day = found.clock is None and found.last_day is None and not _event_of(entry)
        entry.is_marker = is_day and self._is_followed_by_times(following, heading.level)
        self._heading_level = 0 if entry.is_marker else heading.level
        self._add(entry)

    def _is_followed_by_times(self, following: Sequence[Block], level: int) -> bool:
        """Tell whether times of day stand below, before the next heading of this level: then a day is no event."""
        for block in following:
            if isinstance(block, Heading):
                found = read_time(plain(block.runs))
                return bool(block.level > level and found and found.clock and not found.day)
            if isinstance(block, Paragraph):
                first = read_time(plain(block.runs))
                if first and first.clock and not first.day:
                    return True
            if isinstance(block, (List, Table)) and self._is_clocked(block):
                return True
        return False

    def _is_clocked(self, block: List | Table) -> bool:
        if isinstance(block, List):
            times = [_time_of_item(item) for item in block.items]
        else:
            columns = read_columns(block.head, TIMELINE, ("time",))
            times = [_time_of_row(columns, row) for row in block.rows]
        return any(found and found.clock and not found.day for found in times)

    def _is_timeline_table(self, table: Table) -> bool:
        columns = read_columns(table.head, TIMELINE, ("time",))
        return bool(columns.places.get("time")) or any(_time_of_row(columns, row) for row in table.rows)

    def _table(self, table: Table) -> None:
        columns = read_columns(table.head, TIMELINE, ("time",))
        if not columns.places.get("time"):
            columns = Columns({"time": (0,), **{k: v for k, v in columns.places.items() if 0 not in v}}, columns.head)
        if not columns.places.get("event"):
            known = {place for places in columns.places.values() for place in places}
            free = next((place for place in range(len(table.head)) if place not in known), None)
            columns = Columns({**columns.places, "event": () if free is None else (free,)}, columns.head)
        shown = " | ".join(word for word in columns.head if word)
        for number, row in enumerate(table.rows):
            self._row(table, columns, row, {"columns": shown} if number == 0 else {})

    def _row(self, table: Table, columns: Columns, row: Sequence[Runs], hidden: dict[str, str]) -> None:
        words = _time_words(columns, row)
        if all(map(is_blank, row)):
            return
        found = read_time(words, in_cell=True)
        blocks: list[Block] = [Paragraph(table.start, table.end, cell) for cell in columns.of("event", row)]
        leftover = words[found.rest :] if found else ""
        if leftover.strip():
            blocks.insert(0, Paragraph(table.start, table.end, words_of(leftover)))
            words = words[: found.rest] if found else words
        for header, cell in columns.extras(row):
            label = words_of(f"{header}: ") if header else ()
            blocks.append(Paragraph(table.start, table.end, (*label, *strip(cell))))
        said = " | ".join(" ".join(plain(cell).split()) for cell in row)
        sources = [_with_targets(cell) for cell in columns.of("source", row) if not is_blank(cell)]
        self._add(
            Found("table", found, words.strip(EDGES) if found else words, said, blocks, ", ".join(sources), hidden)
        )

    def _list(self, block: List) -> None:
        for item, found in zip(block.items, _times_of(block), strict=True):
            self._item(block, item, found)

    def _item(self, block: List, item: ListItem, found: TimeText | None) -> None:
        first = item.blocks[0] if item.blocks else None
        if found and isinstance(first, Paragraph):
            self._add(self._entry("list", found, first.runs, first))
            is_day = found.clock is None and not self._last().blocks and _inner_times(item)
            self._last().is_marker = is_day
            if not is_day:
                self._last().blocks += item.blocks[1:]
                return
            for inner in item.blocks[1:]:
                self.read(inner, ())
        elif _inner_times(item):
            for inner in item.blocks:
                self.read(inner, ()) if isinstance(inner, List) else self._beside(inner)
        else:
            self._beside(replace(block, items=(item,)))

    def _beside(self, block: Block) -> None:
        """Put what has no time to the row above, or into the introduction."""
        if self.timeline.entries and not self._last().is_marker:
            self._last().blocks.append(block)
        else:
            self.timeline.introduction.append(block)

    def _paragraph(self, paragraph: Paragraph, following: Sequence[Block]) -> None:
        lines = split(paragraph.runs, SOFT + HARD)
        timed = [_starts_entry(plain(line)) for line in lines]
        if paragraph.is_picture or not (timed[0] or sum(timed) > 1):
            self._untimed(paragraph)
            return
        before = []
        while not _starts_entry(plain(lines[0])):
            before.append(lines.pop(0))
        if before:
            self._beside(replace(paragraph, runs=_with_breaks(before)))
        self._timed_lines(replace(paragraph, runs=_with_breaks(lines)))
        entry = self._last()
        is_day = entry.time is not None and entry.time.clock is None and not _event_of(entry)
        entry.is_marker = is_day and self._is_followed_by_times(following, 0)

    def _timed_lines(self, paragraph: Paragraph) -> None:
        """Add an entry for each line of a paragraph that begins with a time; other lines go on with theirs."""
        groups: list[list[Runs]] = []
        for line in split(paragraph.runs, SOFT + HARD):
            if not groups or _starts_entry(plain(line)):
                groups.append([])
            groups[-1].append(line)
        for group in groups:
            runs = _with_breaks(group)
            first = plain(group[0])
            self._add(self._entry("paragraph", read_time(first), runs, paragraph))

    def _entry(self, kind: EntryKind, found: TimeText | None, runs: Runs, block: Block) -> Found:
        text = plain(runs)
        said = " ".join(text.split())
        if found is None:
            return Found(kind, None, "", said, [Paragraph(block.start, block.end, runs)])
        words = text[found.start : found.rest] if found.rest > found.start else text[found.start : found.end]
        rest = (*cut(runs, 0, found.start), *cut(runs, max(found.rest, found.end)))
        rest = strip(rest, " \t\n\u2028") if found.start == 0 else strip(rest, EDGES + "([")
        blocks: list[Block] = [Paragraph(block.start, block.end, rest)] if plain(rest).strip() else []
        return Found(kind, found, _paired(words.strip(EDGES)), said, blocks)

    def _untimed(self, block: Block) -> None:
        """Put a block without a time to the row above, if it can belong to it."""
        goes_on = bool(self.timeline.entries) and (
            self._last().kind == "paragraph" or (self._last().kind == "list" and self.goes_on)
        )
        if goes_on and not self._last().is_marker:
            self._last().blocks.append(block)
        else:
            self.timeline.introduction.append(block)


def _starts_entry(line: str) -> bool:
    return read_time(line.lstrip()) is not None


def _event_of(entry: Found) -> list[Block]:
    """Return what an entry says besides its time and the zone of all times."""
    if len(entry.blocks) == 1 and isinstance(entry.blocks[0], Paragraph):
        text = plain(entry.blocks[0].runs)
        return [] if len(text) <= MOST_NOTE and find_zone_note(text) else entry.blocks
    return entry.blocks


def _paired(words: str) -> str:
    """Return words without a closing bracket whose opening one stands outside."""
    return words.rstrip(")]") if not set("([") & set(words) else words


def _with_breaks(lines: Iterable[Runs]) -> Runs:
    return tuple(run for number, line in enumerate(lines) for run in ((*words_of(SOFT), *line) if number else line))


def _with_targets(cell: Runs) -> str:
    words = " ".join(plain(joined(cell)).split())
    targets = dict.fromkeys(run.link for run in cell if run.link and run.link not in words)
    return " ".join([words, *(f"({target})" for target in targets)])


def introduction_texts(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield the texts of an introduction in which a zone may be told."""
    for block in blocks:
        if isinstance(block, (Paragraph, Heading)):
            yield plain(block.runs)
        elif isinstance(block, List):
            for item in block.items:
                yield from introduction_texts(item.blocks)
