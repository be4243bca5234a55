"""How long the incident took, computed from the milestones of the rows that the same reader sees."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta

from exporters.times import parse_moment


def incident_duration(rows: Iterable[Mapping[str, str]]) -> timedelta | None:
    """Return the time from the first *started* to the last *resolved* row, or None while one of them is missing.

    Times that are only known to the day or less are too vague to count.
    """
    started, resolved = [], []
    for row in rows:
        moment = parse_moment(row.get("at", ""))
        if moment is None or row.get("precision") in {"day", "month", "unknown"}:
            continue
        if row.get("milestone") == "started":
            started.append(moment)
        elif row.get("milestone") == "resolved":
            resolved.append(moment)
    if not started or not resolved or max(resolved) < min(started):
        return None
    return max(resolved) - min(started)


def write_duration(duration: timedelta) -> str:
    """Return a duration as `2 h 14 min`, `3 d 2 h` or `42 min`, rounded down to the minute."""
    minutes = int(duration.total_seconds()) // 60
    days, hours, minutes = minutes // 1440, minutes // 60 % 24, minutes % 60
    parts = [(days, "d"), (hours, "h"), (minutes if not days else 0, "min")]
    return " ".join(f"{number} {unit}" for number, unit in parts if number) or "less than a minute"
