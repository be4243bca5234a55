"""Postmortems from elsewhere, read into a Document. Pure: bytes and a name go in, a document and a report come out.

decode → front_matter → blocks (with inline) → title → outline (by headings) → timeline, actions, … → draft → Document;
leftovers then looks whether any word is missing.
"""

from webapp.imports.markdown import Imported, import_markdown
from webapp.imports.report import ImportReport

__all__ = ["ImportReport", "Imported", "import_markdown"]
