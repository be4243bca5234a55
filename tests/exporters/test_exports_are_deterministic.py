"""The same document gives the same bytes in another process, place, time zone and language."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

from exporters import docx, pdf
from exporters.theme import Theme
from tests.exporters.sample_page import sample

ROOT = Path(__file__).parents[2]
SURROUNDINGS = (
    {"PYTHONHASHSEED": "1", "TZ": "Pacific/Auckland", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "2", "TZ": "America/Los_Angeles", "LC_ALL": "de_DE.UTF-8"},
)


def hashes() -> list[str]:
    return [hashlib.sha256(renderer.render(sample(rows=5), Theme())).hexdigest() for renderer in (pdf, docx)]


def test_bytes_do_not_depend_on_the_surroundings(tmp_path: Path) -> None:
    program = "from tests.exporters.test_exports_are_deterministic import hashes; print(*hashes())"
    for surroundings in SURROUNDINGS:
        environment = {**os.environ, **surroundings, "PYTHONPATH": str(ROOT)}
        told = subprocess.run(
            [sys.executable, "-c", program], cwd=tmp_path, env=environment, capture_output=True, check=True
        )
        assert told.stdout.decode().split() == hashes()
