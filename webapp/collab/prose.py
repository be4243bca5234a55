"""Flat prose on the wire and as lines: the attributes of a `Y.Text`, read and written.

A line ends in a line feed; what the line is sits on its line feed, marks sit on characters. Reading is total: every
delta is some list of lines, and whatever is not understood counts as internal.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from exporters.document import InternalMark, Line, LineKind, Lines, Run

MARKS = ("strong", "em", "mono")
KNOWN = frozenset({"list", "depth", "code", "quote", "heading", "link", *MARKS})
SAFE_SCHEMES = ("http://", "https://", "mailto:")
MOST_DEPTH = 8

Delta = Iterable[tuple[Any, Mapping[str, Any] | None]]


def read_lines(delta: Delta) -> Lines:
    """Return the lines that a delta spells. Embedded values are not text and are left out."""
    lines: list[Line] = []
    runs: list[Run] = []
    for insert, given in delta:
        if not isinstance(insert, str):
            continue
        attributes = given or {}
        first, *rest = insert.split("\n")
        _append(runs, first, attributes)
        for part in rest:
            lines.append(_line(runs, attributes))
            runs = []
            _append(runs, part, attributes)
    if runs:
        lines.append(_line(runs, {}))
    return tuple(lines)


def write_lines(lines: Sequence[Line]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield (text, attributes) pairs that spell lines; `read_lines` of them gives the same lines back."""
    for line in lines:
        for run in line.runs:
            if run.text:
                yield run.text.replace("\n", " "), _run_attributes(run)
        yield "\n", _line_attributes(line) | _internal_attributes(line.internal)


def is_safe_link(link: object) -> bool:
    """Tell whether a link's target is one that may be followed: http, https or mailto."""
    return isinstance(link, str) and link.lower().startswith(SAFE_SCHEMES)


def _append(runs: list[Run], text: str, attributes: Mapping[str, Any]) -> None:
    if not text:
        return
    run = Run(
        text,
        strong=bool(attributes.get("strong")),
        em=bool(attributes.get("em")),
        mono=bool(attributes.get("mono")),
        link=_link(attributes.get("link")),
        internal=_internal(attributes),
    )
    if runs and _same_marks(runs[-1], run):
        runs[-1] = Run(runs[-1].text + text, run.strong, run.em, run.mono, run.link, run.internal)
    else:
        runs.append(run)


def _same_marks(one: Run, other: Run) -> bool:
    return (one.strong, one.em, one.mono, one.link, one.internal) == (
        other.strong,
        other.em,
        other.mono,
        other.link,
        other.internal,
    )


def _line(runs: list[Run], attributes: Mapping[str, Any]) -> Line:
    kind, depth = _kind(attributes)
    return Line(tuple(runs), kind, depth, _internal(attributes))


def _kind(attributes: Mapping[str, Any]) -> tuple[LineKind, int]:
    depth = _whole(attributes.get("depth"), 0, MOST_DEPTH)
    if attributes.get("code"):
        return "code", 0
    if attributes.get("heading"):
        return "heading", _whole(attributes["heading"], 1, 3) - 1
    if attributes.get("list") == "ordered":
        return "ordered", depth
    if attributes.get("list"):
        return "bullet", depth
    if attributes.get("quote"):
        return "quote", depth
    return "paragraph", 0


def _whole(value: object, least: int, most: int) -> int:
    """Return a number from the wire, where numbers are floats, within bounds; the least for anything else."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or value != value:  # noqa: PLR0124 - NaN alone differs from itself
        return least
    return int(max(least, min(most, value)))


def _link(value: object) -> str | None:
    target = value.get("href") if isinstance(value, Mapping) else None
    return target if isinstance(target, str) and is_safe_link(target) else None


def _internal(attributes: Mapping[str, Any]) -> tuple[InternalMark, ...]:
    """Return the internal marks among attributes, in a stable order. What is not known is one of them.

    Attributes of lines may spill onto characters when two people edit at one spot: they hide nothing.
    """
    marks = []
    for key in sorted(attributes):
        if attributes[key] is None or key in KNOWN:
            continue
        if key.startswith("internal:"):
            wording = attributes[key]
            marks.append(InternalMark(key.removeprefix("internal:"), wording if isinstance(wording, str) else None))
        else:
            marks.append(InternalMark(f"unknown:{key}"))
    return tuple(marks)


def _run_attributes(run: Run) -> dict[str, Any]:
    attributes: dict[str, Any] = {mark: True for mark in MARKS if getattr(run, mark)}
    if run.link:
        attributes["link"] = {"href": run.link}
    return attributes | _internal_attributes(run.internal)


def _internal_attributes(marks: Iterable[InternalMark]) -> dict[str, Any]:
    return {_key(mark): True if mark.wording is None else mark.wording for mark in marks}


def _key(mark: InternalMark) -> str:
    return mark.id.removeprefix("unknown:") if mark.id.startswith("unknown:") else f"internal:{mark.id}"


def _line_attributes(line: Line) -> dict[str, Any]:
    depth = {"depth": line.depth} if line.depth else {}
    kinds: dict[LineKind, dict[str, Any]] = {
        "paragraph": {},
        "bullet": {"list": "bullet", **depth},
        "ordered": {"list": "ordered", **depth},
        "code": {"code": True},
        "quote": {"quote": True, **depth},
        "heading": {"heading": line.depth + 1},
    }
    return kinds[line.kind]
