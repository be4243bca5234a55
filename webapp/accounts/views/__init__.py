"""The pages of accounts, in one blueprint."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("accounts", __name__)

from webapp.accounts.views import account, people, sign_in  # noqa: E402, F401 — they add their routes to `bp`
