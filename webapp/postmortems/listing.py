"""The copy of a postmortem's title and header that lists and search read, refreshed when its room changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from webapp.db import db, now
from webapp.postmortems.content import content_of
from webapp.postmortems.models import Postmortem

if TYPE_CHECKING:
    from flask import Flask

LISTED = {"incident_id": 120, "severity": 40, "date": 40}
TITLE_LIMIT = 300


def refresh(postmortem: Postmortem) -> None:
    """Copy title, incident id, severity and date from the content, each cut to its column."""
    document = content_of(postmortem)
    postmortem.title = document.title[:TITLE_LIMIT]
    for fact in document.header:
        if fact.id in LISTED:
            setattr(postmortem, fact.id, fact.value[: LISTED[fact.id]])
    postmortem.changed_at = now()


def refresh_room(app: Flask, room_id: str) -> None:
    """Refresh the postmortem of a room that reported a change. A room without a postmortem is left alone."""
    with app.app_context():
        postmortem = db.session.scalar(db.select(Postmortem).where(Postmortem.room_id == room_id))
        if postmortem:
            refresh(postmortem)
            db.session.commit()
