"""The operator's ways in: the first admin, and people added on the command line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from tests.webapp.browser import Browser
from webapp.accounts import Role, User
from webapp.accounts.people import deactivate
from webapp.accounts.sign_in import sign_in_by_link
from webapp.accounts.users import add_user, first_admin_link
from webapp.db import db, now
from webapp.errors import BadInput, Conflict, ExpiredLink


def key_in(link: str) -> str:
    return link.rpartition("/")[2]


def test_the_first_link_makes_an_admin_who_says_their_name(app: Flask, client: Browser) -> None:
    with app.app_context():
        link = first_admin_link()
    assert link.startswith("http://localhost/sign-in/")
    path = link.removeprefix("http://localhost")
    assert 'value="Admin"' in client.get(path).text
    client.submit(path, name="Rosa Root")
    assert "Rosa Root" in client.get("/people").text


@pytest.mark.usefixtures("context")
def test_until_the_first_admin_signed_in_each_start_gives_a_new_link() -> None:
    first, second = first_admin_link(), first_admin_link()
    with pytest.raises(ExpiredLink):
        sign_in_by_link(key_in(first), at=now())
    sign_in_by_link(key_in(second), name="Rosa", at=now())
    assert first_admin_link() is None


@pytest.mark.usefixtures("context")
def test_where_there_are_people_nobody_else_is_let_in(ada: User) -> None:
    assert first_admin_link() is None


@pytest.mark.usefixtures("context")
def test_somebody_added_gets_a_link_that_ends_as_the_settings_say() -> None:
    at = now()
    link = add_user("Kim.Sato@Example.com", Role.READER, at=at)
    with pytest.raises(ExpiredLink):
        sign_in_by_link(key_in(link), at=at + timedelta(minutes=60))
    kim = sign_in_by_link(key_in(link), name="Kim Sato", at=at + timedelta(minutes=59))
    assert (kim.email, kim.role) == ("kim.sato@example.com", Role.READER)


@pytest.mark.usefixtures("context")
def test_somebody_known_gets_a_new_link_and_the_role_that_was_named(
    ada: User, root: User, again: Callable[[User], User]
) -> None:
    link = add_user(ada.email, Role.APPROVER)
    assert sign_in_by_link(key_in(link), at=now()).id == ada.id
    assert again(ada).role is Role.APPROVER
    assert len(db.session.scalars(select(User)).all()) == 2


@pytest.mark.usefixtures("context")
def test_the_command_line_refuses_with_a_sentence(ada: User, root: User, again: Callable[[User], User]) -> None:
    with pytest.raises(BadInput):
        add_user("kim", Role.READER)
    with pytest.raises(Conflict, match="last admin"):
        add_user(root.email, Role.READER)
    deactivate(again(ada), by=root, at=now())
    with pytest.raises(Conflict, match="is deactivated"):
        add_user(ada.email, Role.EDITOR)
