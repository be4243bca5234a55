"""The audit log tells who did what, and nothing in it changes."""

from __future__ import annotations

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from webapp.accounts import User
from webapp.audit import AuditEntry, record
from webapp.db import db, now

pytestmark = pytest.mark.usefixtures("context")


def test_an_entry_says_who_when_what_and_on_what(ada: User) -> None:
    moment = now()
    record("postmortem created", on="postmortem 42", by=ada, at=moment)
    record("person added as reader", on="Kim", by=None)
    db.session.commit()
    first, second = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id))
    assert (first.actor_id, first.actor, first.at) == (ada.id, "Ada Lovelace <ada@example.com>", moment)
    assert (first.what, first.subject) == ("postmortem created", "postmortem 42")
    assert (second.actor_id, second.actor) == (None, "command line")


def test_an_entry_is_kept_only_with_what_it_tells_of() -> None:
    record("postmortem created", on="postmortem 42", by=None)
    db.session.rollback()
    assert db.session.scalar(select(AuditEntry)) is None


def test_the_application_cannot_change_or_delete_an_entry() -> None:
    record("published", on="postmortem 42", by=None)
    db.session.commit()
    entry = db.session.scalars(select(AuditEntry)).one()
    entry.what = "nothing"
    with pytest.raises(TypeError, match="only ever added to"):
        db.session.commit()
    db.session.rollback()
    db.session.delete(entry)
    with pytest.raises(TypeError, match="only ever added to"):
        db.session.commit()


@pytest.mark.parametrize("statement", ["UPDATE audit_entry SET what = 'nothing'", "DELETE FROM audit_entry"])
def test_the_database_refuses_it_too(statement: str) -> None:
    record("published", on="postmortem 42", by=None)
    db.session.commit()
    with pytest.raises(IntegrityError, match="only ever added to"):
        db.session.execute(text(statement))
