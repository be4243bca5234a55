"""Signing in by password, and signing out."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask

from tests.webapp.browser import Browser
from webapp.accounts import User
from webapp.accounts.people import deactivate
from webapp.db import db, now


def test_a_person_signs_in_and_goes_on_where_they_wanted(
    client: Browser, ada: User, password: Callable[[User], str]
) -> None:
    secret = password(ada)
    asked = client.get("/account")
    assert asked.location == "/sign-in?next=/account"
    answer = client.submit(asked.location, email=" Ada@Example.com", password=secret, next="/account")
    assert answer.status_code == 302
    assert answer.location == "/account"
    assert "Ada Lovelace" in client.get("/account").text


def test_the_page_keeps_where_the_person_wanted_to_go(client: Browser) -> None:
    assert 'value="/postmortems/42"' in client.get("/sign-in?next=/postmortems/42").text


def test_nobody_is_led_to_another_site(client: Browser, ada: User, password: Callable[[User], str]) -> None:
    fields = {"email": ada.email, "password": password(ada), "next": "//evil.example"}
    assert client.submit("/sign-in", **fields).location == "/"
    assert client.get("/sign-in?next=https://evil.example").location == "/"


def test_a_wrong_password_and_an_unknown_account_read_the_same(
    client: Browser, ada: User, password: Callable[[User], str]
) -> None:
    password(ada)
    wrong = client.submit("/sign-in", email=ada.email, password="not the password")
    unknown = client.submit("/sign-in", email="kim@example.com", password="not the password")
    assert wrong.status_code == unknown.status_code == 422
    assert "do not belong together" in wrong.text
    assert "do not belong together" in unknown.text
    assert "not the password" not in wrong.text
    assert client.get("/account").status_code == 302


def test_an_empty_form_says_what_is_missing(client: Browser) -> None:
    answer = client.submit("/sign-in", email="", password="")
    assert answer.status_code == 422
    assert "Write your e-mail address." in answer.text
    assert "Write your password." in answer.text


def test_somebody_deactivated_cannot_sign_in(
    app: Flask, client: Browser, ada: User, password: Callable[[User], str], root: User
) -> None:
    secret = password(ada)
    with app.app_context():
        deactivate(db.session.get(User, ada.id), by=root, at=now())
    assert client.submit("/sign-in", email=ada.email, password=secret).status_code == 422


def test_what_was_planted_in_a_session_before_is_gone_after_sign_in(
    client: Browser, ada: User, password: Callable[[User], str]
) -> None:
    with client.session_transaction() as session:
        session["planted"] = "yes"
    token = client.csrf
    client.submit("/sign-in", email=ada.email, password=password(ada))
    with client.session_transaction() as session:
        assert "planted" not in session
    assert client.post("/account/name", data={"csrf_token": token, "name": "Eve"}).status_code == 400


def test_a_session_lasts_as_long_as_the_settings_say(
    client: Browser, ada: User, password: Callable[[User], str]
) -> None:
    answer = client.submit("/sign-in", email=ada.email, password=password(ada))
    assert "Expires=" in answer.headers["Set-Cookie"]


def test_signing_out_ends_the_session(client: Browser, ada: User, sign_in: Callable[..., Browser]) -> None:
    sign_in(client, ada)
    assert client.get("/account").status_code == 200
    assert client.submit("/sign-out").location == "/sign-in"
    assert "You are signed out." in client.get("/sign-in").text
    assert client.get("/account").status_code == 302


def test_somebody_signed_in_needs_no_sign_in_page(client: Browser, ada: User, sign_in: Callable[..., Browser]) -> None:
    assert sign_in(client, ada).get("/sign-in?next=/account").location == "/account"


@pytest.mark.parametrize("remembered", ["", "x", "1", "1.", "1.2", "999.1", "1.1.1", "-1.1"])
def test_a_session_of_nobody_is_no_session(client: Browser, ada: User, remembered: str) -> None:
    with client.session_transaction() as session:
        session["_user_id"] = remembered
    assert client.get("/account").status_code == 302
