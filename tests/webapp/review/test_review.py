"""A review names one pinned revision."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.webapp.stories import found, story, told
from webapp.accounts import User
from webapp.audit import AuditEntry
from webapp.collab.seed import seed
from webapp.db import db
from webapp.errors import Conflict
from webapp.postmortems.content import services
from webapp.review.verbs import approve, approved_revision, conclude, reopen, submit
from webapp.template import default_template


@pytest.fixture
def number(app: Flask, ada: User) -> int:
    return told(app, ada)


def rewrite(number: int) -> None:
    """Put other words into the room, as somebody who types would."""
    services().store.append(found(number).room_id, seed(story(said="Meanwhile "), default_template())).result(10)


def test_submitting_pins_what_it_says(app: Flask, ada: User, number: int) -> None:
    with app.app_context():
        first = submit(found(number), by=ada)
        assert first.sequence == 1
        assert submit(found(number), by=ada).id == first.id, "nothing changed, so it is the same revision"
        rewrite(number)
        assert submit(found(number), by=ada).sequence == 2


def test_a_stale_revision_is_not_approved(app: Flask, ada: User, dora: User, number: int) -> None:
    with app.app_context():
        old = submit(found(number), by=ada)
        rewrite(number)
        submit(found(number), by=ada)
        with pytest.raises(Conflict, match="newer revision"):
            approve(found(number), revision_id=old.id, by=dora)
        assert approved_revision(found(number)) is None


def test_approval_names_the_revision_and_reopening_takes_it_back(
    app: Flask, ada: User, dora: User, number: int
) -> None:
    with app.app_context():
        revision = submit(found(number), by=ada)
        conclude(found(number), revision_id=revision.id, by=ada)
        assert found(number).status == "Reviewed"
        approve(found(number), revision_id=revision.id, by=dora)
        assert approved_revision(found(number)) == revision
        assert found(number).status == "Approved"
        reopen(found(number), by=ada)
        assert approved_revision(found(number)) is None
        told_of = db.session.scalars(db.select(AuditEntry.what)).all()
        assert [what for what in told_of if what.startswith("review")] == [
            "review: submit",
            "review: conclude",
            "review: approve",
            "review: reopen",
        ]


def test_an_editor_does_not_approve(app: Flask, client, sign_in, ada: User, number: int) -> None:
    sign_in(client, ada).submit(f"/postmortems/{number}/review")
    answer = client.submit(f"/postmortems/{number}/approval", revision="1")
    assert answer.status_code == 403


def test_a_form_without_its_revision_is_refused(client, sign_in, dora: User, number: int) -> None:
    answer = sign_in(client, dora).submit(f"/postmortems/{number}/approval", revision="x")
    assert answer.status_code == 422
