"""A token lets a program act for a person until it is revoked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from flask import Flask, jsonify
from flask_login import current_user
from sqlalchemy import select

from tests.webapp.browser import Browser
from webapp.accounts import Role, User, identify, requires
from webapp.accounts.models import ApiToken
from webapp.accounts.people import change_role, deactivate
from webapp.accounts.tokens import USE_IS_NOTED_EVERY, create_token, revoke_token, tokens_of, user_of
from webapp.db import db, now
from webapp.errors import BadInput, NotFound


@pytest.fixture
def key(app: Flask, ada: User) -> str:
    with app.app_context():
        return create_token("ada@example.com")


def bearer(key: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {key}"}


def test_a_program_acts_for_the_person_and_needs_no_csrf_token(app: Flask, client: Browser, key: str) -> None:
    view = requires(Role.EDITOR)(lambda: jsonify(current_user.name))
    app.add_url_rule("/api/me", view_func=view, endpoint="me", methods=["POST"])
    answer = client.post("/api/me", headers=bearer(key))
    assert answer.json == "Ada Lovelace"
    assert "Set-Cookie" not in answer.headers


def test_a_program_has_the_role_of_the_moment(
    app: Flask, client: Browser, key: str, ada: User, root: User, again: Callable[[User], User]
) -> None:
    app.add_url_rule("/api/me", view_func=requires(Role.EDITOR)(lambda: "done"), endpoint="me")
    assert client.get("/api/me", headers=bearer(key)).status_code == 200
    with app.app_context():
        change_role(again(ada), Role.READER, by=root, at=now())
    assert client.get("/api/me", headers=bearer(key)).status_code == 403
    with app.app_context():
        deactivate(again(ada), by=root, at=now())
    assert client.get("/api/me", headers=bearer(key)).status_code == 401


@pytest.mark.parametrize("header", ["Bearer made-up", "Bearer ", "Bearer", "bearer x y", "Bearer \u00e9"])
def test_an_unknown_token_is_a_401_problem(client: Browser, header: str) -> None:
    answer = client.get("/account", headers={"Authorization": header})
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == "Bearer"
    assert "This token is unknown or was revoked." in answer.json["detail"]


def test_a_request_with_a_token_is_judged_by_the_token_alone(
    client: Browser, ada: User, root: User, key: str, sign_in: Callable[..., Browser]
) -> None:
    sign_in(client, root)
    assert client.get("/people", headers=bearer(key)).status_code == 403
    assert client.get("/people", headers=bearer("made-up")).status_code == 401
    assert client.post("/people/1/deactivation", headers=bearer("made-up")).status_code == 401


def test_only_a_hash_of_the_key_is_kept(app: Flask, key: str) -> None:
    assert key.startswith("afterword_")
    with app.app_context():
        assert key not in vars(db.session.scalars(select(ApiToken)).one()).values()


@pytest.mark.usefixtures("context")
def test_its_last_use_is_noted_now_and_then(key: str, moment: datetime) -> None:
    user_of(key, at=moment)
    user_of(key, at=moment + timedelta(seconds=1))
    assert db.session.scalars(select(ApiToken)).one().used_at == moment
    user_of(key, at=moment + USE_IS_NOTED_EVERY)
    assert db.session.scalars(select(ApiToken)).one().used_at == moment + USE_IS_NOTED_EVERY


@pytest.mark.usefixtures("context")
def test_a_revoked_token_is_gone(key: str, ada: User, ben: User, moment: datetime) -> None:
    (token,) = tokens_of(ada)
    with pytest.raises(NotFound):
        revoke_token(ben, token.id, at=moment)
    assert user_of(key, at=moment) is not None
    revoke_token(ada, token.id, at=moment)
    assert user_of(key, at=moment) is None
    assert tokens_of(ada) == []


@pytest.mark.usefixtures("context")
def test_a_token_needs_a_name_and_an_owner(ada: User) -> None:
    with pytest.raises(BadInput):
        create_token(ada, "  ")
    with pytest.raises(NotFound, match="afterword user add kim"):
        create_token("kim@example.com")


def test_a_person_makes_and_revokes_tokens_on_their_page(
    client: Browser, ada: User, sign_in: Callable[..., Browser]
) -> None:
    sign_in(client, ada)
    answer = client.submit("/account/tokens", name="nightly export")
    key = answer.text.partition('value="afterword_')[2].partition('"')[0]
    assert answer.status_code == 201
    assert client.get("/account", headers=bearer("afterword_" + key)).status_code == 200
    assert key not in client.get("/account").text
    assert client.submit("/account/tokens", name="").status_code == 422
    assert client.submit("/account/tokens/1/revocation").status_code == 302
    assert client.get("/account", headers=bearer("afterword_" + key)).status_code == 401


def test_a_socket_is_identified_by_cookie_header_or_token(
    app: Flask, client: Browser, ada: User, key: str, sign_in: Callable[..., Browser]
) -> None:
    sign_in(client, ada)
    cookie = client.get_cookie("afterword").value
    for handshake in ({"cookie": f"afterword={cookie}"}, {"authorization": f"Bearer {key}"}, {"token": key}):
        assert identify(app, **handshake).name == "Ada Lovelace"
    for handshake in ({}, {"cookie": "afterword=x"}, {"token": "x"}, {"cookie": f"afterword={cookie}", "token": "x"}):
        assert identify(app, **handshake) is None
