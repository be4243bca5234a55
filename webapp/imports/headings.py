"""What a heading of a foreign postmortem is about: a section of the template, and the item in it."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass

import re2

from webapp.imports.heading_words import PATTERNS
from webapp.template import ProseField, Template

WORD = re.compile(r"[^\W_]+")
MOST_CHARACTERS = 200


@dataclass(frozen=True, slots=True)
class Target:
    """Where text goes: an item of the template. A `weak` one is given up inside a timeline or a list of actions."""

    section: str
    item: str
    weak: bool = False


APPENDIX = Target("appendix", "appendix.notes")
SUMMARY = Target("summary", "summary.what_happened")
TIMELINE = Target("timeline", "timeline")
ACTIONS = Target("action_items", "action_items")

COMPILED = tuple((section, item, re2.compile("|".join(patterns))) for section, item, patterns in PATTERNS)
WEAK = frozenset(
    {"root_cause.trigger", "root_cause.detection", "root_cause.recovery", "root_cause.contributing_factor",
     "root_cause.defenses", "impact", "communication", "appendix.dashboards", "appendix.logs", "appendix.channels",
     "appendix.tickets", "appendix.notes", "summary.what_happened", "lessons.notes"}
)  # fmt: skip
SUMMARY_FIELDS = {
    "duration": "summary.duration", "total duration": "summary.duration", "impact duration": "summary.duration",
    "time to repair": "summary.duration", "time to resolve": "summary.duration", "time to recovery": "summary.duration",
    "total impact duration": "summary.duration", "status": "summary.status", "current status": "summary.status",
    "root cause": "summary.root_cause", "root cause one sentence": "summary.root_cause", "cause": "summary.root_cause",
    "impact": "summary.impact", "what happened": "summary.what_happened",
}  # fmt: skip


def normalise(text: str) -> str:
    """Return a heading's words for matching: no number, no parenthesis at its end, no sign, lower case."""
    text = unicodedata.normalize("NFKC", text[:MOST_CHARACTERS]).lower().strip()
    opening = text.rfind("(")
    if opening > 0 and text.endswith(")"):
        text = text[:opening]
    text = text.replace("'", "").replace("’", "").replace("-", " ")
    words = re.findall(r"[^\W_]+|[&/]", text)
    while words and (words[0].isdigit() or (len(words[0]) == 1 and words[0] != "a" and not words[0].isalpha())):
        words = words[1:]
    return " ".join(words)


def find_target(text: str) -> Target | None:
    """Return where a heading's text goes, or None for one that no pattern knows."""
    words = normalise(text)
    if not words:
        return None
    first = _match(words)
    if first:
        return first
    for cut in (" (", ":", " - ", " – ", " — ", "("):
        before = text[:MOST_CHARACTERS].partition(cut)[0]
        if before != text and (found := _match(normalise(before))):
            return found
    return None


def _match(words: str) -> Target | None:
    for section, item, pattern in COMPILED:
        if pattern.fullmatch(words):
            return Target(section, item, item in WEAK)
    return None


def says_no_more(text: str, target: Target, template: Template) -> bool:
    """Tell whether a heading says only what the template's own labels say at that place, apart from its number."""
    said = Counter(WORD.findall(text.casefold()))
    for label in _labels(target, template):
        known = Counter(WORD.findall(label.casefold()))
        if said and not said - known:
            return True
    return False


def _labels(target: Target, template: Template) -> list[str]:
    labels: list[str] = []
    for section in template.sections:
        if section.id != target.section:
            continue
        labels.append(f"{section.number} {section.title}")
        labels += [item.label for item in section.items if item.id == target.item and isinstance(item, ProseField)]
    return labels
