"""Running text as customers read it: internal characters gone without a trace, and everything else copied."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import get_args

from exporters.detectors import Kind
from exporters.document import Line, LineKind, PublicLine, PublicLines, PublicRun
from exporters.links import public_link
from exporters.policy import Policy
from exporters.rewording import hide_fragments, reword
from exporters.wordings import Wordings

# Characters that no reader sees and that can carry words: soft hyphens, zero-width and directional signs, tags,
# variation selectors but the one of emoji. The joiners stay, which emoji and several scripts are spelled with.
INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0e\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
CLOSING = {"(": ")", "[": "]", "“": "”", "‘": "’", "«": "»", '"': '"'}
NEVER_AFTER_SPACE = frozenset(".,;:!?)]”’»")


@dataclass(frozen=True, slots=True)
class Said:
    """What customers read of a field, what was found in it and what was held back."""

    lines: PublicLines
    found: Sequence[Kind]
    hidden: Mapping[str, int]


def project(lines: Sequence[Line], policy: Policy) -> Said:
    """Return what customers read of lines of prose."""
    hidden: Counter[str] = Counter()
    whole, fragments = hide_fragments([_seen(line, hidden) for line in lines], policy)
    wordings = Wordings(whole)
    shown = [public for line in whole if (public := _line(line, wordings, policy, hidden)) is not None]
    reworded, found = reword(shown, policy)
    return Said(_without_outer_blanks(reworded), [*fragments, *found], hidden)


def visible(text: str) -> str:
    """Return a text without characters that nobody sees."""
    return INVISIBLE.sub("", text)


def _seen(line: Line, hidden: Counter[str]) -> Line:
    if not INVISIBLE.search(line.text):
        return line
    hidden["invisible characters"] += 1
    return replace(line, runs=tuple(replace(run, text=visible(run.text)) for run in line.runs))


def _line(line: Line, wordings: Wordings, policy: Policy, hidden: Counter[str]) -> PublicLine | None:
    """Return a line, or None for one that says nothing any more because what it said is internal."""
    runs: list[PublicRun] = []
    for run in line.runs:
        if run.internal:
            hidden["text"] += 1
            runs.append(PublicRun(visible(wordings.instead_of(run)), bool(run.strong), bool(run.em)))
            continue
        link = public_link(run.link, policy)
        hidden["link"] += run.link is not None and link is None
        runs.append(PublicRun(run.text, bool(run.strong), bool(run.em), bool(run.mono), link))
    is_touched = bool(line.internal) or any(run.internal for run in line.runs)
    tidy = _tidied(runs) if is_touched else [run for run in runs if run.text]
    if is_touched and not _says_something(tidy):
        return None
    kind: LineKind = line.kind if line.kind in get_args(LineKind) else "paragraph"
    return PublicLine(tuple(tidy), kind, line.depth)


def _says_something(runs: Sequence[PublicRun]) -> bool:
    """Tell whether more is left than spaces and punctuation."""
    return any(unicodedata.category(character)[0] not in "PZC" for run in runs for character in run.text)


def _tidied(runs: Sequence[PublicRun]) -> list[PublicRun]:
    """Return runs in which nothing tells that something vanished (an empty run): no double space, no empty brackets."""
    tidy: list[PublicRun] = []
    is_gap = False
    for run in runs:
        if not run.text:
            is_gap = True
            continue
        text = _joined(tidy, run.text) if is_gap else run.text
        is_gap = False
        if text:
            tidy.append(replace(run, text=text))
    if is_gap:
        _cut_end(tidy, " ")
    return [run for run in tidy if run.text]


def _joined(tidy: list[PublicRun], text: str) -> str:
    """Return a text as it goes on behind a gap; what stands before the gap is shortened where that is needed."""
    before = tidy[-1].text if tidy else ""
    if before and CLOSING.get(before[-1]) == text[:1]:
        _cut_end(tidy, before[-1])
        text = text[1:]
        before = tidy[-1].text
    if not before or before.endswith(" "):
        text = text.lstrip(" ")
    if text[:1] in NEVER_AFTER_SPACE:
        _cut_end(tidy, " ")
    return text


def _cut_end(tidy: list[PublicRun], signs: str) -> None:
    if tidy:
        tidy[-1] = replace(tidy[-1], text=tidy[-1].text.rstrip(signs))


def _without_outer_blanks(lines: list[PublicLine]) -> PublicLines:
    while lines and not lines[0].runs:
        lines.pop(0)
    while lines and not lines[-1].runs:
        lines.pop()
    return tuple(lines)
