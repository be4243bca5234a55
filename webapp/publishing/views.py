"""Publishing an approved revision, and withdrawing the post."""

from __future__ import annotations

from flask import Blueprint, Response, redirect, request, url_for
from flask_login import current_user

from webapp.accounts import Role
from webapp.accounts.access import requires
from webapp.postmortems.readers import readable_by
from webapp.publishing.verbs import publish, withdraw
from webapp.review.views import revision_in_form

bp = Blueprint("publishing", __name__)


@bp.post("/postmortems/<int:number>/publication")
@requires(Role.APPROVER)
def create(number: int) -> Response:
    """Publish the approved revision for customers."""
    publish(readable_by(current_user).get_or_404(number), revision_id=revision_in_form(), by=current_user)
    return redirect(url_for("review.show", number=number))


@bp.post("/postmortems/<int:number>/retraction")
@requires(Role.APPROVER)
def create_retraction(number: int) -> Response:
    """Withdraw the post."""
    withdraw(
        readable_by(current_user).get_or_404(number), reason=request.form.get("reason", "").strip(), by=current_user
    )
    return redirect(url_for("review.show", number=number))
