"""Moments in words, always UTC: `10:21`, `about 14:00`, `20 Nov 10:21`, `10:21–10:44`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime

UNKNOWN = "unknown"


def parse_moment(text: str) -> datetime | None:
    """Return an ISO 8601 moment as UTC, or None for what is none or names no zone."""
    try:
        moment = datetime.fromisoformat(text)
        return moment.astimezone(UTC) if moment.tzinfo else None
    except (ValueError, OverflowError):
        return None


def write_date(text: str) -> str:
    """Return an ISO date as `12 Oct 2026`; anything else as it is."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return text
    return f"{day.day} {day:%b %Y}"


def write_moment(text: str) -> str:
    """Return an ISO moment as `13 Oct 2026, 13:00 UTC`; anything else as it is."""
    moment = parse_moment(text)
    return f"{moment.day} {moment:%b %Y, %H:%M} UTC" if moment else text


class Clock:
    """How the times of one table are written: with the date only where the table spans days."""

    def __init__(self, rows: Iterable[Mapping[str, str]]) -> None:
        moments = [parse_moment(row.get(key, "")) for row in rows for key in ("at", "end_at")]
        days = {moment.date() for moment in moments if moment}
        self._spans_days = len(days) > 1
        self._spans_years = len({day.year for day in days}) > 1

    def write(self, row: Mapping[str, str]) -> str:
        """Return the time of a row; for one without a time the words of its source for it, if there are any."""
        start = parse_moment(row.get("at", ""))
        if start is None:
            return row.get("original_time", "") or UNKNOWN
        precision = row.get("precision", "minute")
        written = self._one(start, precision)
        end = parse_moment(row.get("end_at", ""))
        if end is not None:
            is_same_day = end.date() == start.date()
            written += "–" + (_clock(end, precision) if is_same_day else self._one(end, precision))
        is_about = row.get("approx") == "yes" or precision == "hour"
        return f"about {written}" if is_about else written

    def _one(self, moment: datetime, precision: str) -> str:
        day = f"{moment.day} {moment:%b %Y}" if self._spans_years else f"{moment.day} {moment:%b}"
        if precision == "month":
            return f"{moment:%B %Y}"
        if precision == "day":
            return day
        clock = _clock(moment, precision)
        return f"{day} {clock}" if self._spans_days else clock


def _clock(moment: datetime, precision: str) -> str:
    return f"{moment:%H:%M:%S}" if precision == "second" else f"{moment:%H:%M}"
