"""From a document to the page tree: the order, the labels and the words that every renderer then writes alike."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Literal

from exporters.document import (
    Audience,
    Column,
    Document,
    Line,
    Prose,
    PublicDocument,
    PublicLine,
    PublicProse,
    PublicRow,
    PublicRun,
    PublicSection,
    PublicTable,
    Row,
    Run,
    Section,
    Table,
)
from exporters.durations import incident_duration, write_duration
from exporters.links import safe_link
from exporters.page import (
    Block,
    Check,
    Checklist,
    Code,
    Field,
    Grid,
    Heading,
    List,
    ListItem,
    Page,
    PageSection,
    Paragraph,
    Quote,
    Span,
    Spans,
    TableColumn,
)
from exporters.times import Clock, write_date, write_moment

EMPTY = Paragraph((Span("—"),))
UNTITLED = "Untitled"
LIST = "list"
ENDS = frozenset(".!?:…")
LONGEST_PHRASE = 4
DRAFT, APPROVED = "Draft", "Approved"
SUMMARY = "summary"
DEEPEST_LIST = 8
SUBHEADING_LEVEL = 4
DEEPEST_HEADING = 6
WIDTHS = {"moment": 16, "prose": 45, "text": 18, "person": 17, "date": 14, "choice": 12, "check": 12}
STATES: dict[str, Literal["yes", "no", "not applicable"]] = {"yes": "yes", "na": "not applicable"}
MILESTONES = {
    "started": "Started",
    "detected": "Detected",
    "acknowledged": "Acknowledged",
    "mitigated": "Mitigated",
    "resolved": "Resolved",
}
FACTS = {"date": write_date, "moment": write_moment}
CHOICES = {"open": "Open", "in_progress": "In progress", "done": "Done", "declined": "Declined"}
UNCHOSEN = {"status": "open"}

AnyLine = Line | PublicLine
AnyRow = Row | PublicRow


def compose(document: Document | PublicDocument) -> Page:
    """Return the page of a document: all of it for the house, or what is public for customers."""
    composer = _Composer(document)
    sections = tuple(composer.section(section) for section in document.sections)
    is_internal = isinstance(document, Document)
    return Page(
        title=f"Postmortem: {document.title or UNTITLED}" if is_internal else document.title,
        lang=document.lang,
        audience=Audience.INTERNAL if is_internal else Audience.CUSTOMER,
        facts=tuple(composer.facts()),
        lead=composer.lead() if is_internal else (),
        sections=sections,
        watermark=DRAFT if isinstance(document, Document) and document.status != APPROVED else "",
    )


class _Composer:
    def __init__(self, document: Document | PublicDocument) -> None:
        self._document = document
        self._is_internal = isinstance(document, Document)
        rows = [
            row.values
            for section in document.sections
            for item in section.items
            if isinstance(item, (Table, PublicTable))
            for row in item.rows
        ]
        duration = incident_duration(rows)
        self._duration = write_duration(duration) if duration else ""

    def facts(self) -> Iterator[tuple[str, str]]:
        for fact in self._document.header:
            if fact.value:
                yield fact.label, FACTS.get(fact.kind, str)(fact.value)
        if self._duration:
            yield "Duration", self._duration

    def lead(self) -> Spans:
        """Return the fields of the summary as one paragraph, for those who read nothing else."""
        spans: list[Span] = []
        for section in self._document.sections:
            for item in section.items if section.id == SUMMARY else ():
                if isinstance(item, (Prose, PublicProse)) and (words := self._sentences(item)):
                    spans += [Span(" "), *words] if spans else words
        return tuple(spans)

    def _sentences(self, item: Prose | PublicProse) -> list[Span]:
        """Return a field in running text; with its label in front where it is no sentence, as in *Status: fixed*."""
        lines = [line for line in item.lines if line.text.strip()]
        words = [span for number, line in enumerate(lines) for span in ([Span(" ")] if number else []) + _spans(line)]
        if not lines and (shown := self._derived(item)):
            words = [Span(shown)]
        if not words or words[-1].text.rstrip()[-1:] in ENDS:
            return words
        said = "".join(span.text for span in words)
        label = [Span(f"{item.label}: ")] if item.label and len(said.split()) <= LONGEST_PHRASE else []
        return [*label, *words, Span(".")]

    def section(self, section: Section | PublicSection) -> PageSection:
        blocks = tuple(block for item in section.items for block in self._item(item))
        return PageSection(f"section-{section.number}", section.number, section.title, blocks)

    def _item(self, item: Prose | PublicProse | Table | PublicTable) -> Iterator[Block]:
        if isinstance(item, (Prose, PublicProse)):
            yield from self._prose(item)
        elif item.kind == "checklist":
            yield Checklist(tuple(self._check(row, item.columns) for row in item.rows))
        elif item.rows:
            yield self._grid(item)
        else:
            yield EMPTY

    def _prose(self, item: Prose | PublicProse) -> Iterator[Block]:
        shown = blocks_of(item.lines)
        if not shown and (words := self._derived(item)):
            shown = (Paragraph((Span(words),)),)
        if not shown and (not self._is_internal or (isinstance(item, Prose) and item.optional)):
            return
        if item.heading:
            yield Heading(3, (Span(item.label),))
            yield from shown or (EMPTY,)
        else:
            yield Field(item.label, shown or (EMPTY,))

    def _derived(self, item: Prose | PublicProse) -> str:
        return self._duration if item.derived == "duration" else ""

    def _grid(self, table: Table | PublicTable) -> Grid:
        clock = Clock(row.values for row in table.rows)
        rows = tuple(tuple(self._cell(row, column, clock) for column in table.columns) for row in table.rows)
        return Grid(table.label, _columns(table.columns), rows)

    def _cell(self, row: AnyRow, column: Column, clock: Clock) -> tuple[Block, ...]:
        if column.kind == "prose":
            blocks = blocks_of(row.prose.get(column.id, ()))
            milestone = MILESTONES.get(row.values.get("milestone", ""))
            blocks = _tagged(blocks, milestone) if milestone else blocks
            return blocks or ((EMPTY,) if self._is_internal else ())
        value = row.values.get(column.id, "")
        if column.kind == "moment":
            value = clock.write(row.values)
        elif column.kind == "date":
            value = write_date(value)
        elif column.kind == "choice":
            value = CHOICES.get(value or UNCHOSEN.get(column.id, ""), value)
        return (Paragraph((Span(value, link=safe_link(value)),)),) if value else ()

    def _check(self, row: AnyRow, columns: Sequence[Column]) -> Check:
        texts = [column.id for column in columns if column.kind == "text"]
        label = row.values.get(texts[0], "") if texts else ""
        notes = [row.values[key] for key in texts[1:] if row.values.get(key)]
        return Check(STATES.get(row.values.get("state", ""), "no"), (Span(label),), ", ".join(notes))


def _tagged(blocks: tuple[Block, ...], word: str) -> tuple[Block, ...]:
    """Return blocks with a word of ours behind them."""
    tag = Span(word, em=True, tag=True)
    if blocks and isinstance(blocks[-1], Paragraph):
        return (*blocks[:-1], Paragraph((*blocks[-1].spans, Span(" "), tag)))
    return (*blocks, Paragraph((tag,)))


def blocks_of(lines: Sequence[AnyLine]) -> tuple[Block, ...]:
    """Return lines as blocks: items of a list become one list, lines of code one piece of code."""
    blocks: list[Block] = []
    for kind, group in groupby(lines, key=_family):
        members = list(group)
        if kind == LIST:
            blocks += _lists(members)
        elif kind == "code":
            blocks.append(Code("\n".join(line.text for line in members)))
        elif kind == "quote":
            paragraphs = tuple(tuple(_spans(line)) for line in members if line.text.strip())
            blocks += [Quote(paragraphs)] if paragraphs else []
        elif kind == "heading":
            blocks += [
                Heading(min(SUBHEADING_LEVEL + max(line.depth, 0), DEEPEST_HEADING), tuple(_spans(line)))
                for line in members
                if line.text.strip()
            ]
        else:
            blocks += [Paragraph(tuple(_spans(line))) for line in members if line.text.strip()]
    return tuple(blocks)


def _family(line: AnyLine) -> str:
    return LIST if line.kind in {"bullet", "ordered"} else line.kind


def _lists(lines: Sequence[AnyLine]) -> list[List]:
    """Return the lists that items spell: deeper ones belong to the item before them."""
    lists: list[List] = []
    position = 0
    while position < len(lines):
        first = lines[position]
        end = position + 1
        while end < len(lines) and _depth(lines[end]) > _depth(first):
            end += 1
        item = ListItem(tuple(_spans(first)), tuple(_lists(lines[position + 1 : end])))
        is_ordered = first.kind == "ordered"
        if lists and lists[-1].ordered == is_ordered:
            lists[-1] = List((*lists[-1].items, item), is_ordered)
        else:
            lists.append(List((item,), is_ordered))
        position = end
    return lists


def _depth(line: AnyLine) -> int:
    """Return how deep an item is nested, as far as paper and renderers can follow."""
    return min(line.depth, DEEPEST_LIST)


def _spans(line: AnyLine) -> list[Span]:
    return [_span(run) for run in line.runs if run.text]


def _span(run: Run | PublicRun) -> Span:
    return Span(run.text, run.strong, run.em, run.mono, safe_link(run.link))


def _columns(columns: Sequence[Column]) -> tuple[TableColumn, ...]:
    """Share the width by what a column holds; the last one takes what rounding leaves."""
    weights = [WIDTHS[column.kind] for column in columns]
    widths = [100 * weight // sum(weights) for weight in weights]
    if widths:
        widths[-1] += 100 - sum(widths)
    return tuple(TableColumn(column.label, width) for column, width in zip(columns, widths, strict=True))
