"""The import page: files are dropped, each becomes a postmortem, and the page says what was found in it."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, render_template, request
from flask_login import current_user

from webapp.accounts import Role, User
from webapp.accounts.access import requires
from webapp.errors import AfterwordError, BadInput
from webapp.http import settings
from webapp.imports import ImportReport, import_markdown
from webapp.postmortems.creation import create_postmortem
from webapp.postmortems.models import Postmortem
from webapp.template import default_template

bp = Blueprint("imports", __name__, url_prefix="/imports")

MOST_FILES = 50


@dataclass(frozen=True, slots=True)
class Arrival:
    """What became of one file: a postmortem with a report, or a refusal that says what to do."""

    filename: str
    postmortem: Postmortem | None = None
    report: ImportReport | None = None
    refusal: str = ""


@bp.get("")
@requires(Role.EDITOR)
def show() -> str:
    """Show the page to drop files on."""
    return _page([])


@bp.post("")
@requires(Role.EDITOR)
def create() -> tuple[str, int]:
    """Import the files; one that cannot be read does not hold up the others."""
    files = [file for file in request.files.getlist("files") if file.filename]
    if not files:
        raise BadInput("No file arrived. Choose one or more Markdown files, or drop them on the page.")
    if len(files) > MOST_FILES:
        raise BadInput(f"At most {MOST_FILES} files at once. Import the rest in a second go.")
    arrivals = [_arrive(file.filename or "", file.read(), current_user) for file in files]
    return _page(arrivals), 200 if any(arrival.postmortem for arrival in arrivals) else 422


def import_file(filename: str, content: bytes, *, by: User | None) -> tuple[Postmortem, ImportReport]:
    """Return the postmortem made from a Markdown file, and what was found in it.

    Raises BadInput or TooLarge, with what to do, for a file that cannot be read; nothing is created then.
    """
    imported = import_markdown(content, filename, default_template())
    return create_postmortem(imported.document, by=by), imported.report


def _arrive(filename: str, content: bytes, by: User) -> Arrival:
    try:
        postmortem, report = import_file(filename, content, by=by)
    except AfterwordError as error:
        return Arrival(filename, refusal=error.message)
    return Arrival(filename, postmortem, report)


def _page(arrivals: list[Arrival]) -> str:
    limit = settings().max_import_bytes
    return render_template("imports/show.html", arrivals=arrivals, megabytes=limit // 2**20, most_files=MOST_FILES)
