"""The review page: submit, read, approve, publish and withdraw, one step after the other."""

from __future__ import annotations

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask_login import current_user

from webapp.accounts import Role
from webapp.accounts.access import requires
from webapp.errors import BadInput
from webapp.postmortems.content import content_digest, content_of
from webapp.postmortems.readers import readable_by
from webapp.review.stages import Stage
from webapp.review.verbs import approve, approved_revision, conclude, history, reopen, submit

bp = Blueprint("review", __name__)


@bp.get("/postmortems/<int:number>/review")
def show(number: int) -> str:
    """Show where a postmortem stands and what comes next."""
    postmortem = readable_by(current_user).get_or_404(number)
    newest = postmortem.revisions[-1] if postmortem.revisions else None
    document = content_of(postmortem)
    return render_template(
        "review/show.html",
        postmortem=postmortem,
        stage=Stage(postmortem.stage),
        newest=newest,
        approved=approved_revision(postmortem),
        has_changed=newest is not None and newest.sha256 != content_digest(document),
        public_title=document.public_title,
        history=history(postmortem),
    )


@bp.post("/postmortems/<int:number>/review")
@requires(Role.EDITOR)
def create(number: int) -> Response:
    """Submit what the postmortem says now for review."""
    submit(readable_by(current_user).get_or_404(number), by=current_user)
    return _back(number)


@bp.post("/postmortems/<int:number>/conclusion")
@requires(Role.EDITOR)
def create_conclusion(number: int) -> Response:
    """Note that the review meeting took place."""
    conclude(readable_by(current_user).get_or_404(number), revision_id=revision_in_form(), by=current_user)
    return _back(number)


@bp.post("/postmortems/<int:number>/approval")
@requires(Role.APPROVER)
def create_approval(number: int) -> Response:
    """Approve the revision that the approver has read."""
    approve(readable_by(current_user).get_or_404(number), revision_id=revision_in_form(), by=current_user)
    return _back(number)


@bp.post("/postmortems/<int:number>/reopening")
@requires(Role.EDITOR)
def create_reopening(number: int) -> Response:
    """Make the postmortem a draft again."""
    reopen(readable_by(current_user).get_or_404(number), by=current_user)
    return _back(number)


def revision_in_form() -> int:
    """Return the id of the revision that the form was about; BadInput where it names none."""
    value = request.form.get("revision", "")
    if not value.isdigit():
        raise BadInput("The form does not say which revision it is about. Reload the page and try again.")
    return int(value)


def _back(number: int) -> Response:
    return redirect(url_for("review.show", number=number))
