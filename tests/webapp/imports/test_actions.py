"""Bullets and tables under action headings become action items."""

from __future__ import annotations

import pytest

from tests.webapp.imports.reading import rows, texts


def actions(document, *keys: str):
    return [
        (*(row.values.get(key, "") for key in keys), " / ".join(line.text for line in row.prose["action"]))
        for row in rows(document, "action_items")
    ]


def test_bullets_become_rows_with_what_is_below_them(read):
    document = read("## Action items\n\n- Add a limit\n  - to the pool\n- Tell support\n\nThat is all.\n")
    assert actions(document) == [("Add a limit / to the pool",), ("Tell support",)]
    assert texts(document, "action_items.notes") == ["That is all."]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("[x] Add a limit", {"status": "done", "original_text": "[x] Add a limit"}),
        ("[ ] Add a limit", {"status": ""}),
        ("✅ Add a limit", {"status": "done"}),
        ("Add a limit (DONE)", {"status": "done"}),
        ("Get the migration done", {"status": ""}),
        ("Add a limit (@ben)", {"owner": "@ben"}),
        ("Add a limit, Owner: Ben Okafor", {"owner": "Ben Okafor"}),
        ("Thank @ben for the report", {"owner": ""}),
        ("Add a limit by 2026-03-01", {"due": "2026-03-01"}),
        ("Add a limit, due: March 1, 2026", {"due": "2026-03-01"}),
        ("Add a limit by hand", {"due": ""}),
        ("P1: add a limit", {"priority": "P1"}),
        ("P7: add a limit", {"priority": ""}),
        ("[detect] Alert on the pool", {"type": "detect"}),
    ],
)
def test_owner_date_priority_and_state_are_read_from_the_text(read, text: str, values: dict[str, str]):
    (row,) = rows(read(f"## Action items\n\n- {text}\n"), "action_items")
    assert {key: row.values.get(key, "") for key in values} == values
    assert row.prose["action"][0].text == text.removeprefix("[x] ").removeprefix("[ ] ")


def test_tables_are_read_by_the_words_of_their_header(read):
    document = read(
        "## Action items\n\n|What|Owner|Due|Priority|Status|Ticket|\n|-|-|-|-|-|-|\n"
        "|Add a limit|Ben|2026-03-01|P0|In progress|T-1|\n|Tell support|||High|later||\n"
    )
    assert actions(document, "owner", "due", "priority", "status") == [
        ("Ben", "2026-03-01", "P0", "in_progress", "Add a limit / Ticket: T-1"),
        ("", "", "", "", "Tell support / Priority: High / Status: later"),
    ]


def test_headings_and_bold_lines_name_groups(read):
    document = read("## Action items\n\n### Process\n\n- a\n\n**Monitoring**\n\n- b\n\n- Tools:\n  - c\n")
    assert actions(document, "group", "type") == [
        ("Process", "process", "a"),
        ("Monitoring", "", "b"),
        ("Monitoring / Tools", "", "c"),
    ]


def test_a_group_without_actions_is_kept_as_a_heading(read):
    document = read("## Next steps\n\nWe will see.\n")
    assert texts(document, "action_items.notes") == ["Next steps", "We will see."]


def test_what_interrupts_a_numbered_list_belongs_to_the_item_above(read):
    document = read("## Action items\n\n1. Restore the table\n\n- from the copy\n\n2. Check it\n")
    assert actions(document) == [("Restore the table / from the copy",), ("Check it",)]


def test_a_plain_line_above_a_list_is_enough(read):
    assert actions(read("# Down\n\nIt broke.\n\nAction items:\n\n- Add a limit\n")) == [("Add a limit",)]


def test_ids_are_the_same_whenever_they_are_read(read):
    source = "## Action items\n\n- a\n- a\n"
    first, again = rows(read(source), "action_items"), rows(read(source), "action_items")
    assert [row.id for row in first] == [row.id for row in again]
    assert first[0].id != first[1].id
