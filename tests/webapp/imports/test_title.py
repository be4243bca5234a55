"""Where a title comes from: heading, front matter, file name."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("source", "filename", "title"),
    [
        ("# Checkout down\n\n## Summary\n", "x.md", "Checkout down"),
        ("# Postmortem: Checkout down\n", "x.md", "Checkout down"),
        ("Checkout down\n=============\n", "x.md", "Checkout down"),
        ("---\ntitle: From the front\n---\n\n## Summary\n\nText.\n", "x.md", "From the front"),
        ("## Summary\n\nText.\n", "docs/2026-01-02-checkout_down.html.md.erb", "2026 01 02 checkout down"),
        ("# Summary\n\nText.\n\n# Impact\n", "checkout.md", "checkout"),
        ("# Timeline of a bad day\n\n## Summary\n", "x.md", "Timeline of a bad day"),
    ],
)
def test_the_title_comes_from_heading_front_matter_or_file_name(read, source: str, filename: str, title: str):
    assert read(source, filename).title == title


def test_the_public_title_stays_empty(read):
    assert read("# Checkout down").public_title == ""
