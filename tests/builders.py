"""Documents written as documents: `doc(section("Impact", p("Checkout failed on ", internal("db-7"))))`.

Parts are marked for customers unless `visibility` says otherwise, so that a test names only what is to be hidden.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import count, groupby

from exporters.document import (
    Column,
    Document,
    Fact,
    InternalMark,
    Item,
    Line,
    LineKind,
    Prose,
    Row,
    Run,
    Section,
    Table,
    Visibility,
)

CUSTOMER, INTERNAL, UNDECIDED = Visibility.CUSTOMER, Visibility.INTERNAL, Visibility.UNDECIDED
TIMELINE_COLUMNS = (
    Column("at", "Time (UTC)", "moment", is_public=True),
    Column("event", "Event", "prose", is_public=True),
    Column("source", "Source"),
)
ACTION_COLUMNS = (
    Column("action", "Action", "prose", is_public=True),
    Column("owner", "Owner", "person"),
    Column("due", "Due Date", "date", is_public=True),
    Column("priority", "Priority", "choice"),
    Column("status", "Status", "choice", is_public=True),
)
IMPACT_COLUMNS = (Column("metric", "Metric", is_public=True), Column("value", "Value", "prose", is_public=True))
CHECK_COLUMNS = (
    Column("check", "Check", is_public=True),
    Column("state", "State", "check", is_public=True),
    Column("note", "Who, when, link or reason"),
)
_ids = count(1)


def doc(
    *sections: Section,
    title: str = "db-7 lost its disk",
    public_title: str = "Checkout was unavailable",
    status: str = "Draft",
    header: Iterable[Fact] = (),
) -> Document:
    """A document; its sections are numbered from 1."""
    numbered = tuple(
        Section(part.id, number, part.title, part.items, part.visibility) for number, part in enumerate(sections, 1)
    )
    return Document(title, public_title, status=status, header=tuple(header), sections=numbered)


def fact(label: str, value: str, visibility: Visibility = CUSTOMER, *, kind: str = "text") -> Fact:
    """A header field; its id is the label in lower case."""
    return Fact(_id(label), label, value, visibility, kind=kind)  # type: ignore[arg-type]


def section(title: str, *parts: Line | Item, visibility: Visibility = CUSTOMER, key: str = "") -> Section:
    """A section; its id is `key`, or the title in lower case. Lines in a row make one field without a label."""
    items: list[Item] = []
    for is_line, group in groupby(parts, key=lambda part: isinstance(part, Line)):
        members = list(group)
        items += [field("", *members)] if is_line else members  # type: ignore[arg-type]
    return Section(key or _id(title), 0, title, tuple(items), visibility)


def field(
    label: str,
    *lines: Line,
    visibility: Visibility = CUSTOMER,
    heading: bool = False,
    optional: bool = False,
    derived: str = "",
) -> Prose:
    """A prose field."""
    return Prose(f"field.{_id(label)}", label, lines, visibility, heading, optional, derived)


def p(*parts: str | Run, kind: LineKind = "paragraph", depth: int = 0, hidden: tuple[InternalMark, ...] = ()) -> Line:
    """A line; `hidden` are the marks on its end."""
    return Line(tuple(Run(part) if isinstance(part, str) else part for part in parts), kind, depth, hidden)


def bullet(*parts: str | Run, depth: int = 0) -> Line:
    return p(*parts, kind="bullet", depth=depth)


def ordered(*parts: str | Run, depth: int = 0) -> Line:
    return p(*parts, kind="ordered", depth=depth)


def code(*parts: str | Run) -> Line:
    return p(*parts, kind="code")


def internal(text: str, wording: str | None = None, *, mark: str = "") -> Run:
    """Characters that customers do not read, with the words they read instead."""
    return Run(text, internal=(InternalMark(mark or f"mark-{next(_ids)}", wording),))


def strong(text: str) -> Run:
    return Run(text, strong=True)


def em(text: str) -> Run:
    return Run(text, em=True)


def mono(text: str) -> Run:
    return Run(text, mono=True)


def link(text: str, target: str) -> Run:
    return Run(text, link=target)


def timeline(*rows: Row) -> Table:
    return Table("timeline", "Timeline", TIMELINE_COLUMNS, rows)


def event(at: str, *lines: str | Line, visibility: Visibility = CUSTOMER, **values: str) -> Row:
    """A timeline entry at `2026-11-20T10:21:00Z`, or `10:21` of that day, or "" where the time is unknown."""
    moment = f"2026-11-20T{at}:00Z" if re.fullmatch(r"\d\d:\d\d", at) else at
    return Row(f"row-{next(_ids)}", {"at": moment, **values}, {"event": _lines(lines)}, visibility)


def actions(*rows: Row) -> Table:
    return Table("action_items", "Action items", ACTION_COLUMNS, rows)


def action(*lines: str | Line, visibility: Visibility = CUSTOMER, **values: str) -> Row:
    return Row(f"row-{next(_ids)}", values, {"action": _lines(lines)}, visibility)


def impact(*rows: Row) -> Table:
    return Table("impact", "Impact", IMPACT_COLUMNS, rows)


def metric(name: str, *lines: str | Line, visibility: Visibility = CUSTOMER) -> Row:
    return Row(f"row-{next(_ids)}", {"metric": name}, {"value": _lines(lines)}, visibility)


def checklist(*rows: Row) -> Table:
    return Table("communication", "Communication", CHECK_COLUMNS, rows, "checklist")


def check(name: str, state: str = "", note: str = "", visibility: Visibility = CUSTOMER) -> Row:
    return Row(f"row-{next(_ids)}", {"check": name, "state": state, "note": note}, {}, visibility)


def _lines(lines: Iterable[str | Line]) -> tuple[Line, ...]:
    return tuple(p(line) if isinstance(line, str) else line for line in lines)


def _id(label: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", label.lower()).strip("_")
