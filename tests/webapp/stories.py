"""Postmortems as these tests need them: a summary for customers with a host name hidden in it."""

from __future__ import annotations

from flask import Flask

from exporters.document import Document, InternalMark, Line, Prose, Run, Section, Visibility
from webapp.accounts import User
from webapp.db import db
from webapp.postmortems.creation import create_postmortem
from webapp.postmortems.models import Postmortem

HOST = "db-prod-7"
WORDING = "our database"


def story(
    *, title: str = "db-prod-7 lost its disk", public_title: str = "Checkout was slow", said: str = ""
) -> Document:
    """A document whose summary customers may read, apart from the host in it."""
    hidden = Run(HOST, internal=(InternalMark("host", WORDING),))
    line = Line((Run(said or "Checkout failed because of "), hidden, Run(".")))
    summary = Prose("summary.what_happened", "What happened", (line,), Visibility.CUSTOMER)
    section = Section("summary", 1, "Executive Summary", (summary,), Visibility.CUSTOMER)
    return Document(title=title, public_title=public_title, sections=(section,))


def told(app: Flask, by: User, document: Document | None = None) -> int:
    """Make a postmortem of a person and return its number."""
    with app.app_context():
        return create_postmortem(document or story(), by=by).number


def found(number: int) -> Postmortem:
    """Return a postmortem whatever its readers, inside an application context."""
    return db.session.get_one(Postmortem, number)
