"""The redaction pass: an allow-list copy of a document, made of what somebody marked for customers and of nothing else.

Only what is named here is copied. Visibility is asked at every level (section, item, row, character) and internal wins;
what is undecided, unknown or of another type than expected is internal. Then the detectors read what is left, and what
they are sure about is put into other words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import get_args
from urllib.parse import urlsplit

from exporters.detectors import Kind, detect
from exporters.detectors.network import is_internal_host
from exporters.document import (
    Column,
    Document,
    Fact,
    FactKind,
    Line,
    LineKind,
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
    Run,
    Section,
    Table,
    Visibility,
)
from exporters.policy import Policy

UNTITLED = "Incident report"
PUBLIC_FACTS = frozenset({"date", "severity", "incident_id"})
LEFT_OUT_KINDS = frozenset({"person"})
WORDS = {
    Kind.SECRET: "a credential",
    Kind.MAIL: "an e-mail address",
    Kind.IP: "an internal address",
    Kind.HOST: "an internal host",
    Kind.PERSON: "an engineer",
}
MOMENT = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,6})?)?Z)?")
MILESTONES = frozenset({"started", "detected", "acknowledged", "mitigated", "resolved"})
"""What a row may tell beside its columns, and the form each value must have: what times and durations are made of."""
ROW_VALUES = {
    "at": MOMENT,
    "end_at": MOMENT,
    "precision": re.compile("second|minute|hour|day|month|unknown"),
    "approx": re.compile("yes"),
    "milestone": re.compile("|".join(sorted(MILESTONES))),
    "state": re.compile("yes|na"),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """Something in text for customers that was put into other words: what, and in which field. Never the text itself."""

    kind: Kind
    where: str


@dataclass(frozen=True, slots=True)
class RedactionReport:
    """What was held back (by kind of part) and what was put into other words."""

    findings: tuple[Finding, ...] = ()
    hidden: Mapping[str, int] = field(default_factory=dict)


def redact(document: Document, policy: Policy) -> tuple[PublicDocument, RedactionReport]:
    """Return what customers may read of a document, and a report of what was held back. The only maker of either."""
    redactor = _Redactor(policy)
    public = redactor.document(document)
    return public, RedactionReport(tuple(redactor.findings), dict(redactor.hidden))


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
            lang=document.lang if re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", document.lang) else "en",
            header=tuple(told for fact in document.header if (told := self._fact(fact))),
            sections=tuple(
                PublicSection(section.id, number, section.title, section.items)
                for number, section in enumerate(shown, start=1)
            ),
        )

    def _fact(self, fact: Fact) -> PublicFact | None:
        if fact.id not in PUBLIC_FACTS or fact.visibility is not Visibility.CUSTOMER or not fact.value:
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
            self._hide("field")
            return None
        lines = self._lines(prose.lines, prose.label or prose.id)
        if not lines and (prose.lines or not prose.derived):
            return None
        return PublicProse(prose.id, prose.label, lines, prose.heading, prose.derived)

    def _table(self, table: Table) -> PublicTable | None:
        columns = tuple(
            Column(column.id, column.label, column.kind, is_public=True)
            for column in table.columns
            if column.is_public and column.kind not in LEFT_OUT_KINDS
        )
        rows = tuple(public for row in table.rows if (public := self._row(row, columns, table.label)))
        return PublicTable(table.id, table.label, columns, rows, table.kind) if rows else None

    def _row(self, row: Row, columns: Sequence[Column], where: str) -> PublicRow | None:
        if row.visibility is not Visibility.CUSTOMER:
            self._hide("row")
            return None
        values = {
            column.id: self._text(row.values[column.id], where)
            for column in columns
            if column.kind not in {"prose", "moment", "check"} and row.values.get(column.id)
        }
        values |= {key: row.values[key] for key, form in ROW_VALUES.items() if form.fullmatch(row.values.get(key, ""))}
        rich = [column.id for column in columns if column.kind == "prose"]
        prose = {column: self._lines(row.prose.get(column, ()), where) for column in rich}
        if rich and not any(prose.values()):
            return None
        return PublicRow(values, prose)

    def _lines(self, lines: Sequence[Line], where: str) -> PublicLines:
        wordings = _Wordings(lines)
        public = []
        for line in lines:
            runs = tuple(self._runs(line, wordings, where))
            if runs or not (line.runs or line.internal):
                kind: LineKind = line.kind if line.kind in get_args(LineKind) else "paragraph"
                public.append(PublicLine(runs, kind, line.depth))
        return _without_outer_blanks(public)

    def _runs(self, line: Line, wordings: _Wordings, where: str) -> Iterator[PublicRun]:
        shown: list[PublicRun] = []
        for run in line.runs:
            text = wordings.instead_of(run) if run.internal else run.text
            if run.internal:
                self.hidden["text"] += 1
            if text:
                link = None if run.internal else self._link(run.link)
                shown.append(PublicRun(text, bool(run.strong), bool(run.em), bool(run.mono), link))
            elif run.internal:
                _close_gap(shown)
        yield from self._reworded(_tidied(shown), where)

    def _reworded(self, runs: Sequence[PublicRun], where: str) -> Iterator[PublicRun]:
        """Yield runs with every finding put into other words. A finding may begin in one run and end in another."""
        matches = detect("".join(run.text for run in runs), self._policy)
        self.findings += [Finding(match.kind, where) for match in matches]
        position = 0
        for run in runs:
            end = position + len(run.text)
            kept, at = [], position
            for match in matches:
                if match.end <= position or match.start >= end:
                    continue
                kept.append(run.text[at - position : max(match.start, position) - position])
                if match.start >= position:
                    kept.append(WORDS[match.kind])
                at = min(match.end, end)
            kept.append(run.text[at - position :])
            if text := "".join(kept):
                yield PublicRun(text, run.strong, run.em, run.mono, run.link)
            position = end

    def _text(self, text: str, where: str) -> str:
        return "".join(run.text for run in self._reworded([PublicRun(text)], where))

    def _link(self, link: str | None) -> str | None:
        """Return a link that customers may follow: the web, outside the house, with nothing secret in it."""
        if link is None:
            return None
        try:
            parts = urlsplit(link)
            host = parts.hostname or ""
        except ValueError:
            self._hide("link")
            return None
        is_outside = parts.scheme in {"http", "https"} and "." in host and not is_internal_host(host, self._policy)
        if not is_outside or detect(link, self._policy):
            self._hide("link")
            return None
        return link

    def _hide(self, part: str) -> None:
        self.hidden[part] += 1


class _Wordings:
    """The public wordings of a field's internal marks, each given out once, where its mark begins."""

    def __init__(self, lines: Sequence[Line]) -> None:
        marked = [run.internal for line in lines for run in line.runs if run.internal]
        silent = {mark.id for marks in marked if any(not mark.wording for mark in marks) for mark in marks}
        self._left = {mark.id: mark.wording for marks in marked for mark in marks if mark.id not in silent}

    def instead_of(self, run: Run) -> str:
        """Return the words in the place of an internal run: those of its first mark, if they were not used yet."""
        given = [wording for mark in run.internal if (wording := self._left.pop(mark.id, None))]
        return given[0] if given else ""


