"""People, roles, sign-in links, invitations and tokens.

roles · models      what an account is
keys · passwords    secrets that are handed out once and kept as hashes
sign_in · tries     by password or by a one-time link, with a limit on tries
invite · people     invitations; roles, deactivation
tokens · users      for programs, and what the operator does from the command line
access              every route is closed unless it is `public`; `requires(Role.X)` asks for more
views               the pages
"""

from __future__ import annotations

from flask_login import current_user

from webapp.accounts.access import identify, requires
from webapp.accounts.models import User
from webapp.accounts.roles import Role
from webapp.security import public

__all__ = ["Role", "User", "current_user", "identify", "public", "requires"]
