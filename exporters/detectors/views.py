"""A text as a detector reads it: look-alikes folded, codes decoded, markup and defanging undone, with a way back."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from exporters.detectors.finding import Match

# Letters of other scripts that look like Latin ones, from https://www.unicode.org/Public/security/latest/confusables.txt
LOOK_ALIKES = dict(
    zip(
        "аеорсухіјѕԁһоАВЕКМНОРСТУХІЈЅαοντρΑΒΕΖΗΙΚΜΝΟΡΤΥΧ。․‧",
        "aeopcyxijsdhoABEKMHOPCTYXIJSaovtpABEZHIKMNOPTYX...",
        strict=True,
    )
)
CODED = re.compile(
    r"%[0-9A-Fa-f]{2}|&#[0-9]{1,7};|&#[xX][0-9A-Fa-f]{1,6};|\\u[0-9A-Fa-f]{4}|&(?:period|colon|commat|sol|lowbar);"
)
NAMED = {"&period;": ".", "&colon;": ":", "&commat;": "@", "&sol;": "/", "&lowbar;": "_"}
MARKUP = re.compile(r"\*{1,3}|__|`+|</?[a-zA-Z]{1,10}/?>")
DEFANGED = re.compile(
    r"(?i)(?P<dot>\s{0,3}(?:\[\.\]|\(\.\)|\{\.\}|\[dot\]|\(dot\))\s{0,3}|\s{1,3}dot\s{1,3}|(?<=\d)\s{1,3}\.\s{1,3}(?=\d))"
    r"|(?P<at>\s{0,3}(?:\[at\]|\(at\)|\[@\]|\(@\))\s{0,3}|\s{1,3}at\s{1,3}(?=[\w-]+(?:\s{1,3}dot\s|\s?[(\[]dot)))"
    r"|(?P<scheme>\bhxxp)"
)
FANGS = {"dot": ".", "at": "@", "scheme": "http"}


@dataclass(frozen=True, slots=True)
class View:
    """A folded text; `origins[i]` is where its character i stood, and one more entry for the end."""

    text: str
    origins: tuple[int, ...]

    def origin(self, match: Match) -> Match:
        """Return a finding in the view as a finding in the source, with what was dropped inside and right behind it."""
        return Match(match.kind, self.origins[match.start], self.origins[match.end])


def views_of(text: str) -> Iterator[View]:
    """Yield the ways to read a text: as it looks and, where that differs, decoded, without markup, not defanged."""
    looks = _folded(text)
    yield looks
    for signs, meaning in ((CODED, _character), (MARKUP, _nothing), (DEFANGED, _fang)):
        if signs.search(looks.text):
            yield _read(looks, signs, meaning)


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
    if category == "Nd":
        return str(unicodedata.digit(part))
    return {"Pd": "-", "Zs": " "}.get(category, part)


def _read(view: View, signs: re.Pattern[str], meaning: Callable[[re.Match[str]], str]) -> View:
    """Return a view in which signs are what they stand for."""
    parts: list[str] = []
    origins: list[int] = []
    at = 0
    for found in signs.finditer(view.text):
        meant = meaning(found)
        parts += [view.text[at : found.start()], meant]
        origins += [*view.origins[at : found.start()], *[view.origins[found.start()]] * len(meant)]
        at = found.end()
    parts.append(view.text[at:])
    return View("".join(parts), (*origins, *view.origins[at:]))


def _character(found: re.Match[str]) -> str:
    code = found.group()
    if code in NAMED:
        return NAMED[code]
    is_decimal = code.startswith("&#") and code[2] not in "xX"
    value = int(code.strip("%&#;\\uxX"), 10 if is_decimal else 16)
    return chr(value) if value in range(0x20, 0x7F) else "\N{REPLACEMENT CHARACTER}"


def _nothing(_found: re.Match[str]) -> str:
    return ""


def _fang(found: re.Match[str]) -> str:
    return FANGS[found.lastgroup or "dot"]
