"""Postmortems, their revisions and reviews, and what was published of them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from webapp.db import UtcDateTime

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the tables."""
    _postmortems()
    _reviews()
    _publications()


def _postmortems() -> None:
    op.create_table(
        "postmortem",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("room_id", sa.String(32), nullable=False, unique=True),
        sa.Column("created_at", UtcDateTime, nullable=False),
        sa.Column("created_by_id", sa.Integer, sa.ForeignKey("account.id")),
        sa.Column("changed_at", UtcDateTime, nullable=False),
        sa.Column("discarded_at", UtcDateTime),
        sa.Column("is_restricted", sa.Boolean, nullable=False),
        sa.Column("is_example", sa.Boolean, nullable=False),
        sa.Column("stage", sa.String(20), nullable=False),
        sa.Column("post_slug", sa.String(120), nullable=False),
        sa.Column("title", sa.String(300), nullable=False),
        sa.Column("incident_id", sa.String(120), nullable=False),
        sa.Column("severity", sa.String(40), nullable=False),
        sa.Column("date", sa.String(40), nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "distribution",
        sa.Column("postmortem_number", sa.Integer, sa.ForeignKey("postmortem.number"), primary_key=True),
        sa.Column("user_id", sa.Integer, sa.ForeignKey("account.id"), primary_key=True),
    )
    op.create_table(
        "revision",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("postmortem_number", sa.Integer, sa.ForeignKey("postmortem.number"), nullable=False),
        sa.Column("sequence", sa.Integer, nullable=False),
        sa.Column("document", sa.Text, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("created_at", UtcDateTime, nullable=False),
        sa.Column("created_by_id", sa.Integer, sa.ForeignKey("account.id"), nullable=False),
        sa.UniqueConstraint("postmortem_number", "sequence"),
    )


def _reviews() -> None:
    op.create_table(
        "review",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("postmortem_number", sa.Integer, sa.ForeignKey("postmortem.number"), nullable=False, index=True),
        sa.Column("revision_id", sa.Integer, sa.ForeignKey("revision.id")),
        sa.Column("step", sa.String(20), nullable=False),
        sa.Column("made_at", UtcDateTime, nullable=False),
        sa.Column("made_by_id", sa.Integer, sa.ForeignKey("account.id"), nullable=False),
    )


def _publications() -> None:
    op.create_table(
        "publication",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("postmortem_number", sa.Integer, sa.ForeignKey("postmortem.number"), nullable=False, index=True),
        sa.Column("revision_id", sa.Integer, sa.ForeignKey("revision.id"), nullable=False),
        sa.Column("slug", sa.String(120), nullable=False, index=True),
        sa.Column("title", sa.String(300), nullable=False),
        sa.Column("lang", sa.String(35), nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("markdown", sa.Text, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("published_at", UtcDateTime, nullable=False),
        sa.Column("published_by_id", sa.Integer, sa.ForeignKey("account.id"), nullable=False),
    )
    op.create_table(
        "retraction",
        sa.Column("publication_id", sa.Integer, sa.ForeignKey("publication.id"), primary_key=True),
        sa.Column("reason", sa.String(500), nullable=False),
        sa.Column("retracted_at", UtcDateTime, nullable=False),
        sa.Column("retracted_by_id", sa.Integer, sa.ForeignKey("account.id"), nullable=False),
    )
