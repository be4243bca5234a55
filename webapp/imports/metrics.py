"""Impact in tables and lists to the rows of the template's impact table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from exporters.document import Line, Lines, Row
from webapp.imports.blanks import is_blank
from webapp.imports.blocks import Block, List, ListItem, Paragraph, Table
from webapp.imports.draft import Draft
from webapp.imports.flatten import entries, flatten
from webapp.imports.headings import WORD
from webapp.imports.leads import split_label
from webapp.imports.rows import RowIds, order_of
from webapp.imports.runs import Runs, lines_of, plain
from webapp.template import TableField

TABLE = "impact"
TWO_COLUMNS = 2
FEWEST_WORDS = 2


def place_impact(blocks: Iterable[Block], draft: Draft, ids: RowIds) -> None:
    """Put impact where it belongs: fixed metrics, added metrics, notes."""
    table = next(table for table in draft.template.tables() if table.id == TABLE)
    for block in blocks:
        if isinstance(block, Table) and _has_two_columns(block):
            _place_table(block, table, draft, ids)
        elif isinstance(block, List):
            left = tuple(item for item in block.items if not _fill_from_item(item, table, draft))
            draft.say(TABLE, entries([List(block.start, block.end, block.ordered, left)]))
        else:
            draft.say(TABLE, entries([block]))


def _has_two_columns(block: Table) -> bool:
    return len(block.head) == TWO_COLUMNS and all(len(row) == TWO_COLUMNS for row in block.rows)


def _place_table(block: Table, table: TableField, draft: Draft, ids: RowIds) -> None:
    head = [" ".join(plain(cell).split()) for cell in block.head]
    is_ours = [cell.casefold() for cell in head] == [column.label.casefold() for column in table.columns]
    draft.say(TABLE, () if is_ours else entries([Paragraph(block.start, block.start + 1, cell) for cell in block.head]))
    for label, value in block.rows:
        fixed = _fixed(plain(label), table)
        if fixed and (is_blank(value) or draft.fill(table.id, fixed, {"value": _lines(value)})):
            continue
        metric = " ".join(plain(label).split())
        if metric or plain(value).strip():
            row_id = ids.of(TABLE, metric, plain(value))
            values = {"metric": metric, "order": order_of(ids)}
            draft.rows[table.id].append(Row(row_id, values, {"value": _lines(value)}))


def _fill_from_item(item: ListItem, table: TableField, draft: Draft) -> bool:
    """Fill a fixed row from `- **Users affected:** 12 %`; tell whether it was one."""
    first = item.blocks[0] if item.blocks else None
    lead = split_label(first.runs) if isinstance(first, Paragraph) else None
    fixed = _fixed(plain(lead[0]), table) if lead else ""
    if lead is None or not fixed or first is None:
        return False
    value = [Paragraph(first.start, first.end, lead[1])] if not is_blank(lead[1]) else []
    return draft.fill(table.id, fixed, {"value": flatten([*value, *item.blocks[1:]])})


def _lines(value: Runs) -> Lines:
    return tuple(Line(runs) for runs in lines_of(value))


def _fixed(label: str, table: TableField) -> str:
    """Return the id of the fixed row whose metric says all that a label says."""
    said = Counter(WORD.findall(label.casefold()))
    for row in table.fixed_rows:
        metric = Counter(WORD.findall(row.values["metric"].casefold()))
        if said.total() >= FEWEST_WORDS and not said - metric:
            return row.id
    return ""
