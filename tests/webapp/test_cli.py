"""The command line: the same verbs as the pages, and errors as sentences."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from webapp.cli import main


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("AFTERWORD_INSTANCE", str(tmp_path / "instance"))
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> Result:
        return CliRunner().invoke(main, arguments)

    return run


def test_import_prints_number_and_title(run, tmp_path: Path) -> None:
    (tmp_path / "one.md").write_text("# Search was down\n\nThe index was full.\n", encoding="utf-8")
    (tmp_path / "two.md").write_bytes(b"\x00\x01" * 500)
    done = run("import", "one.md", "two.md")
    assert done.stdout == "2\tSearch was down\n"
    assert "two.md: " in done.stderr
    assert done.exit_code == 1


def test_an_export_is_a_file_and_its_name_is_printed(run, tmp_path: Path) -> None:
    done = run("export", "1", "--format", "md", "--audience", "customer")
    assert done.exit_code == 0, done.output
    assert (tmp_path / done.stdout.strip()).read_text(encoding="utf-8").startswith("# Errors during checkout")


def test_json_goes_through_the_exporters_without_a_server(run, tmp_path: Path) -> None:
    assert run("export", "1", "--format", "json", "--audience", "internal", "-o", "one.json").exit_code == 0
    assert json.loads((tmp_path / "one.json").read_text(encoding="utf-8"))["title"].startswith("Checkout failed")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("export", "99", "--format", "md", "--audience", "customer"), "There is no postmortem 99."),
        (("token", "nobody@example.com"), "nobody@example.com"),
        (("user", "add", "nonsense", "--role", "editor"), "e-mail"),
        (("export", "1", "--format", "md"), "Missing option '--audience'"),
    ],
)
def test_a_mistake_is_a_sentence_without_a_traceback(run, arguments: tuple[str, ...], sentence: str) -> None:
    done = run(*arguments)
    assert done.exit_code != 0
    assert sentence in done.output
    assert "Traceback" not in done.output


def test_a_wrong_setting_stops_with_its_name(run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AFTERWORD_PORT", "eighty")
    done = run("export", "1", "--format", "md", "--audience", "customer")
    assert done.exit_code != 0
    assert "AFTERWORD_PORT" in done.output


def test_user_add_prints_a_link_and_token_a_token(run) -> None:
    assert "/sign-in/" in run("user", "add", "ada@example.com", "--role", "editor").stdout
    assert len(run("token", "ada@example.com").stdout.strip()) > 30


def test_doctor_names_what_it_looked_at(run) -> None:
    done = run("doctor")
    assert "pycrdt" in done.stdout
    assert "harfbuzz-subset" in done.stdout
