"""Report, as the importer reads it."""

from __future__ import annotations


def test_the_report_counts_in_words(imported):
    timeline = "## Timeline (UTC)\n\n- 2026-01-02 10:00 a\n- 09:59 b\n\n"
    source = f"# Down\n\n{timeline}## Actions\n\n- c (@ben)\n- d\n\n## Sprockets\n\nRound.\n"
    assert str(imported(source).report) == (
        "2 rows, 1 time needs you; 2 actions, 1 without owner; 2 of 7 blocks in the appendix"
    )


def test_a_report_of_nothing_is_short(imported):
    assert str(imported("").report) == "0 rows; 0 actions; 0 of 0 blocks in the appendix"
