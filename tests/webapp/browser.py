"""A client that sends forms as a browser would."""

from __future__ import annotations

import secrets
from typing import Any

from flask.testing import FlaskClient
from itsdangerous import URLSafeTimedSerializer
from werkzeug.test import TestResponse


class Browser(FlaskClient):
    """A client that can send a form as a page would: with the CSRF token of its session."""

    @property
    def csrf(self) -> str:
        with self.session_transaction() as session:
            raw = session.setdefault("csrf_token", secrets.token_hex(20))
        return URLSafeTimedSerializer(self.application.secret_key, salt="wtf-csrf-token").dumps(raw)

    def submit(self, path: str, /, **fields: Any) -> TestResponse:
        """Send a form."""
        return self.post(path, data={"csrf_token": self.csrf, **fields})
