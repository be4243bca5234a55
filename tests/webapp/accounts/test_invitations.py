"""An admin invites an address; the link makes one account, once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from tests.webapp.browser import Browser
from webapp.accounts import Role, User
from webapp.accounts.invite import accept_invitation, invitation_behind, invite, open_invitations, withdraw_invitation
from webapp.accounts.models import Invitation
from webapp.accounts.people import change_role, deactivate
from webapp.accounts.sign_in import sign_in_by_password
from webapp.db import db, now
from webapp.errors import BadInput, Conflict, ExpiredLink, NotFound

WEEK = timedelta(days=7)
PASSWORD = "correct horse battery staple"


@pytest.fixture
def key(context: None, root: User, moment: datetime) -> str:
    return invite(" Kim@Example.com", Role.EDITOR, lasts=WEEK, by=root, at=moment)


def test_who_accepts_gets_the_account_and_role_they_were_invited_to(key: str, moment: datetime) -> None:
    kim = accept_invitation(key, name="Kim Sato", password=PASSWORD, at=moment)
    assert (kim.email, kim.name, kim.role) == ("kim@example.com", "Kim Sato", Role.EDITOR)
    assert sign_in_by_password("kim@example.com", PASSWORD, address="::1", at=moment) is kim
    assert open_invitations(at=moment) == []


def test_an_invitation_is_accepted_once(key: str, moment: datetime) -> None:
    accept_invitation(key, name="Kim Sato", password=PASSWORD, at=moment)
    with pytest.raises(ExpiredLink, match="Ask the person who invited you"):
        accept_invitation(key, name="Eve", password=PASSWORD, at=moment)


def test_an_invitation_ends(key: str, moment: datetime) -> None:
    assert len(open_invitations(at=moment)) == 1
    assert open_invitations(at=moment + WEEK) == []
    with pytest.raises(ExpiredLink):
        accept_invitation(key, name="Kim Sato", password=PASSWORD, at=moment + WEEK)


def test_a_withdrawn_invitation_does_not_work(root: User, key: str, moment: datetime) -> None:
    invitation = invitation_behind(key, at=moment)
    withdraw_invitation(invitation.id, by=root, at=moment)
    with pytest.raises(ExpiredLink):
        accept_invitation(key, name="Kim Sato", password=PASSWORD, at=moment)


def test_an_accepted_invitation_cannot_be_withdrawn(root: User, key: str, moment: datetime) -> None:
    number = invitation_behind(key, at=moment).id
    accept_invitation(key, name="Kim Sato", password=PASSWORD, at=moment)
    with pytest.raises(Conflict, match="Deactivate the account instead"):
        withdraw_invitation(number, by=root, at=moment)
    with pytest.raises(NotFound):
        withdraw_invitation(999, by=root, at=moment)


def test_a_second_invitation_ends_the_first(root: User, key: str, moment: datetime) -> None:
    second = invite("kim@example.com", Role.READER, lasts=WEEK, by=root, at=moment)
    with pytest.raises(ExpiredLink):
        invitation_behind(key, at=moment)
    assert invitation_behind(second, at=moment).role is Role.READER


def test_who_has_an_account_is_not_invited(root: User, ada: User, key: str, moment: datetime) -> None:
    with pytest.raises(Conflict, match="has an account already"):
        invite(ada.email.upper(), Role.ADMIN, lasts=WEEK, by=root, at=moment)


@pytest.mark.parametrize(("name", "password"), [("", PASSWORD), ("Kim", "short")])
def test_a_mistake_does_not_use_the_invitation_up(key: str, moment: datetime, name: str, password: str) -> None:
    with pytest.raises(BadInput):
        accept_invitation(key, name=name, password=password, at=moment)
    accept_invitation(key, name="Kim Sato", password=PASSWORD, at=moment)


@pytest.mark.parametrize("end", [deactivate, lambda user, **rest: change_role(user, Role.APPROVER, **rest)])
def test_who_stops_being_an_admin_leaves_no_invitation_open(
    root: User, ada: User, key: str, moment: datetime, again: Callable[[User], User], end: Callable[..., None]
) -> None:
    change_role(again(ada), Role.ADMIN, by=root, at=moment)
    end(again(root), by=ada, at=moment)
    with pytest.raises(ExpiredLink):
        invitation_behind(key, at=moment)


def test_only_a_hash_of_the_key_is_kept(key: str) -> None:
    assert key not in vars(db.session.scalars(select(Invitation)).one()).values()


def test_the_pages_lead_from_the_invitation_into_the_house(
    app: Flask, client: Browser, root: User, sign_in: Callable[..., Browser]
) -> None:
    answer = sign_in(client, root).submit("/people/invitations", email="kim@example.com", role="approver")
    assert answer.status_code == 201
    link = answer.text.partition('value="http://localhost')[2].partition('"')[0]
    assert link not in client.get("/people").text
    kims = app.test_client()
    page = kims.get(link).text
    assert "Rosa Root invites you" in page
    assert "approver: also approves and publishes them" in page
    assert kims.submit(link, name="Kim Sato", password="short").status_code == 422
    assert kims.submit(link, name="Kim Sato", password=PASSWORD).location == "/"
    assert "Kim Sato" in kims.get("/account").text
    assert kims.get(link).status_code == 410


def test_the_form_says_what_is_wrong_with_an_invitation(
    client: Browser, root: User, ada: User, sign_in: Callable[..., Browser]
) -> None:
    sign_in(client, root)
    known = client.submit("/people/invitations", email=ada.email, role="reader")
    assert (known.status_code, "has an account already" in known.text) == (409, True)
    nonsense = client.submit("/people/invitations", email="kim", role="reader")
    assert (nonsense.status_code, "such as ada@example.com" in nonsense.text) == (422, True)
    for role in ("emperor", ""):
        assert client.submit("/people/invitations", email="kim@example.com", role=role).status_code == 422


def test_an_admin_withdraws_an_invitation_on_the_page(
    app: Flask, client: Browser, root: User, sign_in: Callable[..., Browser]
) -> None:
    with app.app_context():
        key = invite("kim@example.com", Role.READER, lasts=WEEK, by=root, at=now())
        number = invitation_behind(key, at=now()).id
    sign_in(client, root)
    assert "kim@example.com" in client.get("/people").text
    client.submit(f"/people/invitations/{number}/withdrawal")
    page = client.get("/people").text
    assert "The invitation is withdrawn." in page
    assert "kim@example.com" not in page
