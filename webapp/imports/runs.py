"""Text with marks, as a tuple of runs: what it says, a part of it, its lines.

A soft break of the source is a line feed, a hard break a line separator (U+2028).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from exporters.document import InternalMark, Run

Runs = tuple[Run, ...]
SOFT, HARD = "\n", "\u2028"
SAFE_SCHEMES = ("http://", "https://", "mailto:")


def plain(runs: Iterable[Run]) -> str:
    """Return the characters of runs without their marks."""
    return "".join(run.text for run in runs)


def words_of(text: str) -> Runs:
    """Return unmarked text as runs."""
    return (Run(text),) if text else ()


def cut(runs: Runs, start: int, end: int | None = None) -> Runs:
    """Return the runs of the characters from `start` to `end`."""
    stop = len(plain(runs)) if end is None else end
    return tuple(_cut(runs, start, stop))


def _cut(runs: Runs, start: int, end: int) -> Iterator[Run]:
    position = 0
    for run in runs:
        text = run.text[max(0, start - position) : max(0, end - position)]
        if text:
            yield with_text(run, text)
        position += len(run.text)


def strip(runs: Runs, characters: str | None = None) -> Runs:
    """Return runs without those characters (white space) at both ends."""
    text = plain(runs)
    start = len(text) - len(text.lstrip(characters))
    return cut(runs, start, max(start, len(text.rstrip(characters))))


def split(runs: Runs, breaks: str) -> list[Runs]:
    """Return the parts between any of the characters `breaks`."""
    parts: list[list[Run]] = [[]]
    pattern = re.compile(f"[{re.escape(breaks)}]")
    for run in runs:
        first, *rest = pattern.split(run.text)
        parts[-1] += [with_text(run, first)] if first else []
        parts += [[with_text(run, text)] if text else [] for text in rest]
    return [tuple(part) for part in parts]


def joined(runs: Iterable[Run]) -> Runs:
    """Return runs with soft breaks as spaces, and neighbours with the same marks as one."""
    return merged(with_text(run, run.text.replace(SOFT, " ")) for run in runs)


def merged(runs: Iterable[Run]) -> Runs:
    """Return runs with neighbours of the same marks as one."""
    groups = groupby((run for run in runs if run.text), key=_marks)
    return tuple(Run("".join(run.text for run in group), *marks) for marks, group in groups)


def with_text(run: Run, text: str) -> Run:
    """Return a run that says something else."""
    return run if run.text == text else Run(text, run.strong, run.em, run.mono, run.link, run.internal)


def _marks(run: Run) -> tuple[bool, bool, bool, str | None, tuple[InternalMark, ...]]:
    return run.strong, run.em, run.mono, run.link, run.internal


def lines_of(runs: Runs) -> list[Runs]:
    """Return the lines between hard breaks, stripped, without the empty ones."""
    return [line for part in split(runs, HARD) if (line := strip(joined(part)))]


def is_safe(target: str) -> bool:
    """Tell whether a link's target is one that a document can hold."""
    return target.lower().startswith(SAFE_SCHEMES)
