"""A document in the making: what was said where. It becomes a `Document` by the template, nothing of it public."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from exporters.document import Column, Document, Fact, Item, Lines, Prose, Row, Section, Table, Visibility
from webapp.imports.flatten import Entry, numbered
from webapp.template import ProseField, SectionField, TableField, Template

NOTES_OF_TABLES = {
    "timeline": "timeline.introduction",
    "impact": "impact.notes",
    "action_items": "action_items.notes",
    "communication": "communication.notes",
}


@dataclass
class Draft:
    """Collects text and rows by the ids of the template's items."""

    template: Template
    title: str = ""
    facts: dict[str, str] = field(default_factory=dict)
    prose: dict[str, list[Entry]] = field(default_factory=lambda: defaultdict(list))
    rows: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    filled: dict[tuple[str, str], Row] = field(default_factory=dict)

    def say(self, item: str, lines: Iterable[Entry]) -> None:
        """Add lines to a prose field, or to the notes that belong to a table."""
        self.prose[NOTES_OF_TABLES.get(item, item)] += lines

    def fill(self, table: str, row: str, prose: Mapping[str, Lines], values: Mapping[str, str] | None = None) -> bool:
        """Fill a fixed row; tell whether it was still empty. A second value is not for it."""
        if (table, row) in self.filled:
            return False
        self.filled[table, row] = Row(row, dict(values or {}), dict(prose))
        return True

    def document(self) -> Document:
        """Return the document as it stands. Sections and rows are undecided, which means internal."""
        header = tuple(
            Fact(
                one.id,
                one.label,
                "Draft" if one.kind == "derived" else self.facts.get(one.id, ""),
                Visibility.INTERNAL,
                one.kind,
            )
            for one in self.template.header
        )
        return Document(self.title, header=header, sections=tuple(map(self._section, self.template.sections)))

    def _section(self, section: SectionField) -> Section:
        items = tuple(self._item(item) for item in section.items)
        return Section(section.id, section.number, section.title, items, Visibility.UNDECIDED)

    def _item(self, item: ProseField | TableField) -> Item:
        if isinstance(item, ProseField):
            lines = numbered(self.prose.get(item.id, ()))
            return Prose(item.id, item.label, lines, Visibility.UNDECIDED, item.heading, item.optional, item.derived)
        columns = tuple(Column(column.id, column.label, column.kind, column.is_public) for column in item.columns)
        return Table(item.id, item.label, columns, tuple(self._rows(item)), item.layout)

    def _rows(self, table: TableField) -> Iterable[Row]:
        rich = [column.id for column in table.columns if column.kind == "prose"]
        for fixed in table.fixed_rows:
            row = self.filled.get((table.id, fixed.id), Row(fixed.id))
            prose = {column: row.prose.get(column, ()) for column in rich}
            yield replace(row, values={**row.values, **fixed.values}, prose=prose)
        yield from self.rows.get(table.id, ())
