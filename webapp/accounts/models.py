"""Accounts and what opens them. Every key is kept as a hash; nobody is ever deleted, only deactivated."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Enum, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.accounts.roles import Role
from webapp.db import Base, UtcDateTime, now

# Each at least 4.5:1 against white, so that initials on it can be read.
COLORS = ("#7c3aed", "#0369a1", "#be185d", "#0f766e", "#b45309", "#4338ca", "#15803d", "#a21caf", "#b91c1c", "#475569")
ROLE = Enum(Role, values_callable=lambda roles: [role.value for role in roles], native_enum=False, length=20)


class User(Base):
    """A person with an account."""

    __tablename__ = "account"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    role: Mapped[Role] = mapped_column(ROLE)
    password_hash: Mapped[str | None] = mapped_column(String(200))
    session_version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    signed_in_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    deactivated_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    # What flask-login asks for.
    is_authenticated = True
    is_anonymous = False

    @property
    def is_active(self) -> bool:
        """Return whether this person may sign in."""
        return self.deactivated_at is None

    def get_id(self) -> str:
        """Return what a session remembers: the person, and the version of their rights that it was opened under."""
        return f"{self.id}.{self.session_version}"

    def may(self, role: Role) -> bool:
        """Return whether this person has the role or one that includes it."""
        return self.role.at_least(role)

    @property
    def may_write(self) -> bool:
        """Return whether this person writes postmortems."""
        return self.may(Role.EDITOR)

    @property
    def may_approve(self) -> bool:
        """Return whether this person approves and publishes postmortems."""
        return self.may(Role.APPROVER)

    @property
    def may_admin(self) -> bool:
        """Return whether this person manages people."""
        return self.may(Role.ADMIN)

    @property
    def color(self) -> str:
        """Return the color of this person's face and caret."""
        return COLORS[(self.id - 1) % len(COLORS)]

    @property
    def initials(self) -> str:
        """Return one or two letters for this person's face."""
        words = self.name.split()
        return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()

    @property
    def described(self) -> str:
        """Return the words that name this person in the audit log."""
        return f"{self.name} <{self.email}>"

    def end_sessions(self) -> None:
        """Make every session of this person end with its next request."""
        self.session_version += 1


class SignInLink(Base):
    """A link that signs one person in, once."""

    __tablename__ = "sign_in_link"

    id: Mapped[int] = mapped_column(primary_key=True)
    key_hash: Mapped[str] = mapped_column(String(64), unique=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    user: Mapped[User] = relationship()


class Invitation(Base):
    """An open door for one e-mail address, with the role that waits behind it."""

    __tablename__ = "invitation"

    id: Mapped[int] = mapped_column(primary_key=True)
    key_hash: Mapped[str] = mapped_column(String(64), unique=True)
    email: Mapped[str] = mapped_column(String(254), index=True)
    role: Mapped[Role] = mapped_column(ROLE)
    invited_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    accepted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    invited_by: Mapped[User] = relationship()


class ApiToken(Base):
    """A key with which a program acts for a person."""

    __tablename__ = "api_token"

    id: Mapped[int] = mapped_column(primary_key=True)
    key_hash: Mapped[str] = mapped_column(String(64), unique=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    name: Mapped[str] = mapped_column(String(120))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    user: Mapped[User] = relationship()


class SignInTry(Base):
    """A try to sign in by password. `key_hash` stands for an account, a network address, or both."""

    __tablename__ = "sign_in_try"

    id: Mapped[int] = mapped_column(primary_key=True)
    key_hash: Mapped[str] = mapped_column(String(64), index=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
