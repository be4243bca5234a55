"""New postmortems: empty, imported, or the example; and taking one back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from webapp.accounts import Role, User
from webapp.audit import record
from webapp.collab.seed import seed
from webapp.db import db, now
from webapp.errors import Forbidden, NotFound
from webapp.postmortems.content import services
from webapp.postmortems.listing import refresh
from webapp.postmortems.models import Postmortem
from webapp.template import default_template

if TYPE_CHECKING:
    from exporters.document import Document


def create_postmortem(document: Document | None = None, *, by: User | None, is_example: bool = False) -> Postmortem:
    """Return a new postmortem with the given content, or with the template's empty fields.

    The room is written first: a room without a postmortem harms nobody, a postmortem without its room would be empty.
    """
    postmortem = Postmortem(
        created_by_id=by.id if by else None, is_example=is_example, room_id=services().store.new_room_id()
    )
    services().store.create(postmortem.room_id, seed(document, default_template()))
    db.session.add(postmortem)
    db.session.flush()
    refresh(postmortem)
    record("postmortem created", on=f"postmortem {postmortem.number}", by=by)
    db.session.commit()
    return postmortem


def discard_postmortem(postmortem: Postmortem, *, by: User) -> None:
    """Take a postmortem off every list. Nothing is deleted: `restore_postmortem` brings it back."""
    if by.role != Role.ADMIN and postmortem.created_by_id != by.id:
        raise Forbidden("Only the person who created a postmortem, or an admin, can discard it. Ask one of them.")
    postmortem.discarded_at = now()
    record("postmortem discarded", on=f"postmortem {postmortem.number}", by=by)
    db.session.commit()


def restore_postmortem(number: int, *, by: User) -> None:
    """Bring a discarded postmortem back, by the person who created it or an admin; NotFound for all others."""
    postmortem = db.session.get(Postmortem, number)
    if postmortem is None or (by.role != Role.ADMIN and postmortem.created_by_id != by.id):
        raise NotFound(f"There is no discarded postmortem {number} of yours.")
    postmortem.discarded_at = None
    record("postmortem restored", on=f"postmortem {postmortem.number}", by=by)
    db.session.commit()
