"""A sign-in link works once, for a while, and only by its button."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier

import pytest
from flask import Flask
from sqlalchemy import select

from tests.webapp.browser import Browser
from webapp.accounts import Role, User
from webapp.accounts.models import SignInLink
from webapp.accounts.people import deactivate
from webapp.accounts.sign_in import make_sign_in_link, person_behind, sign_in_by_link
from webapp.db import db, now
from webapp.errors import BadInput, Conflict, ExpiredLink

HOUR = timedelta(hours=1)


@pytest.fixture
def key(context: None, ada: User, moment: datetime) -> str:
    return make_sign_in_link(ada, lasts=HOUR, by=None, at=moment)


def test_a_link_signs_in_once(ada: User, key: str, moment: datetime) -> None:
    assert sign_in_by_link(key, at=moment).id == ada.id
    with pytest.raises(ExpiredLink, match="used before, or it is too old"):
        sign_in_by_link(key, at=moment)


def test_of_two_who_use_a_link_at_once_one_gets_in(app: Flask, ada: User, key: str, moment: datetime) -> None:
    at_the_door = Barrier(2)

    def arrive(_number: int) -> str:
        with app.app_context():
            person_behind(key, at=moment)
            at_the_door.wait(timeout=10)  # both have seen it unused
            try:
                return sign_in_by_link(key, at=moment).name
            except ExpiredLink:
                return "too late"

    with ThreadPoolExecutor(2) as people:
        assert sorted(people.map(arrive, range(2))) == ["Ada Lovelace", "too late"]


def test_looking_at_a_link_does_not_use_it_up(ada: User, key: str, moment: datetime) -> None:
    assert person_behind(key, at=moment).id == ada.id
    assert person_behind(key, at=moment).id == ada.id


def test_a_link_ends(key: str, moment: datetime) -> None:
    person_behind(key, at=moment + HOUR - timedelta(seconds=1))
    with pytest.raises(ExpiredLink):
        sign_in_by_link(key, at=moment + HOUR)


@pytest.mark.usefixtures("context")
def test_a_made_up_link_reads_like_an_old_one(moment: datetime) -> None:
    with pytest.raises(ExpiredLink):
        sign_in_by_link("made-up", at=moment)


def test_a_newer_link_ends_the_one_before(ada: User, key: str, moment: datetime) -> None:
    newer = make_sign_in_link(ada, lasts=HOUR, by=None, at=moment)
    with pytest.raises(ExpiredLink):
        sign_in_by_link(key, at=moment)
    assert sign_in_by_link(newer, at=moment).id == ada.id


def test_a_link_of_somebody_deactivated_does_not_work(
    ada: User, key: str, moment: datetime, again: Callable[[User], User]
) -> None:
    db.session.add(User(email="rosa@example.com", name="Rosa", role=Role.ADMIN, created_at=moment))
    deactivate(again(ada), by=None, at=moment)
    with pytest.raises(ExpiredLink):
        sign_in_by_link(key, at=moment)
    with pytest.raises(Conflict, match="Activate the account first"):
        make_sign_in_link(again(ada), lasts=HOUR, by=None, at=moment)


def test_a_name_that_is_none_does_not_use_the_link_up(key: str, moment: datetime) -> None:
    with pytest.raises(BadInput, match="Write the name"):
        sign_in_by_link(key, name="   ", at=moment)
    assert sign_in_by_link(key, name=" Ada   King ", at=moment).name == "Ada King"


def test_only_a_hash_of_the_key_is_kept(key: str) -> None:
    link = db.session.scalars(select(SignInLink)).one()
    assert key not in vars(link).values()


def link_for(app: Flask, user: User) -> str:
    with app.app_context():
        return "/sign-in/" + make_sign_in_link(user, lasts=HOUR, by=None, at=now())


def test_somebody_new_says_their_name_on_the_way_in(app: Flask, client: Browser, ada: User) -> None:
    link = link_for(app, ada)
    page = client.get(link)
    assert page.status_code == 200
    assert "ada@example.com" in page.text
    assert client.get("/account").status_code == 302
    assert client.submit(link, name="Ada King").location == "/"
    assert "Ada King" in client.get("/account").text


def test_an_empty_name_is_asked_for_again_and_the_link_still_works(app: Flask, client: Browser, ada: User) -> None:
    link = link_for(app, ada)
    assert client.submit(link, name="").status_code == 422
    assert client.submit(link, name="\u202e").status_code == 422
    assert client.submit(link, name="Ada").status_code == 302


def test_somebody_known_presses_the_button_only(app: Flask, client: Browser, ada: User) -> None:
    client.submit(link_for(app, ada), name="Ada")
    client.submit("/sign-out")
    link = link_for(app, ada)
    assert "Your name" not in client.get(link).text
    assert client.submit(link).location == "/"
    assert client.get("/account").status_code == 200


def test_a_used_link_is_a_page_that_says_what_to_do(app: Flask, client: Browser, ada: User) -> None:
    link = link_for(app, ada)
    client.submit(link, name="Ada")
    for answer in (client.get(link), client.submit(link, name="Ada")):
        assert answer.status_code == 410
        assert "Ask an admin for a new one" in answer.text


def test_an_admin_makes_a_link_for_somebody_who_cannot_get_in(
    app: Flask, client: Browser, root: User, ada: User, sign_in: Callable[..., Browser]
) -> None:
    answer = sign_in(client, root).submit(f"/people/{ada.id}/sign-in-link")
    assert answer.status_code == 201
    link = answer.text.partition('value="http://localhost')[2].partition('"')[0]
    assert app.test_client().submit(link, name="Ada").location == "/"
