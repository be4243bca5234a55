"""Timelines in tables, lists, headings and paragraphs."""

from __future__ import annotations

import pytest

from tests.webapp.imports.reading import rows, texts


def told(document, *keys: str):
    """Return some values and the event of each row."""
    return [
        (*(row.values.get(key, "") for key in keys), " / ".join(line.text for line in row.prose["event"]))
        for row in rows(document, "timeline")
    ]


def test_a_table_is_read_by_the_words_of_its_header(read):
    document = read(
        "## Timeline\n\n| Who | When (CET) | What happened | Ticket |\n|--|--|--|--|\n"
        "| Ben | 2026-01-02 10:21 | Paged | [T-1](https://t.example/1) |\n"
    )
    (row,) = rows(document, "timeline")
    assert row.values["at"] == "2026-01-02T09:21:00Z"
    assert (row.values["tz"], row.values["tz_source"]) == ("CET", "section")
    assert row.values["source"] == "Ben"
    assert [line.text for line in row.prose["event"]] == ["Paged", "Ticket: T-1"]
    assert row.values["columns"] == "Who | When (CET) | What happened | Ticket"


def test_day_and_time_may_stand_in_two_columns(read):
    document = read(
        "# Down, 2026\n\n## Timeline (UTC)\n\n|Day|Time|Event|\n|-|-|-|\n|2026-01-02|10:00|a|\n|Jan 3 2026|1130|b|\n"
    )
    assert told(document, "at") == [("2026-01-02T10:00:00Z", "a"), ("2026-01-03T11:30:00Z", "b")]


def test_list_items_are_rows_with_all_that_is_in_them(read):
    document = read(
        "## Timeline\n\nAll times in UTC.\n\n- **2026-01-02 10:00** - Paged\n  - by `alertmanager`\n\n"
        "  ```\n  boom\n  ```\n- went quiet\n- 10:05: Up\n"
    )
    assert told(document, "at") == [
        ("2026-01-02T10:00:00Z", "Paged / by alertmanager / boom / went quiet"),
        ("2026-01-02T10:05:00Z", "Up"),
    ]
    assert texts(document, "timeline.introduction") == ["All times in UTC."]


def test_headings_that_are_times_are_rows_with_what_stands_below_them(read):
    document = read(
        "## Timeline\n\nAll times in PST\n\n### 2026-01-02 08:47 - Paged\n\nOne.\n\n- two\n\n### 09:00\n\nThree.\n"
    )
    assert told(document, "at") == [
        ("2026-01-02T16:47:00Z", "Paged / One. / two"),
        ("2026-01-02T17:00:00Z", "Three."),
    ]


def test_paragraphs_and_lines_that_begin_with_a_time_are_rows(read):
    document = read("## Timeline UTC\n\n2026-01-02 10:00 - One\n10:05 - Two\nand more\n\n10:10 Three\n\nwith a tail\n")
    assert told(document) == [("One",), ("Two and more",), ("Three / with a tail",)]


def test_a_label_with_its_time_last_is_a_row(read):
    document = read(
        "# Down\n\n- **Key events**\n  - First detected 2026-01-02 10:00\n  - Resolved: 2026-01-02 11:00 UTC\n"
    )
    assert told(document, "at", "tz_source") == [
        ("2026-01-02T10:00:00Z", "assumed", "First detected"),
        ("2026-01-02T11:00:00Z", "row", "Resolved"),
    ]


def test_times_of_day_may_stand_last_in_all_items(read):
    document = read("## Timeline (UTC), 2026-01-02\n\n- First detected at 10:00\n- Resolved (11:00)\n")
    assert told(document, "at") == [("2026-01-02T10:00:00Z", "First detected"), ("2026-01-02T11:00:00Z", "Resolved")]


def test_a_wrapped_line_that_happens_to_begin_with_a_time_is_no_row(read):
    document = read("## Timeline (UTC)\n\n- 2026-01-02 10:00 a, that went on until\n  11:00 at least\n")
    assert told(document) == [("a, that went on until 11:00 at least",)]


