"""Beginnings that work as headings: `**Impact:** none`, `Links to dashboards: …`, bold words alone."""

from __future__ import annotations

from webapp.imports.runs import Runs, cut, plain, strip

MOST_LEAD = 80
SEPARATORS = " \t\n\u2028:.–—-"


def split_lead(runs: Runs) -> tuple[Runs, Runs] | None:
    """Return the bold beginning of a text and the rest: `**Impact:** none`. None where there is none."""
    length = 0
    for run in runs:
        if not run.strong:
            break
        length += len(run.text)
    text = plain(runs)
    if not text[:length].strip() or length > MOST_LEAD:
        return None
    bold, after = text[:length].rstrip(), text[length:].lstrip(" \t")
    if after and after[0] not in ":\n\u2028–—-" and not bold.endswith((":", ".", "?")):
        return None
    rest = cut(runs, length)
    skipped = len(plain(rest)) - len(plain(rest).lstrip(" \t\n" if bold.endswith(":") else SEPARATORS))
    return strip(cut(runs, 0, length), SEPARATORS), cut(rest, skipped)


def split_label(runs: Runs) -> tuple[Runs, Runs] | None:
    """Return the beginning of a text before its first colon, bold or not, and the rest."""
    if lead := split_lead(runs):
        return lead
    label, colon, rest = plain(runs)[: MOST_LEAD + 1].partition(":")
    if not colon or not label.strip() or rest[:1] not in {"", " ", "\t", "\n"}:
        return None
    return strip(cut(runs, 0, len(label))), strip(cut(runs, len(label) + 1), " \t\n")
