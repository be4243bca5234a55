"""What stands in the repository: ours, readable, and without the address of a package index."""

from __future__ import annotations

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
HOSTS = re.compile("|".join(("py" + r"pi\.org", "python" + r"hosted\.org", "npm" + r"js\.(org|com)", "/" + "work/")))
LARGEST = 400_000


@pytest.fixture(scope="module")
def tracked() -> list[Path]:
    try:
        listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("this is no git checkout, so nothing is tracked")
    return [ROOT / name for name in listed.decode().split("\0") if name and (ROOT / name).is_file()]


def test_no_file_names_a_package_index_or_a_place_of_one_machine(tracked: list[Path]) -> None:
    texts = (path for path in tracked if path.suffix not in {".png", ".db", ".gz"})
    assert [str(path) for path in texts if HOSTS.search(path.read_text(encoding="utf-8", errors="replace"))] == []


def test_locks_hold_hashes_and_no_addresses(tracked: list[Path]) -> None:
    names = {path.name for path in tracked}
    assert {"requirements.lock", "requirements-dev.lock", "package-lock.json"} <= names
    assert '"resolved"' not in (ROOT / "package-lock.json").read_text(encoding="utf-8")
    for name in ("requirements.lock", "requirements-dev.lock"):
        lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
        pinned = [line for line in lines if re.match(r"[a-z0-9].*==", line)]
        assert pinned
        assert all(line.endswith("\\") for line in pinned), "every pin is followed by its hashes"
        assert not [line for line in lines if "://" in line or line.startswith("--")]


def test_nothing_built_and_nothing_huge_is_tracked(tracked: list[Path]) -> None:
    assert [path for path in tracked if "dist" in path.relative_to(ROOT).parts or path.name.endswith(".min.js")] == []
    assert [path for path in tracked if path.stat().st_size > LARGEST] == []


def test_every_module_says_what_it_is_for(tracked: list[Path]) -> None:
    modules = [path for path in tracked if path.suffix == ".py" and path.name != "conftest.py"]
    silent = [
        path for path in modules if path.stat().st_size and not ast.get_docstring(ast.parse(path.read_text("utf-8")))
    ]
    assert silent == []
