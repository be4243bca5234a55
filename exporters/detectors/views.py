"""A text as a detector reads it: compatibility forms folded, invisible characters dropped, with a way back."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from exporters.detectors.finding import Match


@dataclass(frozen=True, slots=True)
class View:
    """A folded text; `origins[i]` is where its character i stood, and one more entry for the end."""

    text: str
    origins: tuple[int, ...]

    def origin(self, match: Match) -> Match:
        """Return a finding in the view as a finding in the source, up to the end of its last character."""
        return Match(match.kind, self.origins[match.start], self.origins[match.end - 1] + 1)


def view_of(text: str) -> View:
    """Return a text in Unicode's NFKC form, character by character, without format characters (UAX 15, UAX 44)."""
    if text.isascii():
        return View(text, tuple(range(len(text) + 1)))
    folded: list[str] = []
    origins: list[int] = []
    for position, character in enumerate(text):
        if unicodedata.category(character) == "Cf":
            continue
        plain = unicodedata.normalize("NFKC", character)
        folded.append(plain)
        origins += [position] * len(plain)
    return View("".join(folded), (*origins, len(text)))
