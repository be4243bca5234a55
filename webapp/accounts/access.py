"""Who is asking, and may they? Every route is closed unless it is marked `public`.

A browser is known by its session cookie, a program by `Authorization: Bearer`. A request that brings a token is judged
by the token alone; it needs no CSRF token, because no browser adds that header on its own.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any, TypeVar

from flask import Flask, Request, current_app, redirect, request, session, url_for
from flask_login import LoginManager, current_user
from flask_login.utils import login_user
from flask_wtf import CSRFProtect
from werkzeug.local import LocalProxy
from werkzeug.wrappers import Response

from webapp.accounts.models import User
from webapp.accounts.roles import Role
from webapp.accounts.tokens import user_of
from webapp.db import db, now
from webapp.errors import Forbidden, NotSignedIn
from webapp.http import FORM_OVERHEAD, prefers_json, render_error
from webapp.security import public

__all__ = ["public", "requires"]  # what views of other subjects take from here

ViewT = TypeVar("ViewT", bound=Callable[..., Any])


class Sessions(LoginManager):
    """Flask-Login without its remember-me cookie: looking for it would touch the session on public pages too."""

    def _update_remember_cookie(self, response: Response) -> Response:
        return response


login_manager = Sessions()
csrf = CSRFProtect()


def requires(role: Role) -> Callable[[ViewT], ViewT]:
    """Close a view to those who have neither this role nor one that includes it."""

    def decorate(view: ViewT) -> ViewT:
        @wraps(view)
        def guarded(*args: Any, **kwargs: Any) -> Any:
            if not current_user.is_authenticated:
                raise NotSignedIn("Sign in, then open this address again.")
            if not current_user.may(role):
                raise Forbidden(f"This needs the role {role}; yours is {current_user.role}. Ask an admin for it.")
            return view(*args, **kwargs)

        return guarded  # type: ignore[return-value]

    return decorate


def begin_session(user: User) -> None:
    """Sign a person in. The session starts empty, so that nothing planted in it before survives."""
    session.clear()
    session.permanent = True
    login_user(person_of(user))


def person_of(user: User) -> User:
    """Return the person themself where `current_user` was handed over, which stands for them during a request only."""
    return user._get_current_object() if isinstance(user, LocalProxy) else user  # noqa: SLF001 — werkzeug's way


def identify(app: Flask, *, cookie: str = "", authorization: str = "", token: str = "") -> User | None:
    """Return the active person behind a socket's handshake, or None. `token` is the one from its address."""
    headers = {"Cookie": cookie, "Authorization": authorization or (f"Bearer {token}" if token else "")}
    with app.test_request_context("/", headers={name: value for name, value in headers.items() if value}):
        user = person_of(current_user)
        return user if isinstance(user, User) else None


def guard_access(app: Flask) -> None:
    """Connect sign-in, default-deny and CSRF to the application."""
    app.config.update(
        PERMANENT_SESSION_LIFETIME=timedelta(days=app.config["SETTINGS"].session_days),
        WTF_CSRF_CHECK_DEFAULT=False,  # `_refuse_forged` asks, after `_refuse_strangers`
        WTF_CSRF_SSL_STRICT=False,  # the token is proof; a proxy that changes Host must not refuse every form
        WTF_CSRF_TIME_LIMIT=None,  # a postmortem is open for hours; the token ends with its session
    )
    login_manager.session_protection = None  # sessions end by version; an address that changes is no theft
    login_manager.init_app(app, add_context_processor=False)
    app.jinja_env.globals["current_user"] = current_user  # asked for only where a template names it
    csrf.init_app(app)
    app.before_request(_refuse_strangers)
    app.before_request(_refuse_forged)
    app.register_error_handler(NotSignedIn, _ask_to_sign_in)


@login_manager.user_loader
def _from_session(remembered: str) -> User | None:
    if _bearer(request) is not None:
        return None
    number, _, version = remembered.partition(".")
    user = db.session.get(User, int(number)) if number.isdigit() else None
    return user if user and user.is_active and str(user.session_version) == version else None


@login_manager.request_loader
def _from_token(request: Request) -> User | None:
    key = _bearer(request)
    return user_of(key, at=now()) if key else None


def _bearer(request: Request) -> str | None:
    scheme, _, key = request.headers.get("Authorization", "").partition(" ")
    return key.strip() if scheme.lower() == "bearer" else None


def _refuse_strangers() -> None:
    view = current_app.view_functions.get(request.endpoint or "")
    if getattr(view, "is_public", False):
        request.max_content_length = FORM_OVERHEAD  # strangers send small forms only
        return
    if view is None or current_user.is_authenticated:
        return
    if _bearer(request) is not None:
        raise NotSignedIn("This token is unknown or was revoked. Make a new one on your account page.")
    raise NotSignedIn("Sign in, then open this address again.")


def _refuse_forged() -> None:
    view = current_app.view_functions.get(request.endpoint or "")
    if view is not None and not getattr(view, "takes_no_csrf_token", False) and _bearer(request) is None:
        csrf.protect()


def _ask_to_sign_in(error: NotSignedIn) -> Response:
    if prefers_json():
        return render_error(error.status, error.title, error.message)
    wanted = request.full_path.rstrip("?") if request.method == "GET" else None
    return redirect(url_for("accounts.sign_in", next=wanted if wanted != "/" else None))
