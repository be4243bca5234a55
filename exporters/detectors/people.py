"""People of the workspace: by full name, surname first, and first name, in one pass whatever their number."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import ahocorasick

from exporters.detectors.finding import Kind, Match
from exporters.detectors.views import unmarked
from exporters.policy import Policy

SHORTEST_ALONE = 3
# First and last names that also begin sentences about something else.
COMMON = frozenset(
    "art april august bill bond chance chase christian drew faith frank grace grant green hope jack joy june long mark "
    "may miles pat penny price ray rich rob rose sandy stone summer will young".split()
)


def find(text: str, policy: Policy) -> Iterator[Match]:
    """Yield the names in a text. A part of a name alone counts where it is written with a capital letter."""
    if not policy.people:
        return
    for last, (name, is_part) in _automaton(policy.people).iter(_folded(text)):
        start, end = last - len(name) + 1, last + 1
        if _is_word(text, start, end) and (not is_part or _is_name(text, start, name)):
            yield Match(Kind.PERSON, start, end)


@lru_cache(maxsize=16)
def _automaton(people: tuple[str, ...]) -> ahocorasick.Automaton:
    automaton = ahocorasick.Automaton()
    for name, is_part in sorted(_forms(people), key=lambda form: not form[1]):
        automaton.add_word(name, (name, is_part))
    automaton.make_automaton()
    return automaton


def _forms(people: tuple[str, ...]) -> Iterator[tuple[str, bool]]:
    """Yield how names are written, each with whether it is a part that also stands for other things."""
    for person in people:
        parts = _folded(unmarked(person)).split()
        first, last = parts[:1], parts[-1:]
        if len(parts) > 1:
            yield from ((joint.join(parts), False) for joint in (" ", ".", "-", "_", ""))
            yield f"{last[0]}, {' '.join(parts[:-1])}", False
            yield f"{last[0]} {' '.join(parts[:-1])}", False
            yield f"{first[0][0]}. {last[0]}", False
            yield f"{first[0][0]}{last[0]}", False
        for part in parts:
            if len(part) >= SHORTEST_ALONE or len(parts) == 1:
                yield part, True


def _folded(text: str) -> str:
    """Return a text in lower case, as long as it was."""
    return "".join(low if len(low := character.lower()) == 1 else character for character in text)


def _is_name(text: str, start: int, name: str) -> bool:
    """Tell whether a part of a name alone names somebody: *Grace* does, *grace* and *Will it hold?* do not."""
    opens_sentence = text[max(start - 2, 0) : start].rstrip(" ")[-1:] in {"", ".", "!", "?", ":", "\n"}
    return text[start].isupper() and not (name in COMMON and opens_sentence)


def _is_word(text: str, start: int, end: int) -> bool:
    return not (text[start - 1 : start].isalnum() or text[end : end + 1].isalnum())
