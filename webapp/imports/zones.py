"""Time zones as people write them: abbreviations, offsets, regions. A zone that we do not know has no offset."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

HOURS = {
    "UTC": 0, "GMT": 0, "Z": 0, "WET": 0, "WEST": 1, "BST": 1, "CET": 1, "MET": 1, "CEST": 2, "MEST": 2, "EET": 2,
    "EEST": 3, "MSK": 3, "IST": 5.5, "HKT": 8, "SGT": 8, "AWST": 8, "JST": 9, "KST": 9, "ACST": 9.5, "ACDT": 10.5,
    "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13, "BRT": -3, "ART": -3, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5,
    "MST": -7, "MDT": -6, "PST": -8, "PDT": -7, "AKST": -9, "AKDT": -8, "HST": -10,
}  # fmt: skip
REGIONS = {
    "ET": "America/New_York", "CT": "America/Chicago", "MT": "America/Denver", "PT": "America/Los_Angeles",
    "Eastern": "America/New_York", "Central European": "Europe/Paris", "Mountain": "America/Denver",
    "Pacific": "America/Los_Angeles", "Zulu": "UTC",
}  # fmt: skip
NAMES = "|".join(sorted({*HOURS, *REGIONS} - {"Z"}, key=len, reverse=True))
ZONE = re.compile(
    r"(?:UTC|GMT)\s?[+-]\d{1,2}(?::?\d{2})?(?!:?\d)"
    rf"|(?:{NAMES})(?:\s(?:[Tt]ime|Standard Time|Daylight Time))?(?![A-Za-z0-9/])"
    r"|[A-Z][A-Za-z]{1,15}/[A-Z][A-Za-z_]{2,20}(?![A-Za-z])"
)
AFTER_CLOCK = re.compile(r"Z(?![A-Za-z0-9])|[+-](?:0\d|1[0-4]):?[0-5]\d(?!:?\d)")
OFFSET = re.compile(r"([+-])(\d{1,2}):?(\d{2})?\Z")
ABOUT_TIMES = re.compile(r"\b(?:times?|timestamps?|timezone|clock|hours?)\b", re.IGNORECASE)
ABOUT_ALL = re.compile(r"\b(?:all (?:times|timestamps|dates)|times are|times in|time ?zone)\b", re.IGNORECASE)
MOST_NOTE = 400
MOST_BETWEEN = 60


def find_zone(text: str) -> str:
    """Return the first zone that a text names, as written; an empty string for none."""
    for found in ZONE.finditer(text[:MOST_NOTE]):
        before = text[found.start() - 1 : found.start()]
        if not before.isalnum() and (offset_of(found[0], datetime(2000, 1, 1)) is not None):  # noqa: DTZ001
            return found[0]
    return ""


def find_zone_note(text: str) -> str:
    """Return the zone of a sentence about times: `All times in CET`."""
    return find_zone(text) if ABOUT_TIMES.search(text[:MOST_NOTE]) else ""


def find_zone_of_all(text: str) -> str:
    """Return the zone of a sentence about all times of a document, wherever it stands."""
    found = ABOUT_ALL.search(text[:MOST_NOTE])
    return find_zone(text[found.start() : found.end() + MOST_BETWEEN]) if found else ""


def offset_of(zone: str, local: datetime) -> timedelta | None:
    """Return how far a zone is ahead of UTC at a local time, or None for a zone that we do not know."""
    name = re.sub(r"\s(?:[Tt]ime|Standard Time|Daylight Time)\Z", "", zone.strip())
    offset = OFFSET.search(name)
    if offset:
        minutes = int(offset[2]) * 60 + int(offset[3] or 0)
        return timedelta(minutes=-minutes if offset[1] == "-" else minutes)
    if name in HOURS:
        return timedelta(hours=HOURS[name])
    region = REGIONS.get(name, name)
    if region.endswith("/Pacific"):
        region = "America/Los_Angeles"
    try:
        return ZoneInfo(region).utcoffset(local)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
