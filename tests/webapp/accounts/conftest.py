"""What the tests of accounts share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from flask import Flask

from webapp.accounts import User
from webapp.accounts.passwords import hash_password
from webapp.db import db

PASSWORD = "correct horse battery staple"


@pytest.fixture(scope="session")
def password_hash() -> str:
    return hash_password(PASSWORD)


@pytest.fixture
def password(app: Flask, password_hash: str) -> Callable[[User], str]:
    """Give a person a password and return it."""

    def give(user: User) -> str:
        with app.app_context():
            db.session.get(User, user.id).password_hash = password_hash
            db.session.commit()
        return PASSWORD

    return give


@pytest.fixture
def moment() -> datetime:
    return datetime(2026, 11, 20, 10, 0, tzinfo=UTC)


@pytest.fixture
def again() -> Callable[[User], User]:
    """Return a person as the running context sees them."""
    return lambda user: db.session.get(User, user.id)
