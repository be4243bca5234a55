"""An application on a real SQLite file, browsers for it, and the cast."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.webapp.browser import Browser
from webapp import create_app
from webapp.accounts import Role, User
from webapp.config import Settings
from webapp.db import db, now
from webapp.migrations import upgrade


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(instance=tmp_path / "instance", base_url="http://localhost")


@pytest.fixture
def app(settings: Settings) -> Iterator[Flask]:
    app = create_app(settings)
    app.testing = True
    app.test_client_class = Browser
    with app.app_context():
        upgrade(db.engine)
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()
    app.extensions["afterword"].close()


@pytest.fixture
def context(app: Flask) -> Iterator[None]:
    """An application context around the whole test, for tests of verbs."""
    with app.app_context():
        yield


@pytest.fixture
def client(app: Flask) -> Browser:
    return app.test_client()


@pytest.fixture
def add_user(app: Flask) -> Callable[..., User]:
    """Add a person: `add_user("Ada Lovelace", Role.EDITOR)`. What comes back is detached: read it anywhere."""

    def add(name: str, role: Role, *, email: str = "") -> User:
        with app.app_context():
            email = email or name.partition(" ")[0].lower() + "@example.com"
            user = User(email=email, name=name, role=role, created_at=now())
            db.session.add(user)
            db.session.commit()
            db.session.refresh(user)
            db.session.expunge(user)
            return user

    return add


@pytest.fixture
def sign_in() -> Callable[[FlaskClient, User], FlaskClient]:
    """Put a person behind a client: `sign_in(client, ada)`."""

    def sign(client: FlaskClient, user: User) -> FlaskClient:
        with client.session_transaction() as session:
            session.update(_user_id=user.get_id(), _fresh=True, _permanent=True)
        return client

    return sign


@pytest.fixture
def ada(add_user: Callable[..., User]) -> User:
    """Leads the postmortem."""
    return add_user("Ada Lovelace", Role.EDITOR)


@pytest.fixture
def ben(add_user: Callable[..., User]) -> User:
    """Responds."""
    return add_user("Ben Okafor", Role.EDITOR)


@pytest.fixture
def cleo(add_user: Callable[..., User]) -> User:
    """Is on another team."""
    return add_user("Cleo Marsh", Role.READER)


@pytest.fixture
def dora(add_user: Callable[..., User]) -> User:
    """Approves for legal."""
    return add_user("Dora Lind", Role.APPROVER)


@pytest.fixture
def root(add_user: Callable[..., User]) -> User:
    """Is the admin."""
    return add_user("Rosa Root", Role.ADMIN)
