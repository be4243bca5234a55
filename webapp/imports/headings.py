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


def label_of(text: str, target: Target, template: Template) -> str:
    """Return the template's label that says all that a heading says at that place; or an empty string."""
    said = Counter(WORD.findall(text.casefold()))
    for label in _labels(target, template):
        if said and not said - Counter(WORD.findall(label.casefold())):
            return label
    return ""


def item_with_label(words: str, section_id: str, template: Template) -> Target | None:
    """Return the prose field of a section that has these words for its label."""
    section = next(section for section in template.sections if section.id == section_id)
    fields = (item for item in section.items if isinstance(item, ProseField))
    found = next((item for item in fields if normalise(item.label) == normalise(words)), None)
    return Target(section_id, found.id) if found and words.strip() else None


def _labels(target: Target, template: Template) -> list[str]:
    section = next(section for section in template.sections if section.id == target.section)
    items = [item.label for item in section.items if item.id == target.item and isinstance(item, ProseField)]
    return [*items, f"{section.number} {section.title}"]
