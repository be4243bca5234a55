"""The DOCX says all that the page says, with real styles, and nothing of any template or moment."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import docx as python_docx
import pytest
from hypothesis import given, settings

from exporters import docx
from exporters.page import Page
from exporters.theme import Theme
from tests.exporters.pages import pages
from tests.exporters.reading import docx_text, pdf_pages, run
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


def parts(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name).decode() for name in package.namelist()}


def test_every_relationship_is_used_and_every_link_has_its_target(written: bytes) -> None:
    told = parts(written)
    related = set(re.findall(r'Id="(link\d+)"', told["word/_rels/document.xml.rels"]))
    used = set(re.findall(r'<w:hyperlink r:id="(\w+)"', told["word/document.xml"]))
    assert related == used != set()
    assert 'Target="https://wiki.example.com/x/plan?a=1&amp;b=2" TargetMode="External"' in "".join(told.values())


def test_contents_lead_to_their_sections(written: bytes) -> None:
    body = parts(written)["word/document.xml"]
    anchors = re.findall(r'<w:hyperlink w:anchor="(\w+)"', body)
    assert len(anchors) == len(PAGE.sections)
    assert anchors == re.findall(r'<w:bookmarkStart w:id="\d+" w:name="(\w+)"', body)


def test_each_numbered_list_starts_at_one(written: bytes) -> None:
    told = parts(written)
    numbers = re.findall(
        r'<w:pStyle w:val="ListNumber"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="(\d+)"', told["word/document.xml"]
    )
    assert numbers == ["2", "2", "3", "3"]
    for number in set(numbers):
        assert f'<w:num w:numId="{number}"><w:abstractNumId w:val="1"/><w:lvlOverride' in told["word/numbering.xml"]


def test_heads_repeat_and_rows_stay_whole(written: bytes) -> None:
    body = parts(written)["word/document.xml"]
    assert body.count("<w:tblHeader/>") == 3
    assert body.count("<w:cantSplit/>") == body.count("<w:tr>")


def test_checks_can_be_ticked(written: bytes) -> None:
    body = parts(written)["word/document.xml"]
    assert re.findall(r'<w14:checked w14:val="(\d)"/>', body) == ["1", "0"]


def test_styles_are_those_that_word_knows(written: bytes) -> None:
    names = {style.name for style in python_docx.Document(io.BytesIO(written)).styles}
    wanted = {"Title", "Heading 1", "Heading 2", "Heading 3", "List Bullet", "List Number", "Quote", "Code", "Caption"}
    assert wanted <= names


def test_header_and_footer_name_the_audience_and_the_page(written: bytes) -> None:
    (section,) = python_docx.Document(io.BytesIO(written)).sections
    assert section.header.paragraphs[0].text == f"{PAGE.title}\tDraft · Internal"
    assert section.first_page_header.paragraphs[0].text == "\tDraft · Internal"
    assert section.footer.paragraphs[0].text == "\tPage 1 of 1"


def test_the_language_is_that_of_the_page() -> None:
    told = parts(docx.render(replace(PAGE, lang="de-AT"), Theme()))
    assert '<w:lang w:val="de-AT"/>' in told["word/styles.xml"]


def test_what_xml_cannot_carry_is_shown_as_a_replacement_character() -> None:
    page = replace(empty(), title="bell \x07, half \ud800, none \uffff")
    assert "bell \ufffd, half \ufffd, none \ufffd" in docx_text(docx.render(page, Theme()))


def test_libreoffice_reads_the_same_words(written: bytes, tmp_path: Path) -> None:
    path = tmp_path / "sample.docx"
    path.write_bytes(written)
    home = f"-env:UserInstallation={(tmp_path / 'home').as_uri()}"
    page = replace(PAGE, facts=(), sections=PAGE.sections[:-1])  # laid out, Arabic is read from right to left
    run("soffice", home, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(path))
    text = "".join(pdf_pages(path.with_suffix(".pdf").read_bytes()))
    assert missing(page, text) == []
