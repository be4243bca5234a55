"""Pins every dependency with its hashes, for all platforms and Pythons that are supported, naming no index."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
LOCKS = {"requirements.lock": ["build"], "requirements-dev.lock": ["build", "dev"]}
HEADER = "# Made by `make lock` from pyproject.toml. Do not edit.\n"


def main() -> None:
    """Write both lock files."""
    for name, extras in LOCKS.items():
        command = [sys.executable, "-m", "uv", "pip", "compile", "pyproject.toml", "--quiet", "--universal"]
        command += ["--python-version", "3.11", "--generate-hashes", "--no-header", "--no-annotate", "--upgrade"]
        command += ["--no-emit-index-url", "--no-emit-find-links"]
        command += [option for extra in extras for option in ("--extra", extra)]
        made = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
        (ROOT / name).write_text(HEADER + made, encoding="utf-8")


if __name__ == "__main__":
    main()
