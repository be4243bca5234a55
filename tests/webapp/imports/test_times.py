"""The times people write in timelines, and what was inferred of them."""

from __future__ import annotations

import pytest

from webapp.imports.times import ClockText, DayText, read_time, read_time_at_end


@pytest.mark.parametrize(
    ("text", "words", "rest"),
    [
        ("2026-11-20 10:21 UTC rolled back", "2026-11-20 10:21 UTC", "rolled back"),
        ("2026-11-20T10:21:05+02:00 x", "2026-11-20T10:21:05+02:00", "x"),
        ("10:21: paged", "10:21", "paged"),
        ("[10:21] paged", "[10:21", "paged"),
        ("~14:18 down", "~14:18", "down"),
        ("ca. 18:30 – up", "ca. 18:30", "up"),
        ("12:45 PM PST Saturday Oct 30th: wave", "12:45 PM PST Saturday Oct 30th", "wave"),
        ("10/20/2026 - 15:38 CST - a user", "10/20/2026 - 15:38 CST", "a user"),
        ("7:30am - first report", "7:30am", "first report"),
        ("19. April, 11:00", "19. April, 11:00", ""),
        ("9:00 - 11:00 looking", "9:00 - 11:00", "looking"),
        ("between 10:00 and 11:00 we", "between 10:00 and 11:00", "we"),
        ("7-13th Nov x", "7-13th Nov", "x"),
        ("2026-10-01 to 2026-10-03 x", "2026-10-01 to 2026-10-03", "x"),
        ("14:?? x", "14:??", "x"),
        ("2X:XX (not sure) x", "2X:XX", "(not sure) x"),
        ("2026-02-?? ??:?? x", "2026-02-?? ??:??", "x"),
        ("20202-01-16 x", "20202-01-16", "x"),
        ("05/Nov/2026 10:00 x", "05/Nov/2026 10:00", "x"),
        ("0942 UTC: x", "0942 UTC", "x"),
        ("T+5m: x", "T+5m", "x"),
        ("13:55 PM x", "13:55 PM", "x"),
        ("2026-09-18 15.26 x", "2026-09-18 15.26", "x"),
        ("18:00 (UTC+2): x", "18:00 (UTC+2", "x"),
    ],
)
def test_a_time_is_read_from_the_beginning(text: str, words: str, rest: str):
    found = read_time(text)
    assert found
    assert (text[found.start : found.end], text[found.rest :]) == (words, rest)


@pytest.mark.parametrize(
    "text",
    ["Time to detection: 20 minutes", "4:12 hours of delay", "1.2.3 was released", "16:9 screens", "10:30-minute",
     "10-15 minutes later", "2026 was long", "CVE-2021-44228", "May I ask", "", "P1 10:21"],
)  # fmt: skip
def test_what_only_looks_like_a_time_is_none(text: str):
    assert read_time(text) is None


def test_what_is_written_is_kept_apart_from_what_is_not():
    found = read_time("Oct 30th, 12:45 PM x")
    assert found
    assert found.day == DayText(None, 10, 30)
    assert found.clock == ClockText(12, 45)
    assert found.zone == ""


def test_numbers_of_a_day_whose_order_is_not_told_stay_two_numbers():
    found = read_time("5/6/2026 x")
    assert found
    assert found.day == DayText(2026, first=5, second=6, sign="/")


@pytest.mark.parametrize("text", ["1600", "?", "--:--", "TBC", "Ongoing"])
def test_a_cell_for_times_holds_more(text: str):
    assert read_time(text, in_cell=True)
    assert text == "--:--" or read_time(f"{text} x") is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("First detected 2026-07-12 15:44", "2026-07-12 15:44"),
        ("Resolved: 2026-07-12 (Time TBC)", "2026-07-12 (Time TBC)"),
    ],
)
def test_a_time_is_read_from_the_end(text: str, words: str):
    found = read_time_at_end(text)
    assert found
    assert text[found.start :] == words


def test_a_time_of_day_alone_at_the_end_is_no_entry():
    assert read_time_at_end("the second wave began at 10:00") is None
