"""The words that customers read in the place of internal characters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from exporters.document import InternalMark, Line, Run


class Wordings:
    """The public wordings of one field, each given out once, where its mark begins.

    A wording is kept back if any character of its mark is also under a mark without one (nothing may be said about
    that character), or under an earlier mark whose wording is already given.
    """

    def __init__(self, lines: Sequence[Line]) -> None:
        groups = list(_groups(lines))
        silent = {mark.id for marks in groups if any(not mark.wording for mark in marks) for mark in marks}
        met: dict[str, set[str]] = {}
        words: dict[str, str] = {}
        for marks in groups:
            for mark in marks:
                words.setdefault(mark.id, mark.wording or "")
                met.setdefault(mark.id, set()).update(other.id for other in marks)
        self._left: dict[str, str] = {}
        for mark_id, wording in words.items():
            if mark_id not in silent and not met[mark_id] & self._left.keys():
                self._left[mark_id] = " ".join(wording.split())

    def instead_of(self, run: Run) -> str:
        """Return the words in the place of an internal run: its mark's, unless they were given before."""
        return next((words for mark in run.internal if (words := self._left.pop(mark.id, ""))), "")


def _groups(lines: Sequence[Line]) -> Iterator[tuple[InternalMark, ...]]:
    """Yield the marks of each stretch of internal characters, line ends included, in order."""
    for line in lines:
        yield from (run.internal for run in line.runs if run.internal)
        if line.internal:
            yield line.internal
