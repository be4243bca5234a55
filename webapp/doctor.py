"""`afterword doctor`: what this machine lacks, and the command that brings it."""

from __future__ import annotations

import ctypes.util
import importlib.metadata
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from webapp.config import WrongSetting, load
from webapp.paths import BUILT

LEAST_FREE = 200 * 2**20
LEAST_PYTHON = (3, 11)
LEAST_SQLITE = (3, 37, 0)
LIBRARIES = {
    "pango-1.0": ("Pango", "libpango-1.0-0"),
    "pangoft2-1.0": ("Pango's font part", "libpangoft2-1.0-0"),
    "harfbuzz-subset": ("HarfBuzz's subsetter, without which a PDF takes three times as long", "libharfbuzz-subset0"),
}
DISTRIBUTIONS = ("flask", "pycrdt", "weasyprint", "python-docx", "uvicorn")


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at. `sentence` says what was found, or what to do."""

    is_good: bool
    sentence: str


def report() -> tuple[list[str], int]:
    """Return a line for each check and an exit code: 0 where all is well, 1 where something is missing."""
    found = list(checks())
    lines = [f"{'ok     ' if check.is_good else 'MISSING'}  {check.sentence}" for check in found]
    missing = sum(not check.is_good for check in found)
    lines.append(
        "All is well."
        if not missing
        else f"{missing} missing. Afterword does not work as it should until that is mended."
    )
    return lines, 1 if missing else 0


def checks() -> Iterator[Check]:
    """Yield every check of this machine."""
    yield _python()
    yield from (_distribution(name) for name in DISTRIBUTIONS)
    yield from (_library(name, *words) for name, words in LIBRARIES.items())
    yield _fonts()
    yield _sqlite()
    yield _front_end()
    yield from _instance()


def _python() -> Check:
    version = ".".join(map(str, sys.version_info[:3]))
    is_good = sys.version_info >= LEAST_PYTHON
    return Check(is_good, f"Python {version}" + ("" if is_good else ": install Python 3.11 or newer."))


def _distribution(name: str) -> Check:
    try:
        return Check(True, f"{name} {importlib.metadata.version(name)}")
    except importlib.metadata.PackageNotFoundError:
        return Check(False, f"{name} is not installed: run `make install`, or `pip install .` in a checkout.")


def _library(name: str, what: str, package: str) -> Check:
    if ctypes.util.find_library(name):
        return Check(True, f"lib{name}")
    return Check(False, f"lib{name} ({what}): apt-get install {package}")


def _fonts() -> Check:
    try:
        listed = subprocess.run(
            ["fc-list", ":", "family"], capture_output=True, text=True, timeout=30, check=False
        ).stdout
    except (OSError, subprocess.TimeoutExpired):
        listed = ""
    families = {line.strip() for line in listed.splitlines() if line.strip()}
    if families:
        return Check(True, f"{len(families)} font families")
    return Check(False, "no fonts, so a PDF would show boxes: apt-get install fontconfig fonts-dejavu-core")


def _sqlite() -> Check:
    is_good = sqlite3.sqlite_version_info >= LEAST_SQLITE
    return Check(is_good, f"SQLite {sqlite3.sqlite_version}" + ("" if is_good else ": 3.37 or newer is needed."))


def _front_end() -> Check:
    missing = [name for name in ("editor.js", "page.js", "app.css") if not (BUILT / name).is_file()]
    if not missing:
        return Check(True, "the editor's files are built")
    return Check(False, f"{', '.join(missing)} not built: run `make build`, or install again.")


def _instance() -> Iterator[Check]:
    try:
        settings = load(os.environ)
    except WrongSetting as error:
        yield Check(False, str(error))
        return
    place = _nearest(settings.instance.absolute())
    yield Check(
        os.access(place, os.W_OK),
        f"{settings.instance} can be written"
        if os.access(place, os.W_OK)
        else f"{place} cannot be written: change its owner, or set AFTERWORD_INSTANCE.",
    )
    free = shutil.disk_usage(place).free
    yield Check(
        free >= LEAST_FREE,
        f"{free // 2**20} MiB free" if free >= LEAST_FREE else f"only {free // 2**20} MiB free in {place}: make room.",
    )


def _nearest(path: Path) -> Path:
    while not path.exists():
        path = path.parent
    return path
