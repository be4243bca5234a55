"""Texts made to be slow. Up to a megabyte of each is read in bounded time, or refused with a sentence."""

from __future__ import annotations

import time

import pytest

from webapp.errors import TooLarge
from webapp.imports import import_markdown
from webapp.template import default_template

SIZE = 1_000_000
MOST_SECONDS = 30
HOSTILE = {
    "brackets": "[" * SIZE,
    "bracketed lines": ("[" * 399 + "\n\n") * 2500,
    "emphasis": "*a " * (SIZE // 3),
    "bold": "**a** " * (SIZE // 6),
    "ticks": "`a``" * (SIZE // 4),
    "pictures": "![" * (SIZE // 2),
    "tags": "<a " * (SIZE // 3),
    "cells": "|a|\n|-|\n" + "|" * SIZE,
    "quotes": ">" * SIZE,
    "bullets": "- " * (SIZE // 2),
    "nested lists": "".join(" " * level + "- a\n" for level in range(1300)),
    "digits": "# Timeline\n\n" + "1" * SIZE,
    "times": "# Timeline\n\n" + "10:" * (SIZE // 3),
    "days": "2026-01-01 " * (SIZE // 11),
    "a heading of parentheses": "# " + "(" * SIZE,
    "a heading of one word": "# " + "resolution " * (SIZE // 11),
    "spaces": "# Timeline\n\n" + " " * SIZE + "x",
    "front matter": "---\na: " + "[" * 19_000 + "\n---\n",
    "items without a time": "# Timeline\n\n- 10:00 a\n\nx\n\n" + "- a b c\n" * 3_000,
    "days between nothing": "# Timeline\n\n" + "2026-01-01\n\n" * 1_500,
    "lists between paragraphs": "# Timeline\n\n- 10:00 a\n\n" + "b\n\n- c\n\n" * 2_000,
    "labels": "a: b | " * (SIZE // 28),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_text_takes_bounded_time(name: str):
    started = time.perf_counter()
    import_markdown(HOSTILE[name], "incident.md", default_template())
    assert time.perf_counter() - started < MOST_SECONDS


def test_twice_the_text_takes_no_more_than_twice_the_time_and_some():
    def seconds(count: int) -> float:
        started = time.perf_counter()
        import_markdown("**Impact:** [a](b) `c` 10:21\n\n" * count, "incident.md", default_template())
        return time.perf_counter() - started

    seconds(100)
    assert seconds(800) < 8 * seconds(400) + 0.5


def test_more_lines_than_a_postmortem_has_are_refused():
    with pytest.raises(TooLarge, match="50,000 lines"):
        import_markdown("a\n" * 50_001, "incident.md", default_template())
