"""Action items in lists and tables to rows. What a text says about owner, date, priority and state is read from it.

The text itself stays whole, apart from the box before it. Nothing is guessed: a handle is an owner where it stands
first, last or in parentheses, and a priority is P0, P1 or P2.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from exporters.document import Line, Row, Run
from webapp.imports.blanks import is_blank, says_something
from webapp.imports.blocks import Block, Heading, List, ListItem, Paragraph, Table
from webapp.imports.columns import ACTIONS, Columns, read_columns
from webapp.imports.draft import Draft
from webapp.imports.flatten import entries, flatten
from webapp.imports.headings import normalise
from webapp.imports.leads import split_lead
from webapp.imports.moments import find_day
from webapp.imports.rows import RowIds, order_of
from webapp.imports.runs import Runs, cut, plain, strip, words_of

TABLE = "action_items"
BOX = re.compile(r"\s?\[([ xX])\]\s")
DONE = re.compile(
    r"[✅✔☑]|\((?:done|completed?|fixed)\b|\b(?:DONE|COMPLETED)\b|\[(?:done|completed?)\]|\bfixed in\b|\Adone[:\s]",
    re.IGNORECASE,
)
SHOUTED = re.compile(r"\b(?:DONE|COMPLETED)\b")
HANDLE = re.compile(r"(?:\A|(?<=[\s(\[]))@[A-Za-z0-9][\w-]{0,38}")
OWNER = re.compile(r"\b(?:owners?|assignees?|assigned to|responsible|dri)\s?:\s?([^\n,;.()\[\]|]{1,60})", re.IGNORECASE)
DUE = re.compile(r"\b(?:due(?: date)?|deadline|by|eta|before)\b\s?:?\s?(?:on\s)?(?=[\dA-Z])", re.IGNORECASE)
PRIORITY = re.compile(r"(?<![\w-])P[0-2](?![\w-])")
STATES = {
    "open": "open", "to do": "open", "todo": "open", "new": "open", "not started": "open", "in progress": "in_progress",
    "in review": "in_progress", "ongoing": "in_progress", "wip": "in_progress", "started": "in_progress",
    "done": "done", "completed": "done", "complete": "done", "closed": "done", "fixed": "done", "resolved": "done",
    "declined": "declined", "wont do": "declined", "wont fix": "declined", "rejected": "declined",
}  # fmt: skip
SHOWN_STATES = {"open": "Open", "in_progress": "In progress", "done": "Done", "declined": "Declined"}
TYPES = {
    "prevent": "prevent", "prevention": "prevent", "preventive": "prevent", "preventative": "prevent",
    "mitigate": "mitigate", "mitigation": "mitigate", "detect": "detect", "detection": "detect",
    "process": "process", "process improvements": "process",
}  # fmt: skip
MOST_TEXT = 1000
MOST_GROUP = 40


def place_actions(heading: Heading | None, blocks: Sequence[Block], draft: Draft, ids: RowIds) -> None:
    """Put the blocks of a section of actions into rows, and what is none into its notes."""
    placer = _Placer(draft, ids)
    placer.begin(heading)
    for block in _continued(blocks):
        placer.place(block)
    placer.begin(None)


def _continued(blocks: Sequence[Block]) -> list[Block]:
    """Return blocks in which a numbered list goes on after what interrupts it: that belongs to the item above.

    Many writers do not indent what stands below `1. Restore the table`.
    """
    result: list[Block] = []
    waiting: list[Block] = []
    for block in blocks:
        above = result[-1] if result else None
        if not isinstance(above, List) or not above.ordered or isinstance(block, Heading):
            result += [*waiting, block]
            waiting = []
        elif isinstance(block, List) and block.ordered and block.items[0].number == above.items[-1].number + 1:
            last = replace(above.items[-1], blocks=(*above.items[-1].blocks, *waiting))
            result[-1] = replace(above, items=(*above.items[:-1], last, *block.items))
            waiting = []
        else:
            waiting.append(block)
    return [*result, *waiting]


@dataclass
class _Placer:
    draft: Draft
    ids: RowIds
    heading: Heading | Paragraph | None = None
    is_used: bool = True

    def begin(self, heading: Heading | Paragraph | None) -> None:
        """Begin a group; the one before goes to the notes if nothing stood in it."""
        if not self.is_used:
            self._note_heading()
        has_links = heading is not None and any(run.link for run in heading.runs)
        self.heading, self.is_used = heading, heading is None
        if has_links:
            self._note_heading()

    def place(self, block: Block) -> None:
        if isinstance(block, Heading):
            self.begin(block)
        elif isinstance(block, List) and says_something(block):
            for item in block.items:
                self._item(item, self._group())
        elif isinstance(block, Table) and "action" in (columns := read_columns(block.head, ACTIONS)).places:
            self._table(block, columns)
        elif isinstance(block, Paragraph) and (lead := split_lead(block.runs)) and is_blank(lead[1]):
            self.begin(block)
        elif says_something(block):
            if not self.is_used:
                self._note_heading()
            self.draft.say(TABLE, entries([block]))

    def _note_heading(self) -> None:
        self.is_used = True
        self.draft.say(TABLE, entries([self.heading] if self.heading else []))

    def _group(self) -> str:
        self.is_used = True
        return " ".join(plain(self.heading.runs).split()) if self.heading else ""

    def _item(self, item: ListItem, group: str) -> None:
        first = item.blocks[0] if item.blocks else None
        if isinstance(first, Paragraph) and _is_group(first, item):
            inner = " ".join(plain(first.runs).split()).removesuffix(":")
            for block in item.blocks[1:]:
                for child in block.items if isinstance(block, List) else ():
                    self._item(child, f"{group} / {inner}" if group else inner)
            return
        if any(map(says_something, item.blocks)):
            text = plain(first.runs) if isinstance(first, Paragraph) else ""
            box = BOX.match(text)
            blocks = list(item.blocks)
            if box and isinstance(first, Paragraph):
                blocks[0] = replace(first, runs=cut(first.runs, box.end()))
            self._row(blocks, {"group": group, **_told(text, box), "original_text": " ".join(text.split())})

    def _table(self, block: Table, columns: Columns) -> None:
        shown = " | ".join(columns.head)
        for row in block.rows:
            if all(is_blank(cell) for cell in columns.of("action", row)):
                self._leftover(row)
                continue
            values, extras = _cells(columns, row)
            lines = [Paragraph(block.start, block.end, cell) for cell in (*columns.of("action", row), *extras)]
            said = " | ".join(" ".join(plain(cell).split()) for cell in row)
            self._row(lines, {"group": self._group(), **values, "columns": shown, "original_text": said})
            shown = ""

    def _leftover(self, row: Sequence[Runs]) -> None:
        cells = [Paragraph(0, 0, cell) for cell in row if not is_blank(cell)]
        self.draft.say(TABLE, entries(cells))

    def _row(self, blocks: Iterable[Block], values: Mapping[str, str]) -> None:
        lines = flatten(blocks)
        row_id = self.ids.of(TABLE, values.get("group", ""), "\n".join(line.text for line in lines))
        kept = {key: value for key, value in values.items() if value}
        kept = {**_type(kept.get("group", ""), lines), **kept, "order": order_of(self.ids)}
        self.draft.rows[TABLE].append(Row(row_id, kept, {"action": lines}))


def _is_group(first: Paragraph, item: ListItem) -> bool:
    """Tell whether an item only names what is listed below it."""
    inner = item.blocks[1:]
    if not inner or not all(isinstance(block, List) for block in inner) or any(run.link for run in first.runs):
        return False
    text, lead = plain(first.runs).strip(), split_lead(first.runs)
    return len(text) <= MOST_GROUP and (text.endswith(":") or bool(lead and is_blank(lead[1])))


def _told(text: str, box: re.Match[str] | None) -> dict[str, str]:
    """Return what the text of an action says about it."""
    text = text[:MOST_TEXT]
    values = {"owner": _owner(text), "due": _due(text)}
    if priority := PRIORITY.search(text):
        values["priority"] = priority[0]
    if (box and box[1] in "xX") or _is_done(text):
        values["status"] = "done"
    return values


def _is_done(text: str) -> bool:
    found = DONE.search(text)
    return bool(found and (found[0].lower() not in {"done", "completed"} or SHOUTED.match(found[0])))


def _owner(text: str) -> str:
    if named := OWNER.search(text):
        return named[1].strip(" *_`")
    bare = text.strip(" \t\n.,;:)]")
    for handle in HANDLE.finditer(text):
        before = text[: handle.start()].rstrip()
        if not before or before[-1] in "([" or bare.endswith(handle[0]):
            return handle[0]
    return ""


def _due(text: str) -> str:
    for found in DUE.finditer(text):
        day = find_day([text[found.end() : found.end() + 30]], at_start=True)
        if day:
            return day.isoformat()
    return ""


def _cells(columns: Columns, row: Sequence[Runs]) -> tuple[dict[str, str], list[Runs]]:
    """Return the values of a table row that the template has a place for, and the cells that it has not."""
    values: dict[str, str] = {}
    extras: list[Runs] = [_labelled(header, cell) for header, cell in columns.extras(row)]
    readers: dict[str, Callable[[str], str]] = {
        "owner": str,
        "due": _day_cell,
        "priority": _priority_cell,
        "status": _state_cell,
        "type": _type_cell,
    }
    for kind, read in readers.items():
        for cell in columns.of(kind, row):
            text = " ".join(plain(cell).split())
            value = read(text) if not is_blank(cell) else ""
            has_links = any(run.link and run.link not in text for run in cell)
            if value:
                values[kind] = value
            if (not value or has_links) and not is_blank(cell):
                extras.append(_labelled(columns.head[columns.places[kind][0]], cell))
    return values, extras


def _labelled(header: str, cell: Runs) -> Runs:
    return (*words_of(f"{header}: " if header else ""), *strip(cell))


def _day_cell(text: str) -> str:
    day = find_day([text], at_start=True)
    return day.isoformat() if day else ""


def _priority_cell(text: str) -> str:
    return text.upper() if PRIORITY.fullmatch(text.upper()) else ""


def _type_cell(text: str) -> str:
    return TYPES.get(normalise(text), "")


def _state_cell(text: str) -> str:
    return STATES.get(normalise(text), "")


def _type(group: str, lines: Sequence[Line]) -> dict[str, str]:
    """Return the kind of an action that its group or a bracket before its text names."""
    text = "".join(run.text for run in lines[0].runs if isinstance(run, Run)) if lines else ""
    bracket = re.match(r"[\[(]([A-Za-z ]{1,20})[\])]", text)
    for words in (bracket[1] if bracket else "", group.rpartition(" / ")[2]):
        if kind := TYPES.get(normalise(words)):
            return {"type": kind}
    return {}