def test_a_day_with_the_zone_of_all_times_is_a_mark_between_rows(read):
    document = read("## Timeline\n\n2026-01-02 (*all times CET*)\n\n- 10:00 a\n- 10:01 b\n")
    assert told(document, "at", "tz_source", "day_words")[0] == (
        "2026-01-02T09:00:00Z",
        "section",
        "2026-01-02 (all times CET)",
        "a",
    )


def test_due_dates_are_no_timeline(read):
    table = "|Action|Due date|\n|-|-|\n" + "|a|2026-01-02|\n" * 4
    document = read(f"## Action items\n\n{table}\n## Sprockets\n\n{table}")
    assert told(document) == []
    assert len(rows(document, "action_items")) == 4


def test_days_between_rows_give_them_their_date(read):
    document = read("## Timeline (UTC)\n\n_1/25/2026_\n\n23:50: a\n\n_1/26/2026_\n\n10:00: b\n")
    assert told(document, "at", "inferred", "day_words") == [
        ("2026-01-25T23:50:00Z", "date", "1/25/2026", "a"),
        ("2026-01-26T10:00:00Z", "date", "1/26/2026", "b"),
    ]


def test_a_day_may_hold_a_list_of_times(read):
    document = read("## Timeline (UTC)\n\n- 2 Jan 2026\n  - 10:00 a\n  - 11:00 b\n")
    assert told(document, "at") == [("2026-01-02T10:00:00Z", "a"), ("2026-01-02T11:00:00Z", "b")]


def test_three_timed_siblings_anywhere_are_a_timeline(read):
    source = "## Root cause\n\nSee.\n\n- 2026-01-02 10:00 a\n- 2026-01-02 10:01 b\n- 2026-01-02 10:02 c\n\nDone.\n"
    document = read(source)
    assert told(document) == [("a",), ("b",), ("c",)]
    assert texts(document, "root_cause.trigger") == ["See.", "Done."]


def test_two_timed_siblings_outside_of_a_timeline_are_none(read):
    document = read("## Root cause\n\n- 10:00 a\n- 10:01 b\n")
    assert told(document) == []
    assert texts(document, "root_cause.trigger") == ["10:00 a", "10:01 b"]


def test_timed_headings_need_no_heading_above_them(read):
    document = read("# Down\n\n## 2026-01-02 10:00\n\na\n\n## 10:05\n\nb\n\n## 10:10\n\nc\n\n## Lessons learned\n\nd\n")
    assert told(document) == [("a",), ("b",), ("c",)]
    assert texts(document, "lessons.notes") == ["d"]


def test_a_date_is_taken_from_around_and_marked(read):
    document = read("## Timeline\n\nAll times are in UTC.\n\n- 10:00 a\n- 11:00 b\n", "2026-01-02-down.md")
    assert told(document, "at", "inferred") == [
        ("2026-01-02T10:00:00Z", "date", "a"),
        ("2026-01-02T11:00:00Z", "date", "b"),
    ]


def test_a_clock_that_goes_far_back_has_passed_midnight(read):
    document = read("## Timeline (UTC)\n\n- 2026-01-02 23:50 a\n- 00:10 b\n")
    assert told(document, "at", "inferred")[1] == ("2026-01-03T00:10:00Z", "date", "b")


def test_a_clock_that_goes_back_a_little_is_out_of_order_and_flagged(read, imported):
    source = "## Timeline (UTC)\n\n- 2026-01-02 14:49 a\n- 14:43 b\n"
    assert told(read(source), "at", "inferred", "original_time")[1] == (
        "2026-01-02T14:43:00Z",
        "date,order",
        "14:43",
        "b",
    )
    report = imported(source).report
    assert report.rows_to_check == 1
    assert "go back" in report.remarks[0]


def test_an_unknown_zone_is_assumed_and_said(imported):
    result = imported("## Timeline\n\n- 2026-01-02 10:00 a\n")
    (row,) = rows(result.document, "timeline")
    assert (row.values["at"], row.values["tz_source"], row.values["inferred"]) == (
        "2026-01-02T10:00:00Z",
        "assumed",
        "zone",
    )
    assert "UTC" in result.report.remarks[0]


