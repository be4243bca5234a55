"""The PDF says all that the page says, to eyes and to assistive technology, and the same bytes every time."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import pikepdf
import pytest
from hypothesis import given, settings

from exporters import pdf
from exporters.document import Audience
from exporters.page import Page
from exporters.theme import Theme
from tests.exporters.pages import pages
from tests.exporters.reading import pdf_pages, pdf_text, run
from tests.exporters.sample_page import LONG_ADDRESS, empty, sample
from tests.exporters.strings import missing, squeezed

PAGE = sample()


@pytest.fixture(scope="module")
def written() -> bytes:
    return pdf.render(PAGE, Theme())


def test_every_string_of_the_page_is_there_in_order(written: bytes) -> None:
    assert missing(PAGE, pdf_text(written, PAGE)) == []


def test_the_same_page_gives_the_same_bytes(written: bytes) -> None:
    assert pdf.render(PAGE, Theme()) == written


def test_title_language_and_outline_are_those_of_the_page(written: bytes) -> None:
    with pikepdf.open(io.BytesIO(written)) as opened:
        assert opened.docinfo["/Title"] == PAGE.title
        assert opened.Root.Lang == "en"
        assert opened.Root.MarkInfo.Marked
        with opened.open_outline() as outline:
            (title,) = outline.root
            assert title.title == PAGE.title
            assert [entry.title for entry in title.children][:2] == ["1 Executive summary", "2 Impact assessment"]


def test_nothing_tells_who_made_it_or_when(written: bytes) -> None:
    with pikepdf.open(io.BytesIO(written)) as opened:
        assert set(opened.docinfo.keys()) == {"/Title", "/Producer"}


def test_each_page_names_its_audience_and_its_number(written: bytes) -> None:
    pages = pdf_pages(written)
    for number, text in enumerate(pages, 1):
        assert "Internal" in text
        assert f"Page {number} of {len(pages)}" in text


def test_a_page_for_customers_says_so() -> None:
    (text,) = pdf_pages(pdf.render(sample(rows=0, audience=Audience.CUSTOMER, watermark=""), Theme()))[:1]
    assert "For customers" in text
    assert "Internal\n" not in text


def test_contents_name_the_page_of_each_section(written: bytes) -> None:
    pages = pdf_pages(written)
    (entry,) = [line for line in pages[0].splitlines() if line.startswith("4 Root cause analysis ")]
    assert "4 Root cause analysis\n" in pages[int(entry.split()[-1]) - 1]


def test_an_empty_page_is_a_whole_document() -> None:
    assert missing(empty(), pdf_text(pdf.render(empty(), Theme()), empty())) == []


def test_qpdf_finds_nothing_wrong(written: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("pdf") / "sample.pdf"
    path.write_bytes(written)
    assert b"No syntax or stream encoding errors found" in run("qpdf", "--check", str(path))


@settings(max_examples=40, deadline=None)
@given(pages())
def test_whatever_a_page_says_stands_in_the_file(page: Page) -> None:
    assert missing(page, pdf_text(pdf.render(page, Theme()), page)) == []


def test_links_are_live(written: bytes) -> None:
    with pikepdf.open(io.BytesIO(written)) as opened:
        notes = [note for page in opened.pages for note in page.get("/Annots", [])]
        addresses = {str(note.A.URI) for note in notes if "/A" in note}
    assert {"https://wiki.example.com/x/plan?a=1&b=2", LONG_ADDRESS} <= addresses


def test_a_table_repeats_its_head_on_every_page() -> None:
    pages = pdf_pages(pdf.render(sample(rows=100), Theme()))
    assert sum("Time (UTC) Event Source" in text for text in pages) >= 4


def test_headings_are_tagged_in_order_and_skip_no_level(written: bytes) -> None:
    with pikepdf.open(io.BytesIO(written)) as opened:
        levels = [int(tag[2]) for tag in tags(opened.Root.StructTreeRoot.K) if re.fullmatch(r"/H\d", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_tables_lists_and_links_are_tagged(written: bytes) -> None:
    with pikepdf.open(io.BytesIO(written)) as opened:
        assert {"/Table", "/TH", "/TD", "/L", "/LI", "/Link", "/P", "/BlockQuote"} <= set(
            tags(opened.Root.StructTreeRoot.K)
        )


def tags(node: pikepdf.Object) -> Iterator[str]:
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from tags(child)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            yield str(node.S)
        yield from tags(node.get("/K"))


def test_a_watermark_stands_on_every_page_of_a_draft_and_on_no_other(written: bytes) -> None:
    assert all(
        squeezed(text).endswith(f"DraftPage{n}of{len(pdf_pages(written))}")
        for n, text in enumerate(pdf_pages(written), 1)
    )
    assert "Draft" not in squeezed("".join(pdf_pages(pdf.render(replace(PAGE, facts=(), watermark=""), Theme()))))
