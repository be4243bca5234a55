"""Text with marks, as a tuple of runs: what it says, a part of it, its lines.

A soft break of the source is a line feed, a hard break a line separator (U+2028).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from exporters.document import Run

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
            yield replace(run, text=text)
        position += len(run.text)


def strip(runs: Runs, characters: str | None = None) -> Runs:
    """Return runs without those characters (white space) at both ends."""
    text = plain(runs)
    start = len(text) - len(text.lstrip(characters))
    return cut(runs, start, max(start, len(text.rstrip(characters))))


def split(runs: Runs, breaks: str) -> list[Runs]:
    """Return the parts between any of the characters `breaks`."""
    parts: list[list[Run]] = [[]]
    for run in runs:
        rest = run.text
        while rest:
            found = min((place for sign in breaks if (place := rest.find(sign)) >= 0), default=len(rest))
            if found:
                parts[-1].append(replace(run, text=rest[:found]))
            if found < len(rest):
                parts.append([])
            rest = rest[found + 1 :]
    return [tuple(part) for part in parts]


def joined(runs: Iterable[Run]) -> Runs:
    """Return runs with soft breaks as spaces, and neighbours with the same marks as one."""
    result: list[Run] = []
    for run in runs:
        text = run.text.replace(SOFT, " ")
        if result and replace(result[-1], text="") == replace(run, text=""):
            result[-1] = replace(run, text=result[-1].text + text)
        elif text:
            result.append(replace(run, text=text))
    return tuple(result)


def lines_of(runs: Runs) -> list[Runs]:
    """Return the lines between hard breaks, stripped, without the empty ones."""
    return [line for part in split(runs, HARD) if (line := strip(joined(part)))]


def is_safe(target: str) -> bool:
    """Tell whether a link's target is one that a document can hold."""
    return target.lower().startswith(SAFE_SCHEMES)
