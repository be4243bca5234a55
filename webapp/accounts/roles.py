"""The four roles. Each may do everything that the one before it may."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """What a person may do in the workspace."""

    READER = "reader"
    EDITOR = "editor"
    APPROVER = "approver"
    ADMIN = "admin"

    @property
    def label(self) -> str:
        """Return the word shown to people."""
        return self.value.capitalize()

    @property
    def explained(self) -> str:
        """Return what the role may do, in a few words."""
        return EXPLAINED[self]

    def at_least(self, other: Role) -> bool:
        """Return whether this role may do what the other one may."""
        order = list(Role)
        return order.index(self) >= order.index(other)


EXPLAINED = {
    Role.READER: "reads postmortems",
    Role.EDITOR: "also writes and imports them",
    Role.APPROVER: "also approves and publishes them",
    Role.ADMIN: "also manages people",
}
