"""Front matter: read where it can be, kept as it stands where not."""

from __future__ import annotations

from tests.webapp.imports.reading import texts
from webapp.imports.front_matter import read_front_matter


def test_values_are_read_as_they_are_written():
    front = read_front_matter("---\ntitle: Checkout down\ndate: 2026-11-20\ntags: [a, b]\nseverity: SEV-2\n---\nText")
    assert front.values == {"title": "Checkout down", "date": "2026-11-20", "severity": "SEV-2"}
    assert front.lines == 6


def test_malformed_front_matter_is_kept_with_a_remark(imported):
    result = imported("---\ntitle: [oops\n: x\n---\n# Checkout down\n")
    assert "title: [oops" in texts(result.document, "appendix.notes")
    assert "not valid YAML" in result.report.remarks[0]


def test_a_ruler_at_the_top_is_no_front_matter(read):
    assert read_front_matter("---\nJust a sentence.\n---\n").lines == 0
    assert "Just a sentence here." in texts(read("---\nJust a sentence here.\n\n---\nMore.\n"), "summary.what_happened")


def test_aliases_cannot_grow():
    bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{k}: &{k} [{','.join(['*' + p] * 9)}]\n" for p, k in zip("abcdefgh", "bcdefghi", strict=True)
    )
    assert read_front_matter(f"---\n{bomb}title: Fine\n---\n").values["title"] == "Fine"
