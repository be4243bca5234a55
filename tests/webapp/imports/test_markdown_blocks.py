"""What Markdown holds, and where its words arrive in prose."""

from __future__ import annotations

import pytest

from exporters.document import Run
from tests.webapp.imports.reading import prose, texts
from webapp.imports.words import document_words, source_words


def lines(document):
    return prose(document, "summary.what_happened").lines


def test_marks_and_safe_links_become_marks_of_runs(read):
    (line,) = lines(
        read("## Summary\n\nThe **pool** was *empty*, see `pg_top` and [the graph](https://g.example/d/1).")
    )
    assert Run("pool", strong=True) in line.runs
    assert Run("empty", em=True) in line.runs
    assert Run("pg_top", mono=True) in line.runs
    assert Run("the graph", link="https://g.example/d/1") in line.runs


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("[runbook](../runbooks/db.md)", "runbook (../runbooks/db.md)"),
        ("[x](javascript:alert(1))", "x (javascript:alert(1))"),
        ("![a graph](img/pool.png)", "a graph (img/pool.png)"),
        ("![](img/pool.png)", "img/pool.png"),
        ('[x](https://x.example "the title")', "x “the title”"),
        ("a ~~wrong~~ guess", "a ~~wrong~~ guess"),
        ("<kbd>Ctrl</kbd> was stuck", "<kbd>Ctrl</kbd> was stuck"),
        ("one[^1] note", "one[^1] note"),
        ("[ ] not a task", "[ ] not a task"),
        ("S&amp;O &eacute;t&eacute;", "S&O été"),
    ],
)
def test_what_a_run_cannot_hold_is_written_beside_the_text(read, source: str, text: str):
    assert texts(read(f"## Summary\n\n{source}\n\n[^1]: Note."), "summary.what_happened") == [text]


def test_a_picture_of_the_web_is_a_link(read):
    assert lines(read("## Summary\n\n![the pool](https://g.example/p.png)"))[0].runs == (
        Run("the pool", link="https://g.example/p.png"),
    )


def test_hard_breaks_make_lines_and_soft_ones_do_not(read):
    assert texts(read("## Summary\n\none\ntwo  \nthree<br>four"), "summary.what_happened") == [
        "one two",
        "three",
        "four",
    ]


def test_lists_keep_their_depth_and_their_paragraphs(read):
    source = "## Summary\n\n- one\n\n  more of one\n  - deeper\n\n1. first\n2. second\n"
    assert [(line.kind, line.depth, line.text) for line in lines(read(source))] == [
        ("bullet", 0, "one"),
        ("bullet", 1, "more of one"),
        ("bullet", 1, "deeper"),
        ("ordered", 0, "first"),
        ("ordered", 0, "second"),
    ]


def test_a_number_that_a_document_would_not_count_to_is_written_out(read):
    source = "## Summary\n\n1. look\n\n```\nfind .\n```\n\n2. delete\n3. tell\n"
    assert [(line.kind, line.text) for line in lines(read(source))] == [
        ("ordered", "look"),
        ("code", "find ."),
        ("paragraph", "2. delete"),
        ("paragraph", "3. tell"),
    ]


def test_code_keeps_its_lines_and_its_language(read):
    assert [(line.kind, line.text) for line in lines(read("## Summary\n\n```sql\nselect 1\n\nfrom t\n```"))] == [
        ("paragraph", "sql"),
        ("code", "select 1"),
        ("code", ""),
        ("code", "from t"),
    ]


def test_a_table_becomes_items_below_its_header(read):
    assert [
        (line.kind, line.text) for line in lines(read("## Summary\n\n|Region|Loss|\n|--|--|\n|eu|3 %|\n|us|\n"))
    ] == [
        ("paragraph", "Region | Loss"),
        ("bullet", "eu | 3 %"),
        ("bullet", "us"),
    ]


def test_cells_beyond_the_columns_of_a_table_are_kept(read):
    assert "c | d [e" in lines(read("## Summary\n\n|A|B|\n|--|--|\n|a|b|c \\| d [e|\n"))[1].text


def test_quotes_keep_the_lists_in_them(read):
    assert [(line.kind, line.text) for line in lines(read("## Summary\n\n> said\n>\n> 1. one\n> - two\n"))] == [
        ("quote", "said"),
        ("quote", "1. one"),
        ("quote", "• two"),
    ]


def test_comments_definitions_and_footnotes_arrive_in_the_appendix(read):
    document = read(
        "## Summary\n\nSee [it][ref].[^1]\n\n<!-- ask legal -->\n\n"
        "[ref]: https://x.example/a\n[un]: b.md\n\n[^1]: Why.\n"
    )
    assert texts(document, "appendix.notes") == [
        "<!-- ask legal -->",
        "[^1]: Why.",
        "[ref]: https://x.example/a",
        "[un]: b.md",
    ]


def test_a_footnote_that_nothing_refers_to_is_kept(read):
    assert texts(read("Hello.\n\n[^9]: Lonely words.\n"), "appendix.notes") == ["[^9]: Lonely words."]


def test_html_blocks_are_kept_as_they_stand(read):
    source = "## Summary\n\n<details>\n<summary>Logs</summary>\nboom\n</details>\n"
    assert texts(read(source), "summary.what_happened") == [
        "<details>",
        "<summary>Logs</summary>",
        "boom",
        "</details>",
    ]


@pytest.mark.parametrize("depth", [10, 40, 200])
def test_words_nested_deeper_than_the_parser_goes_are_kept(read, depth: int):
    source = "".join(f"{'  ' * level}- level{level}\n" for level in range(depth)) + "\n" + "> " * depth + "quoted"
    assert not source_words(source) - document_words(read(source))
