"""Real postmortems that other people wrote, read from beside the repository."""

from __future__ import annotations

import csv
import random
import sys
import time
from pathlib import Path

import pytest
from pycrdt import Doc

from exporters.document import Document, Visibility
from webapp.collab.materialize import materialize
from webapp.collab.seed import seed
from webapp.errors import BadInput
from webapp.imports import Imported, import_markdown
from webapp.imports.decode import decode
from webapp.imports.leftovers import lost_lines
from webapp.imports.words import document_words, source_words
from webapp.template import default_template

CORPUS = Path(__file__).resolve().parents[4] / "shared" / "corpus"
FILES = sorted((CORPUS / "postmortems").glob("*"))
LEAST_RECALL = 0.97
LEAST_PLACED = 0.93
MOST_SECONDS = 1.0
pytestmark = pytest.mark.skipif(not FILES, reason="The corpus of real postmortems is not here: ../shared/corpus.")
each_file = pytest.mark.parametrize("file", FILES, ids=lambda file: file.name[:60])


def read(data: bytes, file: Path) -> Imported:
    return import_markdown(data, file.name.partition("__")[2], default_template())


def kept(document: Document) -> Document:
    """Return a document as it is read again from where it is kept."""
    doc: Doc = Doc()
    doc.apply_update(seed(document, default_template()))
    return materialize(doc, default_template())


@each_file
def test_no_word_of_a_real_postmortem_is_lost_where_it_is_kept(file: Path):
    data = file.read_bytes()
    assert not source_words(decode(data)) - document_words(kept(read(data, file).document))


@each_file
def test_the_last_look_finds_nothing_to_add(file: Path):
    data = file.read_bytes()
    assert not lost_lines(decode(data), document_words(read(data, file).document))


@each_file
def test_a_real_postmortem_is_read_within_a_second(file: Path):
    data = file.read_bytes()
    started = time.perf_counter()
    read(data, file)
    assert time.perf_counter() - started < MOST_SECONDS


@each_file
def test_nothing_of_it_is_for_customers(file: Path):
    document = read(file.read_bytes(), file).document
    shown = [*document.header, *document.sections, *(item for section in document.sections for item in section.items)]
    shown += [row for table in document.tables() for row in table.rows]
    assert not any(getattr(part, "visibility", None) is Visibility.CUSTOMER for part in shown)


@each_file
def test_a_file_cut_off_anywhere_is_read_too(file: Path):
    data, chance = file.read_bytes(), random.Random(file.name)
    for _ in range(3):
        part = data[: chance.randrange(len(data))]
        try:
            text = decode(part)
        except BadInput:
            continue
        assert not source_words(text) - document_words(read(part, file).document)


def test_timeline_rows_are_found_as_a_person_counted_them(capsys: pytest.CaptureFixture[str]):
    counted = found = surplus = whole = files = 0
    with (CORPUS / "index.csv").open(encoding="utf-8", newline="") as index:
        for entry in csv.DictReader(index):
            file = CORPUS / "postmortems" / entry["file"]
            expected = int(entry["timeline_rows_counted_by_hand"])
            rows = read(file.read_bytes(), file).report.rows
            counted, found, surplus = counted + expected, found + min(rows, expected), surplus + max(0, rows - expected)
            whole, files = whole + (rows >= expected), files + 1
    with capsys.disabled():
        sys.stdout.write(f"\n{found} of {counted} rows, {surplus} too many; {whole} of {files} files with every row\n")
    assert found >= LEAST_RECALL * counted
    assert surplus <= (1 - LEAST_RECALL) * counted
    assert whole >= LEAST_RECALL * files


def test_most_words_find_a_section(capsys: pytest.CaptureFixture[str]):
    """Words under headings that nobody knows go to the notes of the appendix, as does front matter."""
    placed = total = 0
    for file in FILES:
        document = read(file.read_bytes(), file).document
        everywhere = document_words(document).total()
        notes = Document(sections=tuple(section for section in document.sections if section.id == "appendix"))
        placed, total = placed + everywhere - document_words(notes).total(), total + everywhere
    with capsys.disabled():
        sys.stdout.write(f"\n{placed / total:.1%} of all words stand outside of the appendix\n")
    assert placed >= LEAST_PLACED * total
