"""Tries to sign in are counted per account and per address, and forgotten after a while."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, select

from webapp.accounts import User, tries
from webapp.accounts.models import SignInTry
from webapp.accounts.sign_in import sign_in_by_password
from webapp.accounts.tries import PER_ACCOUNT_AND_ADDRESS, WINDOW, count_try
from webapp.db import db
from webapp.errors import BadInput, TooManyTries

pytestmark = pytest.mark.usefixtures("context")
HOME, OFFICE = "203.0.113.9", "198.51.100.7"


def test_after_ten_tries_an_account_waits_even_with_the_right_password(
    ada: User, password: Callable[[User], str], moment: datetime
) -> None:
    secret = password(ada)
    for _ in range(PER_ACCOUNT_AND_ADDRESS):
        count_try(ada.email, HOME, at=moment)
    with pytest.raises(TooManyTries, match="Wait 15 minutes"):
        sign_in_by_password(ada.email, secret, address=HOME, at=moment)
    assert sign_in_by_password(ada.email, secret, address=OFFICE, at=moment).id == ada.id
    assert sign_in_by_password(ada.email, secret, address=HOME, at=moment + WINDOW).id == ada.id


def test_who_signs_in_starts_counting_anew(ada: User, password: Callable[[User], str], moment: datetime) -> None:
    secret = password(ada)
    for _ in range(3):
        for _ in range(PER_ACCOUNT_AND_ADDRESS - 1):
            count_try(ada.email, HOME, at=moment)
        sign_in_by_password(ada.email, secret, address=HOME, at=moment)
        moment += timedelta(minutes=5)


def test_a_wrong_try_is_counted(ada: User, moment: datetime) -> None:
    with pytest.raises(BadInput):
        sign_in_by_password(ada.email, "not the password", address=HOME, at=moment)
    assert db.session.scalar(select(func.count()).select_from(SignInTry)) == 3


def test_one_address_cannot_go_through_all_accounts(moment: datetime) -> None:
    for number in range(tries.PER_ADDRESS):
        count_try(f"{number}@example.com", HOME, at=moment)
    with pytest.raises(TooManyTries):
        count_try("ada@example.com", HOME, at=moment)


def test_one_account_cannot_be_tried_from_everywhere(moment: datetime) -> None:
    for number in range(tries.PER_ACCOUNT):
        count_try("ada@example.com", f"2001:db8::{number}", at=moment)
    with pytest.raises(TooManyTries):
        count_try("ada@example.com", HOME, at=moment)


def test_old_tries_are_deleted_and_nothing_typed_is_kept(moment: datetime) -> None:
    count_try("my secret password", HOME, at=moment)
    count_try("ada@example.com", HOME, at=moment + WINDOW)
    kept = list(db.session.scalars(select(SignInTry)))
    assert len(kept) == 3
    assert all(len(entry.key_hash) == 64 for entry in kept)