@pytest.mark.parametrize(
    ("note", "at"),
    [
        ("All times in CET", "2026-07-02T09:00:00Z"),
        ("*(All times US/Pacific, 24-hour clock.)*", "2026-07-02T17:00:00Z"),
        ("All times in UTC+1 (Zurich time)", "2026-07-02T09:00:00Z"),
        ("All times in Central European Time (CET)", "2026-07-02T08:00:00Z"),
        ("Times are GMT+2", "2026-07-02T08:00:00Z"),
    ],
)
def test_zones_are_read_from_notes(read, note: str, at: str):
    assert told(read(f"## Timeline\n\n{note}\n\n- 2026-07-02 10:00 a\n"), "at") == [(at, "a")]


@pytest.mark.parametrize(
    ("time", "values"),
    [
        ("2026-01-02", {"at": "2026-01-02T00:00:00Z", "precision": "day"}),
        ("2026-01-02 14:??", {"at": "2026-01-02T14:00:00Z", "precision": "hour"}),
        ("2026-01-02 14:00:05", {"at": "2026-01-02T14:00:05Z", "precision": "second"}),
        ("~2026-01-02 14:00", {"at": "2026-01-02T14:00:00Z", "approx": "yes"}),
        ("2026-01-02 14:00-15:00", {"end_at": "2026-01-02T15:00:00Z"}),
        ("2026-01-02 13:55 PM", {"at": "2026-01-02T13:55:00Z", "inferred": "clock"}),
        ("2026-02-??", {"at": "2026-02-01T00:00:00Z", "precision": "month"}),
        ("November 2026", {"at": "2026-11-01T00:00:00Z", "precision": "month"}),
        ("11/03/202", {"at": "", "precision": "unknown", "original_time": "11/03/202"}),
        ("2026-02-30 10:00", {"at": "", "original_time": "2026-02-30 10:00"}),
    ],
)
def test_what_a_time_does_not_say_is_not_made_up(read, time: str, values: dict[str, str]):
    (row,) = rows(read(f"## Timeline (UTC)\n\n- {time} - something\n"), "timeline")
    assert {key: row.values.get(key, "") for key in values} == values
    assert row.values["original_text"] == f"{time} - something"


def test_a_row_without_a_time_stays_near_the_one_above(read):
    document = read("## Timeline (UTC)\n\n|Time|Event|\n|-|-|\n|2026-01-02 10:00|a|\n|?|b|\n|2026-01-02 09:00|c|\n")
    assert [row[-1] for row in told(document)] == ["a", "b", "c"]
    assert told(document, "at", "near", "original_time")[1] == ("", "2026-01-02T10:00:00Z", "?", "b")


@pytest.mark.parametrize(
    ("other", "at"), [("25/12/2025", "2026-06-05"), ("12/25/2025", "2026-05-06")], ids=["day first", "month first"]
)
def test_the_order_of_day_and_month_is_decided_once_by_evidence(read, other: str, at: str):
    document = read(f"## Timeline (UTC)\n\n- {other} 09:00 a\n- 5/6/2026 10:00 b\n")
    assert told(document, "at", "inferred")[1] == (f"{at}T10:00:00Z", "", "b")


def test_without_evidence_the_order_of_day_and_month_is_a_marked_guess(imported):
    result = imported("## Timeline (UTC)\n\n- 5/6/2026 10:00 b\n")
    assert rows(result.document, "timeline")[0].values["inferred"] == "day_order"
    assert "day/month" in result.report.remarks[0]


def test_rows_have_the_same_ids_whenever_they_are_read(read):
    source = "## Timeline\n\n- 10:00 a\n- 10:00 a\n- 10:01 b\n"
    first, again = rows(read(source), "timeline"), rows(read("# Other title\n\n" + source), "timeline")
    assert [row.id for row in first] == [row.id for row in again]
    assert len({row.id for row in first}) == 3


def test_a_picture_below_the_rows_is_no_row(read):
    document = read("## Timeline\n\n2026-01-02 10:00 a\n\n![1-2-2026 graph](g.png)\n")
    assert told(document) == [("a / 1-2-2026 graph (g.png)",)]


def test_more_rows_than_anybody_reads_are_refused(read):
    from webapp.errors import TooLarge

    with pytest.raises(TooLarge, match="10,000 rows"):
        read("## Timeline\n\n" + "- 10:00 a\n" * 10_001)
