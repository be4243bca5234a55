"""From an approved revision to a status post, and back."""

from __future__ import annotations

import pytest
from flask import Flask

from exporters.document import Document
from tests.webapp.stories import HOST, WORDING, found, story, told
from webapp.accounts import User
from webapp.collab.seed import seed
from webapp.db import db
from webapp.errors import BadInput, Conflict
from webapp.postmortems.content import services
from webapp.publishing.models import Publication
from webapp.publishing.verbs import publish, withdraw
from webapp.review.verbs import approve, submit
from webapp.template import default_template


def approved(app: Flask, ada: User, dora: User, document: Document | None = None) -> tuple[int, int]:
    """Make a postmortem, have it approved, and return its number and the revision's."""
    number = told(app, ada, document)
    with app.app_context():
        revision = submit(found(number), by=ada)
        approve(found(number), revision_id=revision.id, by=dora)
        return number, revision.id


def test_a_published_post_is_read_by_anybody(app: Flask, client, ada: User, dora: User) -> None:
    number, revision = approved(app, ada, dora)
    with app.app_context():
        publish(found(number), revision_id=revision, by=dora)
    post, markdown = client.get("/posts/checkout-was-slow"), client.get("/posts/checkout-was-slow.md")
    for answer in (post, markdown):
        assert answer.status_code == 200
        assert WORDING in answer.text
        assert HOST not in answer.text
        assert "Set-Cookie" not in answer.headers
    assert "<script" not in post.text
    assert "script-src 'none'" in post.headers["Content-Security-Policy"]


def test_what_changes_after_approval_does_not_reach_the_post(app: Flask, client, ada: User, dora: User) -> None:
    number, revision = approved(app, ada, dora)
    with app.app_context():
        later = seed(story(said="The CEO tripped over "), default_template())
        services().store.append(found(number).room_id, later).result(10)
        publish(found(number), revision_id=revision, by=dora)
    assert "CEO" not in client.get("/posts/checkout-was-slow").text


def test_a_withdrawn_post_answers_410(app: Flask, client, ada: User, dora: User) -> None:
    number, revision = approved(app, ada, dora)
    with app.app_context():
        publish(found(number), revision_id=revision, by=dora)
        withdraw(found(number), reason="Too early", by=dora)
        with pytest.raises(Conflict):
            withdraw(found(number), reason="", by=dora)
    for address in ("/posts/checkout-was-slow", "/posts/checkout-was-slow.md"):
        answer = client.get(address)
        assert answer.status_code == 410
        assert "Too early" not in answer.text


def test_publishing_again_keeps_the_address(app: Flask, client, ada: User, dora: User) -> None:
    number, revision = approved(app, ada, dora)
    with app.app_context():
        publish(found(number), revision_id=revision, by=dora)
        withdraw(found(number), reason="", by=dora)
        publish(found(number), revision_id=revision, by=dora)
        slugs = db.session.scalars(db.select(Publication.slug)).all()
    assert slugs == ["checkout-was-slow"] * 2
    assert client.get("/posts/checkout-was-slow").status_code == 200


def test_two_posts_of_one_title_have_two_addresses(app: Flask, ada: User, dora: User) -> None:
    slugs = []
    for _ in range(2):
        number, revision = approved(app, ada, dora)
        with app.app_context():
            slugs.append(publish(found(number), revision_id=revision, by=dora).slug)
    assert slugs == ["checkout-was-slow", "checkout-was-slow-2"]


def test_the_internal_title_never_makes_an_address(app: Flask, ada: User, dora: User) -> None:
    number, revision = approved(app, ada, dora, story(public_title=""))
    with app.app_context(), pytest.raises(BadInput, match="Customers need a title"):
        publish(found(number), revision_id=revision, by=dora)


def test_nothing_for_customers_is_nothing_to_publish(app: Flask, ada: User, dora: User) -> None:
    number, revision = approved(app, ada, dora, Document(title="Secret", public_title="Something happened"))
    with app.app_context(), pytest.raises(BadInput, match="Nothing in this revision"):
        publish(found(number), revision_id=revision, by=dora)


def test_only_the_approved_revision_is_published(app: Flask, ada: User, dora: User) -> None:
    number, revision = approved(app, ada, dora)
    with app.app_context(), pytest.raises(Conflict):
        publish(found(number), revision_id=revision + 1, by=dora)


def test_an_editor_does_not_publish(app: Flask, client, sign_in, ada: User, dora: User) -> None:
    number, revision = approved(app, ada, dora)
    answer = sign_in(client, ada).submit(f"/postmortems/{number}/publication", revision=str(revision))
    assert answer.status_code == 403


def test_an_unknown_address_is_a_404(client) -> None:
    assert client.get("/posts/never-was").status_code == 404
