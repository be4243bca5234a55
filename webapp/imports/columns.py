"""What the columns of a foreign table hold, by the words of their headers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import re2

from webapp.imports.headings import normalise
from webapp.imports.runs import Runs, plain

TIMELINE = {
    "time": r"(.* )?(times?|dates?|timestamps?|when|day|hour|clock)( .*)?|t|utc|start(ed)?|end(ed)?|from|until|begin",
    "event": r"(.* )?(events?|description|what( happened)?|details?|activity|entry|updates?|actions?|notes?|message|"
    r"happenings?|summary|occurrence|log|comments?)( .*)?",
    "source": r"sources?|(by )?who|by|links?|persons?|actors?|authors?|owners?|teams?|references?|channels?|evidence|"
    r"responders?|names?|responsible|system",
}
ACTIONS = {
    "owner": r"owners?|assignees?|assigned to|who|responsible( .*)?|dri|person|lead|team|by whom",
    "due": r"(.* )?(due|deadline|eta|target|when|by when)( .*)?|date|completion date",
    "priority": r"prio(rity)?|severity|p|urgency|importance",
    "status": r"status|state|progress|done|completed?",
    "type": r"(.* )?(types?|kinds?|category|categories)",
    "action": r"(.* )?(actions?|tasks?|items?|descriptions?|what|to ?dos?|titles?|improvements?|measures?|follow ?ups?|"
    r"remediations?|recommendations?|details?)( .*)?",
}


@dataclass(frozen=True, slots=True)
class Columns:
    """The places of columns by what they hold; every other column is kept as an extra."""

    places: Mapping[str, tuple[int, ...]]
    head: tuple[str, ...]

    def of(self, kind: str, row: Sequence[Runs]) -> list[Runs]:
        """Return the cells of a row that hold something of that kind."""
        return [row[place] for place in self.places.get(kind, ()) if place < len(row) and plain(row[place]).strip()]

    def extras(self, row: Sequence[Runs]) -> list[tuple[str, Runs]]:
        """Return the header and the cell of all other columns that hold something."""
        known = {place for places in self.places.values() for place in places}
        cells = enumerate(row)
        return [
            (self.head[place] if place < len(self.head) else "", cell)
            for place, cell in cells
            if place not in known and plain(cell).strip()
        ]


def read_columns(head: Sequence[Runs], kinds: Mapping[str, str], several: Iterable[str] = ()) -> Columns:
    """Return what the columns of a table hold. Of most kinds there is one column; of those in `several` more."""
    words = tuple(" ".join(plain(cell).split()) for cell in head)
    places: dict[str, tuple[int, ...]] = {}
    for place, text in enumerate(words):
        for kind, pattern in kinds.items():
            free = kind not in places or kind in several
            if free and re2.fullmatch(pattern, normalise(text) or text.lower()):
                places[kind] = (*places.get(kind, ()), place)
                break
    return Columns(places, words)
