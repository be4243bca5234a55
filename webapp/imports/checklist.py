"""Ticked and open boxes to the checks of the template's communication list."""

from __future__ import annotations

from collections.abc import Iterable

from webapp.imports.blocks import Block, List, ListItem, Paragraph
from webapp.imports.draft import Draft
from webapp.imports.flatten import entries
from webapp.imports.runs import plain
from webapp.template import TableField

TABLE = "communication"
BOXES = {"[x]": "yes", "[X]": "yes", "[ ]": ""}
NOT_APPLICABLE = "Not applicable"
EDGES = " \t:–—-"


def place_communication(blocks: Iterable[Block], draft: Draft) -> None:
    """Tick the template's own checks; all else is notes."""
    table = next(table for table in draft.template.tables() if table.id == TABLE)
    for block in blocks:
        if isinstance(block, List):
            left = tuple(item for item in block.items if not _tick(item, table, draft))
            draft.say(TABLE, entries([List(block.start, block.end, block.ordered, left)]))
        else:
            draft.say(TABLE, entries([block]))


def _tick(item: ListItem, table: TableField, draft: Draft) -> bool:
    if len(item.blocks) != 1 or not isinstance(item.blocks[0], Paragraph):
        return False
    runs = item.blocks[0].runs
    text = " ".join(plain(runs).split())
    box, words = text[:3], text[3:].strip()
    if box not in BOXES or any(run.link for run in runs):
        return False
    for row in table.fixed_rows:
        label = row.values["check"]
        if words.casefold().startswith(label.casefold()):
            return draft.fill(table.id, row.id, {}, _state(box, words[len(label) :].strip(EDGES)))
    return False


def _state(box: str, note: str) -> dict[str, str]:
    if note.startswith(NOT_APPLICABLE):
        return {"state": "na", "note": note.removeprefix(NOT_APPLICABLE).strip(EDGES)}
    return {key: value for key, value in (("state", BOXES[box]), ("note", note)) if value}
