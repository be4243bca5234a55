"""Accounts, what opens them, and the audit log."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from webapp.db import UtcDateTime

revision = "0001"
down_revision = None

NO_CHANGES = """
CREATE TRIGGER audit_entry_is_not_{done} BEFORE {verb} ON audit_entry
BEGIN SELECT RAISE(ABORT, 'The audit log is only ever added to.'); END
"""


def upgrade() -> None:
    """Make the tables."""
    _accounts()
    _links()
    _audit()


def _accounts() -> None:
    op.create_table(
        "account",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("email", sa.String(254), nullable=False, unique=True),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("password_hash", sa.String(200)),
        sa.Column("session_version", sa.Integer, nullable=False),
        sa.Column("created_at", UtcDateTime, nullable=False),
        sa.Column("signed_in_at", UtcDateTime),
        sa.Column("deactivated_at", UtcDateTime),
    )
    op.create_table(
        "sign_in_try",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("key_hash", sa.String(64), nullable=False, index=True),
        sa.Column("at", UtcDateTime, nullable=False, index=True),
    )


def _links() -> None:
    op.create_table(
        "sign_in_link",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("key_hash", sa.String(64), nullable=False, unique=True),
        sa.Column("user_id", sa.Integer, sa.ForeignKey("account.id"), nullable=False, index=True),
        sa.Column("created_at", UtcDateTime, nullable=False),
        sa.Column("expires_at", UtcDateTime, nullable=False),
        sa.Column("used_at", UtcDateTime),
    )
    op.create_table(
        "invitation",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("key_hash", sa.String(64), nullable=False, unique=True),
        sa.Column("email", sa.String(254), nullable=False, index=True),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("invited_by_id", sa.Integer, sa.ForeignKey("account.id"), nullable=False),
        sa.Column("created_at", UtcDateTime, nullable=False),
        sa.Column("expires_at", UtcDateTime, nullable=False),
        sa.Column("accepted_at", UtcDateTime),
        sa.Column("withdrawn_at", UtcDateTime),
    )
    op.create_table(
        "api_token",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("key_hash", sa.String(64), nullable=False, unique=True),
        sa.Column("user_id", sa.Integer, sa.ForeignKey("account.id"), nullable=False, index=True),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("created_at", UtcDateTime, nullable=False),
        sa.Column("used_at", UtcDateTime),
        sa.Column("revoked_at", UtcDateTime),
    )


def _audit() -> None:
    op.create_table(
        "audit_entry",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("at", UtcDateTime, nullable=False, index=True),
        sa.Column("actor_id", sa.Integer, index=True),
        sa.Column("actor", sa.String(400), nullable=False),
        sa.Column("what", sa.String(400), nullable=False),
        sa.Column("subject", sa.String(400), nullable=False),
    )
    if op.get_bind().dialect.name == "sqlite":
        op.execute(NO_CHANGES.format(done="changed", verb="UPDATE"))
        op.execute(NO_CHANGES.format(done="deleted", verb="DELETE"))
