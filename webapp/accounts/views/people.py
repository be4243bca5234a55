"""The page of people, for admins: invite, change a role, deactivate."""

from __future__ import annotations

from datetime import timedelta

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from webapp.accounts import invite, people
from webapp.accounts.access import requires
from webapp.accounts.forms import InviteForm
from webapp.accounts.roles import Role
from webapp.accounts.sign_in import make_sign_in_link
from webapp.accounts.views import bp
from webapp.db import now
from webapp.errors import AfterwordError, BadInput
from webapp.http import settings


@bp.get("/people")
@requires(Role.ADMIN)
def list_people() -> str:
    """Show everybody, and who is invited."""
    return _page(InviteForm())


@bp.post("/people/invitations")
@requires(Role.ADMIN)
def invite_person() -> tuple[str, int]:
    """Invite somebody and show the link, for the only time."""
    form = InviteForm()
    if not form.validate():
        return _page(form), 422
    lasts = timedelta(days=settings().invitation_days)
    try:
        key = invite.invite(form.email.data, form.role.data, lasts=lasts, by=current_user, at=now())
    except AfterwordError as problem:
        return _page(form, problem=problem.message), problem.status
    link = settings().address + url_for("accounts.accept", key=key)
    return _page(InviteForm(formdata=None), link=link, link_for=f"the invitation of {form.email.data}"), 201


@bp.post("/people/invitations/<int:invitation_id>/withdrawal")
@requires(Role.ADMIN)
def withdraw_invitation(invitation_id: int) -> Response:
    """Close an invitation."""
    invite.withdraw_invitation(invitation_id, by=current_user, at=now())
    return _back("The invitation is withdrawn.")


@bp.post("/people/<int:user_id>/role")
@requires(Role.ADMIN)
def change_role(user_id: int) -> Response:
    """Give somebody another role."""
    user = people.person(user_id)
    people.change_role(user, _role(request.form.get("role")), by=current_user, at=now())
    return _back(f"{user.name} is now {user.role}.")


@bp.post("/people/<int:user_id>/sign-in-link")
@requires(Role.ADMIN)
def sign_in_link(user_id: int) -> tuple[str, int]:
    """Make a sign-in link for somebody who cannot get in, and show it, for the only time."""
    user = people.person(user_id)
    lasts = timedelta(minutes=settings().sign_in_link_minutes)
    key = make_sign_in_link(user, lasts=lasts, by=current_user, at=now())
    link = settings().address + url_for("accounts.use_link", key=key)
    return _page(InviteForm(formdata=None), link=link, link_for=f"{user.name} to sign in once"), 201


@bp.post("/people/<int:user_id>/deactivation")
@requires(Role.ADMIN)
def deactivate(user_id: int) -> Response:
    """Take somebody's access away."""
    user = people.person(user_id)
    people.deactivate(user, by=current_user, at=now())
    return _back(f"{user.name} no longer has access.")


@bp.post("/people/<int:user_id>/activation")
@requires(Role.ADMIN)
def activate(user_id: int) -> Response:
    """Give somebody their access back."""
    user = people.person(user_id)
    people.activate(user, by=current_user, at=now())
    return _back(f"{user.name} has access again.")


def _page(form: InviteForm, *, problem: str = "", link: str = "", link_for: str = "") -> str:
    return render_template(
        "accounts/people.html",
        form=form,
        people=people.everybody(),
        invitations=invite.open_invitations(at=now()),
        roles=list(Role),
        problem=problem,
        link=link,
        link_for=link_for,
    )


def _role(value: str | None) -> Role:
    try:
        return Role(value or "")
    except ValueError:
        raise BadInput(f"Choose one of these roles: {', '.join(Role)}.") from None


def _back(said: str) -> Response:
    flash(said)
    return redirect(url_for("accounts.list_people"))