def _close_gap(shown: list[PublicRun]) -> None:
    """Mark the place where something vanished, for `_tidied` to close."""
    shown.append(PublicRun(""))


def _tidied(runs: Iterable[PublicRun]) -> list[PublicRun]:
    """Return runs in which nothing tells that something vanished: no double space, no space before a full stop."""
    tidy: list[PublicRun] = []
    is_gap = False
    for run in runs:
        if not run.text:
            is_gap = True
            continue
        text = run.text
        before = tidy[-1].text if tidy else " "
        if is_gap and before.endswith(" "):
            text = text.lstrip(" ")
            if tidy and text[:1] in {".", ",", ";", ":", "!", "?", ")"}:
                tidy[-1] = _with_text(tidy[-1], before.rstrip(" "))
        is_gap = False
        if text:
            tidy.append(_with_text(run, text))
    if is_gap and tidy:
        tidy[-1] = _with_text(tidy[-1], tidy[-1].text.rstrip(" "))
    return [run for run in tidy if run.text]


def _with_text(run: PublicRun, text: str) -> PublicRun:
    return PublicRun(text, run.strong, run.em, run.mono, run.link)


def _without_outer_blanks(lines: list[PublicLine]) -> PublicLines:
    while lines and not lines[0].runs:
        lines.pop(0)
    while lines and not lines[-1].runs:
        lines.pop()
    return tuple(lines)


__all__ = ["Finding", "RedactionReport", "redact"]
