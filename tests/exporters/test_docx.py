"""The DOCX says all that the page says, with real styles, and nothing of any template or moment."""

from __future__ import annotations

import io
import zipfile

import docx as python_docx
import pytest
from hypothesis import given, settings

from exporters import docx
from exporters.page import Page
from exporters.theme import Theme
from tests.exporters.pages import pages
from tests.exporters.reading import docx_text
from tests.exporters.sample_page import empty, sample
from tests.exporters.strings import missing

PAGE = sample()


@pytest.fixture(scope="module")
def written() -> bytes:
    return docx.render(PAGE, Theme())


def test_every_string_of_the_page_is_there_in_order(written: bytes) -> None:
    assert missing(PAGE, docx_text(written)) == []


def test_the_same_page_gives_the_same_bytes(written: bytes) -> None:
    assert docx.render(PAGE, Theme()) == written


def test_no_entry_tells_when_it_was_written(written: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(written)) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_properties_come_from_the_page_alone(written: bytes) -> None:
    properties = python_docx.Document(io.BytesIO(written)).core_properties
    assert (properties.title, properties.language) == (PAGE.title, "en")
    assert (properties.author, properties.last_modified_by, properties.comments) == ("", "", "")
    assert properties.created is None


def test_the_package_holds_only_parts_made_for_it(written: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(written)) as package:
        assert sorted(package.namelist()) == [
            "[Content_Types].xml",
            "_rels/.rels",
            "docProps/core.xml",
            "word/_rels/document.xml.rels",
            "word/document.xml",
            "word/footer1.xml",
            "word/header1.xml",
            "word/header2.xml",
            "word/numbering.xml",
            "word/settings.xml",
            "word/styles.xml",
        ]


def test_an_empty_page_is_a_whole_document() -> None:
    assert missing(empty(), docx_text(docx.render(empty(), Theme()))) == []


@settings(max_examples=60, deadline=None)
@given(pages())
def test_whatever_a_page_says_stands_in_the_file(page: Page) -> None:
    assert missing(page, docx_text(docx.render(page, Theme()))) == []
