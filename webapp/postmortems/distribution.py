"""Who may read a postmortem: everybody who is signed in, or the people on a list."""

from __future__ import annotations

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask_login import current_user

from webapp.accounts import Role, User
from webapp.accounts.access import requires
from webapp.audit import record
from webapp.db import db
from webapp.errors import Forbidden
from webapp.postmortems.models import Distribution, Postmortem
from webapp.postmortems.readers import readable_by

bp = Blueprint("distribution", __name__)


@bp.get("/postmortems/<int:number>/distribution")
def show(number: int) -> str:
    """Show who may read a postmortem."""
    postmortem = readable_by(current_user).get_or_404(number)
    people = db.session.scalars(db.select(User).order_by(User.name)).all()
    named = {entry.user_id for entry in postmortem.distribution}
    return render_template("postmortems/distribution.html", postmortem=postmortem, people=people, named=named)


@bp.post("/postmortems/<int:number>/distribution")
@requires(Role.EDITOR)
def update(number: int) -> Response:
    """Restrict a postmortem to the people ticked, or open it to everybody."""
    postmortem = readable_by(current_user).get_or_404(number)
    named = {int(value) for value in request.form.getlist("reader") if value.isdigit()}
    restrict(postmortem, request.form.get("who") == "named", named, by=current_user)
    flash("Saved. The list counts from now on, also for those who have the page open.")
    return redirect(url_for(".show", number=number))


def restrict(postmortem: Postmortem, is_restricted: bool, user_ids: set[int], *, by: User) -> None:
    """Set the distribution. Whoever sets it stays on the list: nobody locks themselves out."""
    if postmortem.is_restricted and by.role != Role.ADMIN and postmortem.created_by_id != by.id:
        raise Forbidden("Only the person who created a restricted postmortem, or an admin, can change its readers.")
    postmortem.is_restricted = is_restricted
    known = set(db.session.scalars(db.select(User.id).where(User.id.in_(user_ids | {by.id}))))
    postmortem.distribution = [Distribution(user_id=user_id) for user_id in sorted(known)] if is_restricted else []
    record("distribution changed", on=f"postmortem {postmortem.number}", by=by)
    db.session.commit()
