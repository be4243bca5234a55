"""Findings put into other words. What is found may begin in one run and end in another, or many lines below."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from exporters.detectors import Kind, Match, detect
from exporters.document import InternalMark, Line, PublicLine, PublicRun, Run
from exporters.policy import Policy

WORDS = {
    Kind.SECRET: "a credential",
    Kind.MAIL: "an e-mail address",
    Kind.IP: "an internal address",
    Kind.HOST: "an internal host",
    Kind.PERSON: "an engineer",
}
OPENINGS = frozenset({"", ".", "!", "?", "\n"})


def reword(lines: Sequence[PublicLine], policy: Policy) -> tuple[list[PublicLine], list[Kind]]:
    """Return lines in which every finding is replaced by what it is, and the kinds that were found."""
    whole = "\n".join(line.text for line in lines)
    matches = detect(whole, policy)
    if not matches:
        return list(lines), []
    reworded: list[PublicLine] = []
    position = 0
    for line in lines:
        runs: list[PublicRun] = []
        for run in line.runs:
            parts = cut(run.text, position, matches)
            text = "".join(text if match is None else _words(match, whole) * begins for text, match, begins in parts)
            runs += [PublicRun(text, run.strong, run.em, run.mono, run.link)] if text else []
            position += len(run.text)
        position += len("\n")
        if runs or not line.runs:
            reworded.append(PublicLine(tuple(runs), line.kind, line.depth))
    return reworded, [match.kind for match in matches]


def _words(match: Match, text: str) -> str:
    """Return what stands for a finding, with a capital letter where it begins a sentence."""
    words = WORDS[match.kind]
    before = text[max(match.start - 2, 0) : match.start].rstrip(" ")[-1:]
    return words[0].upper() + words[1:] if before in OPENINGS else words


def hide_fragments(lines: Sequence[Line], policy: Policy) -> tuple[Sequence[Line], list[Kind]]:
    """Return lines where the rest of a finding is internal as well if a part of it is, and the kinds of such findings.

    Where somebody hid the middle of a host name, what stays is a fragment of it that no detector would know.
    """
    if not any(run.internal for line in lines for run in line.runs):
        return lines, []
    found = detect("\n".join(line.text for line in lines), policy)
    places = list(_places(lines))
    matches = [match for match in found if _straddles(match, places)]
    if not matches:
        return lines, []
    marks = {match: (InternalMark(f"finding:{match.start}", WORDS[match.kind]),) for match in matches}
    position = 0
    whole: list[Line] = []
    for line in lines:
        runs: list[Run] = []
        for run in line.runs:
            for text, match, _begins in cut(run.text, position, matches):
                hidden = run.internal or (marks[match] if match else ())
                runs.append(replace(run, text=text, internal=hidden))
            position += len(run.text)
        position += len("\n")
        whole.append(replace(line, runs=tuple(runs)))
    return whole, [match.kind for match in matches]


def cut(text: str, position: int, matches: Sequence[Match]) -> Iterator[tuple[str, Match | None, bool]]:
    """Yield the pieces of a text that begins at a position: each with its finding, and whether it begins there."""
    at, end = position, position + len(text)
    first = bisect_right(matches, position, key=lambda match: match.end)
    for match in (matches[place] for place in range(first, len(matches))):
        if match.start >= end:
            break
        if match.start > at:
            yield text[at - position : match.start - position], None, False
        start, at = max(match.start, position), min(match.end, end)
        yield text[start - position : at - position], match, match.start >= position
    if at < end:
        yield text[at - position :], None, False


def _straddles(match: Match, places: Sequence[tuple[int, int, bool]]) -> bool:
    """Tell whether a finding covers both internal characters and others."""
    states: set[bool] = set()
    first = bisect_right(places, match.start, key=lambda place: place[1])
    for start, _end, is_internal in (places[place] for place in range(first, len(places))):
        if start >= match.end:
            break
        states.add(is_internal)
    return len(states) > 1


def _places(lines: Sequence[Line]) -> Iterator[tuple[int, int, bool]]:
    """Yield where each run begins and ends, and whether it is internal."""
    position = 0
    for line in lines:
        for run in line.runs:
            if run.text:
                yield position, position + len(run.text), bool(run.internal)
            position += len(run.text)
        position += len("\n")
