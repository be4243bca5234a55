"""A person's own account: name, password, tokens."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask_login import current_user
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response

from webapp.accounts.access import begin_session
from webapp.accounts.forms import NameForm, PasswordForm, TokenForm
from webapp.accounts.people import change_password, rename
from webapp.accounts.tokens import create_token, revoke_token, tokens_of
from webapp.accounts.views import bp
from webapp.db import now
from webapp.errors import BadInput

Answer = str | Response | tuple[str, int]


@bp.get("/account")
def account() -> str:
    """Show one's own account."""
    return _page()


@bp.post("/account/name")
def change_name() -> Answer:
    """Change one's own name."""
    form = NameForm()
    if not form.validate():
        return _page(name=form), 422
    try:
        rename(current_user, form.name.data, at=now())
    except BadInput as problem:
        return _page(name=form, problem=problem.message), 422
    return _back("Your name is saved.")


@bp.post("/account/password")
def set_password() -> Answer:
    """Change one's own password. This session goes on, all others end."""
    form = PasswordForm()
    if not form.validate():
        return _page(password=form), 422
    try:
        change_password(current_user, form.current.data or "", form.new.data, at=now())
    except BadInput as problem:
        return _page(password=form, problem=problem.message), 422
    begin_session(current_user)
    return _back("Your password is saved. All your other sessions have ended.")


@bp.post("/account/tokens")
def add_token() -> tuple[str, int]:
    """Make a token and show it, for the only time."""
    form = TokenForm()
    if not form.validate():
        return _page(token=form), 422
    try:
        key = create_token(current_user, form.name.data, at=now())
    except BadInput as problem:
        return _page(token=form, problem=problem.message), 422
    return _page(new_token=key), 201


@bp.post("/account/tokens/<int:token_id>/revocation")
def end_token(token_id: int) -> Response:
    """Revoke a token."""
    revoke_token(current_user, token_id, at=now())
    return _back("The token is revoked.")


def _page(*, problem: str = "", new_token: str = "", **sent: FlaskForm) -> str:
    # Three forms share the page; only the one that was sent may show what was typed.
    forms = {
        "name": NameForm(formdata=None, obj=current_user),
        "password": PasswordForm(formdata=None),
        "token": TokenForm(formdata=None),
    }
    return render_template(
        "accounts/account.html",
        forms=forms | sent,
        tokens=tokens_of(current_user),
        problem=problem,
        new_token=new_token,
    )


def _back(said: str) -> Response:
    flash(said)
    return redirect(url_for("accounts.account"))
