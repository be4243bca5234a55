"""From a `Document` to the first update of a new Y.Doc. The server alone makes it, once, for a new postmortem."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pycrdt import Doc, Map, Text

from exporters.document import Document, Line, Prose, Row, Table, Visibility
from webapp.collab.prose import write_lines
from webapp.template import FixedRow, ProseField, TableField, Template


def seed(document: Document | None, template: Template) -> bytes:
    """Return the update that makes an empty Y.Doc say what a document says; the template's empty fields for None.

    `materialize` of it gives the document back, apart from labels and titles, which are the template's.
    """
    doc: Doc[Any] = Doc()
    said = document or Document()
    with doc.transaction():
        _write_titles(doc, said)
        _write_header(doc, said, template)
        _write_decisions(doc, said, template)
        written = {item.id: item for section in said.sections for item in section.items}
        for field in template.prose_fields():
            item = written.get(field.id)
            if isinstance(item, Prose):
                _write_text(doc.get(field.id, type=Text), item.lines)
        for table in template.tables():
            item = written.get(table.id)
            _write_table(doc.get(table.id, type=Map), table, item.rows if isinstance(item, Table) else ())
    return doc.get_update()


def _write_titles(doc: Doc[Any], document: Document) -> None:
    for name, value in (("title", document.title), ("public_title", document.public_title)):
        if value:
            doc.get(name, type=Text).insert(0, value, {})


def _write_header(doc: Doc[Any], document: Document, template: Template) -> None:
    header = doc.get("header", type=Map)
    typed = {field.id for field in template.header if field.kind != "derived"}
    for fact in document.header:
        if fact.id in typed and fact.value:
            header[fact.id] = fact.value


def _write_decisions(doc: Doc[Any], document: Document, template: Template) -> None:
    """Write each decision that differs from what the template says without one."""
    decisions = doc.get("visibility", type=Map)
    defaults: dict[str, str] = {field.id: field.visibility for field in template.header}
    for section in template.sections:
        defaults[section.id] = "undecided" if section.visibility != "never" else "never"
        defaults |= {item.id: item.visibility for item in section.items if isinstance(item, ProseField)}
    made = {fact.id: fact.visibility for fact in document.header}
    for written in document.sections:
        made[written.id] = written.visibility
        made |= {item.id: item.visibility for item in written.items if isinstance(item, Prose)}
    for key, visibility in made.items():
        if defaults.get(key, "never") not in {visibility.value, "never"} and visibility is not Visibility.UNDECIDED:
            decisions[key] = visibility.value


def _write_table(rows: Map[Any], table: TableField, written: Sequence[Row]) -> None:
    fixed = {row.id: row for row in table.fixed_rows}
    by_id = {row.id: row for row in written}
    for row_id in [*fixed, *(row.id for row in written if row.id not in fixed)]:
        _write_row(rows, row_id, by_id.get(row_id, Row(row_id)), table, fixed.get(row_id))


def _write_row(rows: Map[Any], row_id: str, row: Row, table: TableField, fixed: FixedRow | None) -> None:
    rich = [column.id for column in table.columns if column.kind == "prose"]
    told: Mapping[str, str] = fixed.values if fixed else {}
    values: dict[str, Any] = {key: value for key, value in row.values.items() if key not in told and key not in rich}
    default = {"customer": "customer", "internal": "internal", "never": "internal"}[fixed.visibility] if fixed else ""
    if row.visibility is not Visibility.UNDECIDED and row.visibility.value != default:
        values["visibility"] = row.visibility.value
    rows[row_id] = Map(values)
    for column in rich:
        rows[row_id][column] = Text("")
        _write_text(rows[row_id][column], row.prose.get(column, ()))


def _write_text(text: Text, lines: Sequence[Line]) -> None:
    """Append runs one by one: pycrdt counts in UTF-8 bytes, and the end is the one place that needs no counting."""
    for part, attributes in write_lines(lines):
        text.insert(len(text), part, attributes)
