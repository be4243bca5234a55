"""From a postmortem's Y.Doc to a `Document`, by the template. Total: every possible merge reads as some document."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Any

from pycrdt import Doc, Map, Text

from exporters.document import Column, Document, Fact, Item, Lines, Prose, Row, Section, Table, Visibility
from webapp.collab.prose import read_lines
from webapp.collab.store import Store
from webapp.template import DefaultVisibility, FixedRow, HeaderField, ProseField, SectionField, TableField, Template

LAST = "9999"


def materialize(doc: Doc[Any], template: Template, *, status: str = "Draft") -> Document:
    """Return what a Y.Doc says. `status` is the document's own, which only the application knows."""
    decisions = _strings(_map(doc, "visibility"))
    header = _strings(_map(doc, "header"))
    return Document(
        title=_plain(doc, "title"),
        public_title=_plain(doc, "public_title"),
        status=status,
        header=tuple(_fact(field, header, decisions, status) for field in template.header),
        sections=tuple(_section(doc, section, decisions) for section in template.sections),
    )


def _plain(doc: Doc[Any], name: str) -> str:
    """Return a one-line title. A title has no marks; characters that carry an internal one are no part of it."""
    lines = read_lines(_text(doc, name).diff())
    return " ".join(" ".join(run.text for line in lines for run in line.runs if not run.internal).split())


def _fact(field: HeaderField, header: Mapping[str, str], decisions: Mapping[str, str], status: str) -> Fact:
    value = status if field.kind == "derived" else header.get(field.id, "")
    return Fact(field.id, field.label, value, _decided(field.id, decisions, field.visibility), field.kind)


def _section(doc: Doc[Any], section: SectionField, decisions: Mapping[str, str]) -> Section:
    items: tuple[Item, ...] = tuple(
        _prose(doc, item, decisions) if isinstance(item, ProseField) else _table(doc, item) for item in section.items
    )
    decided = Visibility.INTERNAL if section.visibility == "never" else _visibility(decisions.get(section.id))
    return Section(section.id, section.number, section.title, items, decided)


def _prose(doc: Doc[Any], field: ProseField, decisions: Mapping[str, str]) -> Prose:
    lines = read_lines(_text(doc, field.id).diff())
    decided = _decided(field.id, decisions, field.visibility)
    return Prose(field.id, field.label, lines, decided, field.heading, field.optional, field.derived)


def _table(doc: Doc[Any], table: TableField) -> Table:
    rows = _map(doc, table.id)
    fixed = {row.id: row for row in table.fixed_rows}
    present = {row_id: row for row_id, row in rows.items() if isinstance(row, Map)}
    in_template = [_row(row_id, present.get(row_id), table, fixed[row_id]) for row_id in fixed]
    added = [_row(row_id, row, table, None) for row_id, row in present.items() if row_id not in fixed]
    shown = [row for row in in_template if row] + sorted((row for row in added if row), key=_order_of(table))
    columns = tuple(Column(column.id, column.label, column.kind, column.is_public) for column in table.columns)
    return Table(table.id, table.label, columns, tuple(shown), table.layout)


def _row(row_id: str, row: Map[Any] | None, table: TableField, fixed: FixedRow | None) -> Row | None:
    """Return a row, or None where it is deleted. A fixed row is there even where the Y.Doc has lost it."""
    values = _strings(row)
    if values.pop("deleted", ""):
        return None
    decision = values.pop("visibility", None)
    rich = [column.id for column in table.columns if column.kind == "prose"]
    prose = {column: _cell(row, column) for column in rich}
    for column in rich:
        values.pop(column, None)
    default = fixed.visibility if fixed else None
    decided = _visibility(decision) if default is None else _decided("row", {"row": decision or ""}, default)
    return Row(row_id, {**values, **(fixed.values if fixed else {})}, prose, decided)


def _cell(row: Map[Any] | None, column: str) -> Lines:
    text = row.get(column) if row is not None else None
    return read_lines(text.diff()) if isinstance(text, Text) else ()


def _order_of(table: TableField) -> Any:
    """Return the sort key of a table's rows: the timeline by time, other rows as they were put."""

    def by_time(row: Row) -> tuple[str, str, str]:
        return row.values.get("at") or row.values.get("near") or LAST, row.values.get("order", ""), row.id

    def by_hand(row: Row) -> tuple[bool, str, str]:
        order = row.values.get("order", "")
        return not order, order, row.id

    return by_time if table.order == "time" else by_hand


def _visibility(value: str | None) -> Visibility:
    try:
        return Visibility(value or "undecided")
    except ValueError:
        return Visibility.INTERNAL


def _decided(key: str, decisions: Mapping[str, str], default: DefaultVisibility) -> Visibility:
    """Return the decision about an item, or what the template says; `never` cannot be decided otherwise."""
    if default == "never":
        return Visibility.INTERNAL
    return _visibility(decisions.get(key) or default)


def _strings(values: Map[Any] | None) -> dict[str, str]:
    """Return the string values of a map, as text that a file can hold. Values of other types are left out."""
    if values is None:
        return {}
    return {key: _clean(value) for key, value in values.items() if isinstance(value, str)}


def _clean(text: str) -> str:
    return "".join(character for character in text if unicodedata.category(character) != "Cs")


def _text(doc: Doc[Any], name: str) -> Text:
    text: Text = doc.get(name, type=Text)
    return text


def _map(doc: Doc[Any], name: str) -> Map[Any]:
    found: Map[Any] = doc.get(name, type=Map)
    return found


def read_document(store: Store, room_id: str, template: Template, *, status: str) -> Document:
    """Return what is on disk of a room as a document; NotFound where there is no such room."""
    doc: Doc[Any] = Doc()
    with doc.transaction():
        for update in store.load(room_id).updates:
            doc.apply_update(update)
    return materialize(doc, template, status=status)
