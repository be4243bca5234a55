"""An import that nobody has looked at says nothing to customers."""

from __future__ import annotations

import pytest
from pycrdt import Doc

from exporters import Format, export
from exporters.document import Audience
from exporters.policy import Policy
from tests.webapp.imports.test_template_words import FILLED
from webapp.collab.materialize import materialize
from webapp.collab.seed import seed
from webapp.imports.words import WORD
from webapp.template import default_template


@pytest.mark.parametrize("format_", [Format.MD, Format.JSON, Format.HTML])
def test_no_word_of_the_source_is_exported(read, format_: Format):
    doc: Doc = Doc()
    doc.apply_update(seed(read(FILLED), default_template()))
    document = materialize(doc, default_template())
    exported = export(document, format_, audience=Audience.CUSTOMER, policy=Policy()).bytes.decode()
    telling = {"Checkout", "deploy", "Okafor", "Lovelace", "2026", "10:21", "PagerDuty", "Paged", "pool", "INC"}
    assert not telling & set(WORD.findall(exported))
    assert "10:21" not in exported
