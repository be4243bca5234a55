"""Where templates and the built front end are: beside the package in a checkout, inside it when installed."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).parent
HOUSE = PACKAGE.parent if (PACKAGE.parent / "templates" / "base.html").is_file() else PACKAGE
TEMPLATES = HOUSE / "templates"
STATIC = HOUSE / "static"
BUILT = STATIC / "dist"
