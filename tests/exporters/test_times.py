"""Moments and durations as people read them, always in UTC."""

from __future__ import annotations

from datetime import timedelta

import pytest

from exporters.durations import incident_duration, write_duration
from exporters.times import Clock, parse_moment, write_date, write_moment

DAY = "2026-11-20T"


def written(*rows: dict[str, str]) -> list[str]:
    clock = Clock(rows)
    return [clock.write(row) for row in rows]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"at": f"{DAY}10:21:00Z"}, "10:21"),
        ({"at": f"{DAY}10:21:05Z", "precision": "second"}, "10:21:05"),
        ({"at": f"{DAY}10:21:05Z", "precision": "minute"}, "10:21"),
        ({"at": f"{DAY}14:00:00Z", "approx": "yes"}, "about 14:00"),
        ({"at": f"{DAY}14:00:00Z", "precision": "hour"}, "about 14:00"),
        ({"at": f"{DAY}00:00:00Z", "precision": "day"}, "20 Nov"),
        ({"at": f"{DAY}00:00:00Z", "precision": "month"}, "November 2026"),
        ({"at": f"{DAY}10:21:00Z", "end_at": f"{DAY}10:44:00Z"}, "10:21–10:44"),
        ({"at": "2026-11-20T11:21:00+01:00"}, "10:21"),
        ({"at": ""}, "unknown"),
        ({"at": "yesterday"}, "unknown"),
        ({"at": "2026-11-20T10:21:00"}, "unknown"),
        ({"at": "", "original_time": "14:??"}, "14:??"),
        ({"at": "", "original_text": "14:?? Ada restarted it"}, "unknown"),
    ],
)
def test_the_time_of_an_event(row: dict[str, str], words: str) -> None:
    assert written(row) == [words]


def test_the_day_stands_before_each_time_of_a_table_that_spans_days() -> None:
    rows = {"at": f"{DAY}23:50:00Z"}, {"at": "2026-11-21T00:10:00Z"}, {"at": ""}
    assert written(*rows) == ["20 Nov 23:50", "21 Nov 00:10", "unknown"]
    assert written({"at": f"{DAY}23:50:00Z", "end_at": "2026-11-21T00:10:00Z"}) == ["20 Nov 23:50–21 Nov 00:10"]


def test_the_year_stands_there_where_a_table_spans_years() -> None:
    assert written({"at": "2026-12-31T23:50:00Z"}, {"at": "2027-01-01T00:10:00Z"}) == [
        "31 Dec 2026 23:50",
        "1 Jan 2027 00:10",
    ]


def test_dates_and_moments_of_the_header() -> None:
    assert write_date("2026-11-20") == "20 Nov 2026"
    assert write_date("last Friday") == "last Friday"
    assert write_moment("2026-11-23T15:00:00Z") == "23 Nov 2026, 15:00 UTC"
    assert write_moment("2026-11-23T16:00:00+01:00") == "23 Nov 2026, 15:00 UTC"
    assert write_moment("soon") == "soon"


@pytest.mark.parametrize("text", ["", "0001-01-01T00:00:00+14:00", "2026-13-01T00:00:00Z", "2026-11-20T10:21:00"])
def test_what_is_no_moment_is_none(text: str) -> None:
    assert parse_moment(text) is None


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(0, "less than a minute"), (42, "42 min"), (134, "2 h 14 min"), (120, "2 h"), (3 * 1440 + 125, "3 d 2 h")],
)
def test_a_duration_in_words(minutes: int, words: str) -> None:
    assert write_duration(timedelta(minutes=minutes)) == words


def at(milestone: str, clock: str, **values: str) -> dict[str, str]:
    return {"milestone": milestone, "at": f"{DAY}{clock}:00Z", **values}


def test_an_incident_lasts_from_the_first_start_to_the_last_resolution() -> None:
    rows = [at("started", "10:05"), at("started", "10:02"), at("resolved", "10:40"), at("resolved", "10:44")]
    assert incident_duration(rows) == timedelta(minutes=42)


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [at("started", "10:02")],
        [at("started", "10:02"), at("mitigated", "10:44")],
        [at("started", "10:44"), at("resolved", "10:02")],
        [at("started", "10:02", precision="day"), at("resolved", "10:44")],
        [{"milestone": "started", "at": ""}, at("resolved", "10:44")],
    ],
)
def test_without_both_ends_there_is_no_duration(rows: list[dict[str, str]]) -> None:
    assert incident_duration(rows) is None
