"""Detectors: what must not leave the house, found in text. One module per family; each is text -> findings.

Text is searched in normalised views (`exporters.detectors.views`), so that full-width letters, zero-width characters,
look-alikes and percent codes hide nothing; every finding maps back to the characters it came from.
"""

from __future__ import annotations

from exporters.detectors import mail, network, people, secrets
from exporters.detectors.finding import Kind, Match
from exporters.detectors.views import views_of
from exporters.policy import Policy

FAMILIES = (secrets.find, mail.find, network.find, people.find)


def detect(text: str, policy: Policy) -> list[Match]:
    """Return what was found in a text, in order and without overlaps: where two overlap, both are covered as one."""
    found = sorted(
        {view.origin(match) for view in views_of(text) for family in FAMILIES for match in family(view.text, policy)},
        key=lambda match: (match.start, -match.end, match.kind),
    )
    merged: list[Match] = []
    for match in found:
        if merged and match.start < merged[-1].end:
            merged[-1] = Match(merged[-1].kind, merged[-1].start, max(merged[-1].end, match.end))
        else:
            merged.append(match)
    return merged


__all__ = ["Kind", "Match", "detect"]
