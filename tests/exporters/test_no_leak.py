"""Nothing internal is in any file for customers, and nothing public is missing: random documents full of canaries."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

import pikepdf
import pytest
from hypothesis import HealthCheck, Phase, given, settings

import exporters
from exporters import Audience, Export, Format, RedactionReport
from exporters.document import Document
from tests.builders import doc, event, fact, field, internal, p, section, timeline
from tests.exporters.canaries import POLICY, documents
from tests.exporters.reading import run

CANARY = re.compile(r"qx[a-z]{3,}", re.IGNORECASE)
thorough = settings(
    max_examples=400,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.generate, Phase.shrink],
)


def for_customers(document: Document, kind: Format) -> Export:
    return exporters.export(document, kind, audience=Audience.CUSTOMER, policy=POLICY)


def plain(made: Export) -> str:
    """All that is in a text file, its name included."""
    return made.bytes.decode() + made.filename


def inflated(made: Export) -> str:
    """All that is in a DOCX: the name of every part and what it holds."""
    with zipfile.ZipFile(io.BytesIO(made.bytes)) as parts:
        return made.filename + "".join(name + parts.read(name).decode("utf-8", "replace") for name in parts.namelist())


def unfolded(made: Export) -> str:
    """All that is in a PDF: text, every inflated stream, and every object outside of streams written out."""
    told = [made.filename, run("pdftotext", "-raw", "-", "-", stdin=made.bytes).decode()]
    with pikepdf.open(io.BytesIO(made.bytes)) as pdf:
        for thing in (*pdf.objects, pdf.trailer):
            told.append(repr(thing))
            if isinstance(thing, pikepdf.Stream):
                told.append(thing.read_bytes().decode("latin-1"))
        if "/Metadata" in pdf.Root:
            told.append(pdf.Root.Metadata.read_bytes().decode())
    return "\n".join(told)


def check(document: Document, words: frozenset[str], kind: Format, read: Callable[[Export], str]) -> None:
    told = read(for_customers(document, kind))
    assert CANARY.findall(told) == []
    assert [word for word in sorted(words) if word not in told] == []


@thorough
@given(documents())
def test_text_files_for_customers_hold_what_is_public_and_nothing_else(case: tuple[Document, frozenset[str]]) -> None:
    document, words = case
    for kind in (Format.HTML, Format.MD, Format.JSON):
        check(document, words, kind, plain)
    fragment = exporters.html_fragment(document, audience=Audience.CUSTOMER, policy=POLICY)
    assert CANARY.findall(fragment) == []


@settings(thorough, max_examples=80)
@given(documents())
def test_a_docx_for_customers_holds_what_is_public_and_nothing_else(case: tuple[Document, frozenset[str]]) -> None:
    check(*case, Format.DOCX, inflated)


@settings(thorough, max_examples=25)
@given(documents())
def test_a_pdf_for_customers_holds_what_is_public_and_nothing_else(case: tuple[Document, frozenset[str]]) -> None:
    check(*case, Format.PDF, unfolded)


@settings(thorough, max_examples=100)
@given(documents())
def test_the_report_names_no_canary_but_labels(case: tuple[Document, frozenset[str]]) -> None:
    document, _words = case
    _public, report = exporters.redact(document, POLICY)
    labels = {item.label for part in document.sections for item in part.items if hasattr(item, "label")}
    assert {finding.where for finding in report.findings} <= labels | {fact.label for fact in document.header}


@pytest.mark.parametrize(
    ("kind", "read"),
    [(Format.HTML, plain), (Format.MD, plain), (Format.JSON, plain), (Format.DOCX, inflated), (Format.PDF, unfolded)],
)
def test_without_the_redaction_pass_the_canaries_are_found(
    kind: Format, read: Callable[[Export], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    document = doc(
        section("Impact", field("Notes", p("Checkout failed on ", internal("qxhost")))),
        section("Timeline", timeline(event("10:21", "Seen", source="qxsource"))),
        header=[fact("Severity", "SEV-1"), fact("Budget", "qxbudget")],
        title="qxtitle",
    )
    words = frozenset({"Checkout", "Seen"})
    check(document, words, kind, read)
    monkeypatch.setattr(exporters, "redact", lambda document, _policy: (document, RedactionReport()))
    with pytest.raises(AssertionError, match="qx"):
        check(document, words, kind, read)
