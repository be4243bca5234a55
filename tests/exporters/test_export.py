"""The door: one document, one audience, one file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import exporters
from exporters import Audience, Format, Policy
from exporters.__main__ import main
from tests.builders import doc, event, fact, internal, p, section, timeline
from tests.exporters.reading import run

DOCUMENT = doc(
    section("Impact", p("Checkout failed on ", internal("db-7", "a database"), ". Ada Lovelace saw <b>it</b>.")),
    section("Timeline", timeline(event("10:21", "Seen", source="#inc-7"))),
    header=[fact("Severity", "SEV-1")],
)
POLICY = Policy(people=("Ada Lovelace",))
BEGINNINGS = {Format.PDF: b"%PDF", Format.DOCX: b"PK", Format.MD: b"# ", Format.HTML: b"<!DOCTYPE", Format.JSON: b"{"}


@pytest.mark.parametrize("audience", Audience)
@pytest.mark.parametrize("kind", Format)
def test_each_format_for_each_audience_is_the_same_bytes_each_time(kind: Format, audience: Audience) -> None:
    made = exporters.export(DOCUMENT, kind, audience=audience, policy=POLICY)
    assert made.bytes.startswith(BEGINNINGS[kind])
    assert exporters.export(DOCUMENT, kind, audience=audience, policy=POLICY) == made


def test_the_file_is_named_after_the_title_its_readers_know() -> None:
    names = {
        audience: exporters.export(DOCUMENT, Format.MD, audience=audience, policy=POLICY).filename
        for audience in Audience
    }
    assert names == {Audience.INTERNAL: "db-7-lost-its-disk.md", Audience.CUSTOMER: "checkout-was-unavailable.md"}


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("", "postmortem"),
        ("漢字", "postmortem"),
        ("Über ../../etc/passwd", "uber-etc-passwd"),
        ("a" * 300, "a" * 80),
        ('x"; rm -rf /', "x-rm-rf"),
    ],
)
def test_a_title_becomes_a_name_that_every_system_takes(title: str, name: str) -> None:
    made = exporters.export(doc(title=title), Format.MD, audience=Audience.INTERNAL, policy=POLICY)
    assert made.filename == f"{name}.md"


def test_the_report_tells_of_customers_files_only() -> None:
    house = exporters.export(DOCUMENT, Format.HTML, audience=Audience.INTERNAL, policy=POLICY)
    public = exporters.export(DOCUMENT, Format.HTML, audience=Audience.CUSTOMER, policy=POLICY)
    assert (house.report.findings, house.report.hidden) == ((), {})
    assert [finding.kind for finding in public.report.findings] == ["person"]
    assert public.report.hidden["text"] == 1


def test_the_preview_is_what_the_file_says() -> None:
    fragment = exporters.html_fragment(DOCUMENT, audience=Audience.CUSTOMER, policy=POLICY)
    whole = exporters.export(DOCUMENT, Format.HTML, audience=Audience.CUSTOMER, policy=POLICY)
    assert fragment in whole.bytes.decode()


def test_a_document_goes_through_the_command_without_any_server(tmp_path: Path) -> None:
    source, target = tmp_path / "document.json", tmp_path / "post.md"
    source.write_text(exporters.to_json(DOCUMENT), encoding="utf-8")
    options = ["--format", "md", "--audience", "customer", "--person", "Ada Lovelace", "-o", str(target)]
    assert main([str(source), *options]) == 0
    made = exporters.export(DOCUMENT, Format.MD, audience=Audience.CUSTOMER, policy=POLICY)
    assert target.read_bytes() == made.bytes


def test_the_command_says_what_is_wrong_with_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for content in (b"{}", b"\xff\xfe", json.dumps({"version": 1, "colour": "red"}).encode()):
        (tmp_path / "document.json").write_bytes(content)
        assert main([str(tmp_path / "document.json"), "--format", "md", "--audience", "customer"]) == 1
        assert "document.json" in capsys.readouterr().err
    assert main([str(tmp_path / "missing.json"), "--format", "md", "--audience", "customer"]) == 1


def test_the_audience_is_a_required_word(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["document.json", "--format", "md"])
    assert "--audience" in capsys.readouterr().err
    with pytest.raises(TypeError, match="audience"):
        exporters.export(DOCUMENT, Format.MD, policy=POLICY)  # type: ignore[call-arg]


def test_a_pdf_is_read_with_its_words() -> None:
    made = exporters.export(DOCUMENT, Format.PDF, audience=Audience.CUSTOMER, policy=POLICY)
    assert "Checkout failed on a database. An engineer saw <b>it</b>." in run(
        "pdftotext", "-", "-", stdin=made.bytes
    ).decode().replace("\n", " ")
