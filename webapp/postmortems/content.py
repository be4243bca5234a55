"""What a postmortem says right now, as a document, and who must not be named in what leaves the house."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from flask import current_app

import exporters
from exporters import Policy
from webapp.accounts import User
from webapp.collab.materialize import read_document
from webapp.db import db, now
from webapp.http import settings
from webapp.postmortems.models import Postmortem, Revision
from webapp.template import default_template

if TYPE_CHECKING:
    from exporters.document import Document
    from webapp.services import Services


def services() -> Services:
    """Return the parts of the running application that are not the database: rooms on disk, the render helper."""
    found: Services = current_app.extensions["afterword"]
    return found


def content_of(postmortem: Postmortem) -> Document:
    """Return what is on disk of a postmortem's room as a document."""
    return read_document(services().store, postmortem.room_id, default_template(), status=postmortem.status)


def pin_revision(postmortem: Postmortem, *, by: User) -> Revision:
    """Add the present content as a revision; return the newest one where nothing has changed since."""
    document = exporters.to_json(content_of(postmortem))
    digest = hashlib.sha256(document.encode()).hexdigest()
    newest = postmortem.revisions[-1] if postmortem.revisions else None
    if newest and newest.sha256 == digest:
        return newest
    revision = Revision(
        postmortem=postmortem,
        sequence=newest.sequence + 1 if newest else 1,
        document=document,
        sha256=digest,
        created_by_id=by.id,
        created_at=now(),
    )
    db.session.add(revision)
    db.session.flush()
    return revision


def content_digest(document: Document) -> str:
    """Return the hash by which a revision of this document would be known."""
    return hashlib.sha256(exporters.to_json(document).encode()).hexdigest()


def policy() -> Policy:
    """Return what the workspace knows about its own people and names."""
    people = db.session.scalars(db.select(User)).all()
    return Policy(
        people=tuple(sorted({person.name for person in people if person.name})),
        internal_domains=settings().internal_domains,
    )
