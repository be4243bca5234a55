"""A text as a detector reads it: look-alikes folded, invisible characters and marks dropped, with a way back."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from exporters.detectors.finding import Match

# Letters of other scripts that look like Latin ones (from https://www.unicode.org/Public/security/latest/confusables.txt).
LOOK_ALIKES = dict(
    zip(
        "аеорсухіјѕԁһոАВЕКМНОРСТУХІЈЅαοντρΑΒΕΖΗΙΚΜΝΟΡΤΥΧ。․‧•",
        "aeopcyxijsdhnABEKMHOPCTYXIJSaovtpABEZHIKMNOPTYX....",
        strict=True,
    )
)
CODED = re.compile(
    r"%[0-9A-Fa-f]{2}|&#[0-9]{1,7};|&#[xX][0-9A-Fa-f]{1,6};|\\u[0-9A-Fa-f]{4}|&(?:period|colon|commat|sol|lowbar);"
)
NAMED = {"&period;": ".", "&colon;": ":", "&commat;": "@", "&sol;": "/", "&lowbar;": "_"}


@dataclass(frozen=True, slots=True)
class View:
    """A folded text; `origins[i]` is where its character i stood, and one more entry for the end."""

    text: str
    origins: tuple[int, ...]

    def origin(self, match: Match) -> Match:
        """Return a finding in the view as a finding in the source, with what was dropped inside and right behind it."""
        return Match(match.kind, self.origins[match.start], self.origins[match.end])


def views_of(text: str) -> Iterator[View]:
    """Yield the ways to read a text: as it looks and, where it holds coded characters, as it decodes."""
    looks = _folded(text)
    yield looks
    if CODED.search(looks.text):
        yield _decoded(looks)


def unmarked(text: str) -> str:
    """Return a text as the views show it."""
    return "".join(map(_plain, text))


def _folded(text: str) -> View:
    """Return a text in Unicode's NFKD form without marks and format characters (UAX 15, UAX 44)."""
    if text.isascii():
        return View(text, tuple(range(len(text) + 1)))
    folded: list[str] = []
    origins: list[int] = []
    for position, character in enumerate(text):
        plain = _plain(character)
        folded.append(plain)
        origins += [position] * len(plain)
    return View("".join(folded), (*origins, len(text)))


@lru_cache(maxsize=4096)
def _plain(character: str) -> str:
    """Return what a character looks like to a reader in a hurry."""
    if character.isascii():
        return character
    parts = unicodedata.normalize("NFKD", character)
    return "".join(LOOK_ALIKES.get(part, _sign(part)) for part in parts)


def _sign(part: str) -> str:
    category = unicodedata.category(part)
    if category in {"Mn", "Cf"}:
        return ""
    return {"Pd": "-", "Zs": " "}.get(category, part)


def _decoded(view: View) -> View:
    """Return a view in which percent, entity and backslash codes are the characters they stand for."""
    parts: list[str] = []
    origins: list[int] = []
    at = 0
    for found in CODED.finditer(view.text):
        parts += [view.text[at : found.start()], _character(found.group())]
        origins += [*view.origins[at : found.start()], view.origins[found.start()]]
        at = found.end()
    parts.append(view.text[at:])
    return View("".join(parts), (*origins, *view.origins[at:]))


def _character(code: str) -> str:
    if code in NAMED:
        return NAMED[code]
    digits = code.strip("%&#;\\u")
    value = int(digits[1:] if digits[:1] in "xX" else digits, 10 if code[:2] == "&#" and digits[:1] not in "xX" else 16)
    return chr(value) if value in range(0x20, 0x7F) else "\N{REPLACEMENT CHARACTER}"
