"""Foreign postmortems, imported."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from exporters.document import Document
from webapp.imports import Imported, import_markdown
from webapp.template import default_template

Read = Callable[..., Document]


@pytest.fixture
def imported() -> Callable[..., Imported]:
    """Import Markdown: `imported("# Title", "name.md")`."""
    return lambda source, filename="incident.md": import_markdown(source, filename, default_template())


@pytest.fixture
def read(imported: Callable[..., Imported]) -> Read:
    """Import Markdown and return the document."""
    return lambda source, filename="incident.md": imported(source, filename).document
