"""Admins decide who may do what; the last of them stays."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from flask import Flask
from sqlalchemy import select

from tests.webapp.browser import Browser
from webapp.accounts import Role, User
from webapp.accounts.people import activate, change_password, change_role, deactivate, everybody, rename
from webapp.accounts.sign_in import sign_in_by_password
from webapp.audit import AuditEntry
from webapp.db import db
from webapp.errors import BadInput, Conflict

Again = Callable[[User], User]


@pytest.mark.usefixtures("context")
def test_the_last_admin_stays(root: User, moment: datetime, again: Again) -> None:
    for leave in (
        lambda: deactivate(again(root), by=root, at=moment),
        lambda: change_role(again(root), Role.READER, by=root, at=moment),
    ):
        with pytest.raises(Conflict, match="Rosa Root is the last admin"):
            leave()
        assert again(root).is_active
        assert again(root).role is Role.ADMIN
        assert db.session.scalar(select(AuditEntry)) is None


@pytest.mark.usefixtures("context")
def test_a_deactivated_admin_does_not_count(root: User, ada: User, moment: datetime, again: Again) -> None:
    change_role(again(ada), Role.ADMIN, by=root, at=moment)
    deactivate(again(ada), by=root, at=moment)
    with pytest.raises(Conflict):
        deactivate(again(root), by=root, at=moment)


@pytest.mark.usefixtures("context")
def test_every_change_is_in_the_audit_log(root: User, ada: User, moment: datetime, again: Again) -> None:
    change_role(again(ada), Role.APPROVER, by=again(root), at=moment)
    deactivate(again(ada), by=again(root), at=moment)
    activate(again(ada), by=again(root), at=moment)
    entries = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()
    assert [entry.what for entry in entries] == [
        "role changed from editor to approver",
        "person deactivated",
        "person activated",
    ]
    assert {entry.actor for entry in entries} == {"Rosa Root <rosa@example.com>"}
    assert {entry.subject for entry in entries} == {"Ada Lovelace <ada@example.com>"}


@pytest.mark.usefixtures("context")
def test_doing_nothing_is_not_recorded(root: User, ada: User, moment: datetime, again: Again) -> None:
    change_role(again(ada), Role.EDITOR, by=again(root), at=moment)
    activate(again(ada), by=again(root), at=moment)
    rename(again(ada), "Ada Lovelace", at=moment)
    assert db.session.scalar(select(AuditEntry)) is None
    assert again(ada).session_version == 1


@pytest.mark.usefixtures("context")
def test_people_with_access_come_first_by_name(
    root: User, ada: User, ben: User, moment: datetime, again: Again
) -> None:
    deactivate(again(ada), by=root, at=moment)
    assert [user.name for user in everybody()] == ["Ben Okafor", "Rosa Root", "Ada Lovelace"]


@pytest.mark.parametrize("end", [deactivate, lambda user, **rest: change_role(user, Role.READER, **rest)])
def test_an_open_session_ends_with_the_role_it_was_opened_under(
    app: Flask,
    client: Browser,
    ada: User,
    root: User,
    moment: datetime,
    sign_in: Callable[..., Browser],
    again: Again,
    end: Callable[..., None],
) -> None:
    sign_in(client, ada)
    assert client.get("/account").status_code == 200
    with app.app_context():
        end(again(ada), by=root, at=moment)
    assert client.get("/account").status_code == 302


@pytest.mark.parametrize("role", [Role.READER, Role.EDITOR, Role.APPROVER])
def test_only_admins_see_and_change_people(
    client: Browser, add_user: Callable[..., User], ada: User, sign_in: Callable[..., Browser], role: Role
) -> None:
    sign_in(client, add_user("Somebody", role))
    assert "/people" not in client.get("/account").text
    assert client.get("/people").status_code == 403
    for path in ("invitations", "invitations/1/withdrawal", *(f"{ada.id}/{verb}" for verb in VERBS)):
        assert client.submit(f"/people/{path}", role="admin", email="eve@example.com").status_code == 403


VERBS = ("role", "sign-in-link", "deactivation", "activation")


def test_an_admin_changes_people_on_the_page(
    client: Browser, root: User, ada: User, sign_in: Callable[..., Browser]
) -> None:
    sign_in(client, root)
    client.submit(f"/people/{ada.id}/role", role="approver")
    assert "Ada Lovelace is now approver." in client.get("/people").text
    client.submit(f"/people/{ada.id}/deactivation")
    assert "Ada Lovelace no longer has access." in client.get("/people").text
    client.submit(f"/people/{ada.id}/activation")
    assert "Ada Lovelace has access again." in client.get("/people").text


def test_what_cannot_be_done_is_a_sentence(client: Browser, root: User, sign_in: Callable[..., Browser]) -> None:
    sign_in(client, root)
    assert client.submit("/people/999/role", role="reader").status_code == 404
    assert "Choose one of these roles" in client.submit(f"/people/{root.id}/role", role="emperor").text
    last = client.submit(f"/people/{root.id}/deactivation")
    assert (last.status_code, "is the last admin" in last.text) == (409, True)


def test_a_person_changes_their_own_name(client: Browser, ada: User, sign_in: Callable[..., Browser]) -> None:
    sign_in(client, ada).submit("/account/name", name="  Ada   King ")
    assert "Ada King" in client.get("/account").text
    assert client.submit("/account/name", name="").status_code == 422
    assert client.submit("/account/name", name="x" * 121).status_code == 422


def test_a_name_is_text_and_never_markup(client: Browser, ada: User, sign_in: Callable[..., Browser]) -> None:
    sign_in(client, ada).submit("/account/name", name="<script>alert(1)</script>")
    assert "<script>alert" not in client.get("/account").text


def test_a_new_password_ends_all_other_sessions(
    app: Flask, client: Browser, ada: User, sign_in: Callable[..., Browser]
) -> None:
    other = sign_in(app.test_client(), ada)
    sign_in(client, ada)
    assert client.submit("/account/password", new="six plain unrelated words").status_code == 302
    assert "Your password is saved." in client.get("/account").text
    assert other.get("/account").status_code == 302
    assert "Current password" in client.get("/account").text
    wrong = client.submit("/account/password", current="a guess", new="seven plain unrelated words")
    assert (wrong.status_code, "not your current password" in wrong.text) == (422, True)


@pytest.mark.usefixtures("context")
def test_the_new_password_is_the_one_that_works(ada: User, moment: datetime, again: Again) -> None:
    change_password(again(ada), "", "six plain unrelated words", at=moment)
    change_password(again(ada), "six plain unrelated words", "seven plain unrelated words", at=moment)
    with pytest.raises(BadInput):
        sign_in_by_password(ada.email, "six plain unrelated words", address="::1", at=moment)
    assert sign_in_by_password(ada.email, "seven plain unrelated words", address="::1", at=moment).id == ada.id
