"""The redaction pass: an allow-list copy of a document, made of what somebody marked for customers and of nothing else.

Only what is named here is copied. Visibility is asked at every level (section, item, row, character) and internal wins;
what is undecided, unknown or of another type than expected is internal. Then the detectors read what is left, and what
they are sure about is put into other words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import get_args

from exporters.detectors import Kind
from exporters.document import (
    Column,
    Document,
    Fact,
    FactKind,
    Line,
    Prose,
    PublicDocument,
    PublicFact,
    PublicLine,
    PublicLines,
    PublicProse,
    PublicRow,
    PublicRun,
    PublicSection,
    PublicTable,
    Row,
    Section,
    Table,
    TableKind,
    Visibility,
)
from exporters.participants import participants
from exporters.policy import Policy
from exporters.projection import project, visible
from exporters.rewording import reword

UNTITLED = "Incident report"
PUBLIC_FACTS = frozenset({"date", "severity", "incident_id"})
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
MOMENT = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d))?")
# What a cell of this kind is made of, beside the value of its own column, and the form that each value must have.
CELL_VALUES: dict[str, dict[str, re.Pattern[str]]] = {
    "moment": {
        "at": MOMENT,
        "end_at": MOMENT,
        "precision": re.compile("second|minute|hour|day|month|unknown"),
        "approx": re.compile("yes"),
        "milestone": re.compile("started|detected|acknowledged|mitigated|resolved"),
    },
    "check": {"state": re.compile("yes|na")},
}
WRITTEN_KINDS = frozenset({"text", "date", "choice"})
SHOWN_KINDS = WRITTEN_KINDS | {"prose"} | CELL_VALUES.keys()


@dataclass(frozen=True, slots=True)
class Finding:
    """Something in public text that was put into other words: what, and in which field. Never the text itself."""

    kind: Kind
    where: str


@dataclass(frozen=True, slots=True)
class RedactionReport:
    """What was held back (by kind of part) and what was put into other words."""

    findings: tuple[Finding, ...] = ()
    hidden: Mapping[str, int] = field(default_factory=dict)


def redact(document: Document, policy: Policy) -> tuple[PublicDocument, RedactionReport]:
    """Return what customers may read of a document, and a report of what was held back. The only maker of either."""
    people = dict.fromkeys((*policy.people, *participants(document)))
    redactor = _Redactor(replace(policy, people=tuple(people)))
    public = redactor.document(document)
    return public, RedactionReport(tuple(redactor.findings), dict(+redactor.hidden))


class _Redactor:
    """One pass over one document."""

    def __init__(self, policy: Policy) -> None:
        self._policy = policy
        self.findings: list[Finding] = []
        self.hidden: Counter[str] = Counter()

    def document(self, document: Document) -> PublicDocument:
        shown = [public for section in document.sections if (public := self._section(section))]
        return PublicDocument(
            title=self._text(document.public_title, "public title").strip() or UNTITLED,
            lang=document.lang if LANGUAGE.fullmatch(document.lang) else "en",
            header=tuple(told for fact in document.header if (told := self._fact(fact))),
            sections=tuple(
                PublicSection(section.id, number, section.title, section.items)
                for number, section in enumerate(shown, start=1)
            ),
        )

    def _fact(self, fact: Fact) -> PublicFact | None:
        if not fact.value:
            return None
        if fact.id not in PUBLIC_FACTS or fact.visibility is not Visibility.CUSTOMER or fact.kind == "person":
            self._hide("header field")
            return None
        kind: FactKind = fact.kind if fact.kind in get_args(FactKind) else "text"
        return PublicFact(fact.id, fact.label, self._text(fact.value, fact.label), kind)

    def _section(self, section: Section) -> PublicSection | None:
        if section.visibility is not Visibility.CUSTOMER:
            self._hide("section")
            return None
        items = tuple(public for item in section.items if (public := self._item(item)))
        has_words = any(isinstance(item, PublicTable) or item.lines for item in items)
        return PublicSection(section.id, section.number, section.title, items) if has_words else None

    def _item(self, item: object) -> PublicProse | PublicTable | None:
        if isinstance(item, Prose):
            return self._prose(item)
        if isinstance(item, Table):
            return self._table(item)
        self._hide("unknown part")
        return None

    def _prose(self, prose: Prose) -> PublicProse | None:
        if prose.visibility is not Visibility.CUSTOMER:
            self.hidden["field"] += bool(prose.lines)
            return None
        lines = self._lines(prose.lines, prose.label)
        is_derived = bool(prose.derived) and not prose.lines
        if not lines and not is_derived:
            return None
        return PublicProse(prose.id, prose.label, lines, bool(prose.heading), prose.derived)

    def _table(self, table: Table) -> PublicTable | None:
        columns = tuple(
            Column(column.id, column.label, column.kind, is_public=True)
            for column in table.columns
            if column.is_public is True and column.kind in SHOWN_KINDS
        )
        rows = tuple(public for row in table.rows if (public := self._row(row, columns, table.label)))
        kind: TableKind = "checklist" if table.kind == "checklist" else "table"
        return PublicTable(table.id, table.label, columns, rows, kind) if rows else None

    def _row(self, row: Row, columns: Sequence[Column], where: str) -> PublicRow | None:
        if row.visibility is not Visibility.CUSTOMER:
            self._hide("row")
            return None
        values = {
            column.id: self._text(row.values[column.id], where)
            for column in columns
            if column.kind in WRITTEN_KINDS and row.values.get(column.id)
        }
        for kind in {column.kind for column in columns} & CELL_VALUES.keys():
            forms = CELL_VALUES[kind]
            values |= {key: row.values[key] for key, form in forms.items() if form.fullmatch(row.values.get(key, ""))}
        rich = [column.id for column in columns if column.kind == "prose"]
        prose = {column: self._lines(row.prose.get(column, ()), where) for column in rich}
        if rich and not any(prose.values()):
            return None
        return PublicRow(values, prose)

    def _lines(self, lines: Iterable[Line], where: str) -> PublicLines:
        said = project(tuple(lines), self._policy)
        self.hidden.update(said.hidden)
        self.findings += [Finding(kind, where) for kind in said.found]
        return said.lines

    def _text(self, text: str, where: str) -> str:
        """Return one line of plain text with its findings in other words."""
        lines, found = reword([PublicLine((PublicRun(" ".join(visible(text).split())),))], self._policy)
        self.findings += [Finding(kind, where) for kind in found]
        return " ".join(line.text for line in lines)

    def _hide(self, part: str) -> None:
        self.hidden[part] += 1


__all__ = ["Finding", "RedactionReport", "redact"]
