"""Real postmortems that other people wrote, read from beside the repository."""

from __future__ import annotations

from pathlib import Path

import pytest

from webapp.imports import import_markdown
from webapp.imports.decode import decode
from webapp.imports.words import document_words, source_words
from webapp.template import default_template

SHARED = Path(__file__).resolve().parents[4] / "shared"
FILES = sorted((SHARED / "corpus" / "postmortems").glob("*"))
pytestmark = pytest.mark.skipif(not FILES, reason="The corpus of real postmortems is not here: ../shared/corpus.")


def read(file: Path):
    return import_markdown(file.read_bytes(), file.name.partition("__")[2], default_template()).document


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name[:60])
def test_no_word_of_a_real_postmortem_is_lost(file: Path):
    assert not source_words(decode(file.read_bytes())) - document_words(read(file))
