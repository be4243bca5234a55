"""Each import contract is seen red: a copy of the house with one bad import in it must be refused."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent

BAD_IMPORTS = {
    "the exporters import the application": ("exporters/compose.py", "import webapp.errors"),
    "the exporters import the database": ("exporters/compose.py", "import sqlalchemy"),
    "a subject imports one above it": ("webapp/accounts/people.py", "import webapp.postmortems.models"),
    "a subject has no place in the order": ("webapp/newcomer.py", "import webapp.errors"),
    "the CRDT leaves collab": ("webapp/postmortems/content.py", "import pycrdt"),
    "the importer knows the database": ("webapp/imports/report.py", "import sqlalchemy"),
    "a view renders past the door": ("webapp/postmortems/views.py", "import exporters.html"),
    "what customers reach imports a document": ("webapp/publishing/public.py", "import webapp.postmortems.content"),
}


def judge(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120, check=False)


@pytest.fixture
def house(tmp_path: Path) -> Path:
    for part in ("webapp", "exporters"):
        shutil.copytree(ROOT / part, tmp_path / part, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_the_house_keeps_its_contracts(house: Path) -> None:
    kept = judge(house)
    assert kept.returncode == 0, kept.stdout


@pytest.mark.parametrize("wrong", BAD_IMPORTS)
def test_a_bad_import_is_refused(house: Path, wrong: str) -> None:
    name, statement = BAD_IMPORTS[wrong]
    path = house / name
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    path.write_text(f"{before}\n{statement}\n", encoding="utf-8")
    assert judge(house).returncode == 1, wrong
