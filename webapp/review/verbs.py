"""Submit, conclude, approve and reopen: each pins or names a revision and leaves a row behind."""

from __future__ import annotations

from webapp.accounts import User
from webapp.audit import record
from webapp.db import db
from webapp.errors import Conflict
from webapp.postmortems.content import pin_revision
from webapp.postmortems.models import Postmortem, Revision
from webapp.review.models import Review
from webapp.review.stages import Stage, Step, after


def submit(postmortem: Postmortem, *, by: User) -> Revision:
    """Pin what the postmortem says now and put that revision up for review."""
    revision = pin_revision(postmortem, by=by)
    _take(Step.SUBMIT, postmortem, revision, by)
    return revision


def conclude(postmortem: Postmortem, *, revision_id: int, by: User) -> None:
    """Note that the review meeting has looked at the submitted revision."""
    _take(Step.CONCLUDE, postmortem, _newest(postmortem, revision_id), by)


def approve(postmortem: Postmortem, *, revision_id: int, by: User) -> None:
    """Approve the submitted revision; Conflict where a newer one was submitted in the meantime."""
    _take(Step.APPROVE, postmortem, _newest(postmortem, revision_id), by)


def reopen(postmortem: Postmortem, *, by: User) -> None:
    """Make the postmortem a draft again. Revisions and approvals stay on record."""
    _take(Step.REOPEN, postmortem, None, by)


def approved_revision(postmortem: Postmortem) -> Revision | None:
    """Return the revision approved last, as long as the postmortem stands approved."""
    if postmortem.stage != Stage.APPROVED:
        return None
    approvals = db.select(Review).where(
        Review.postmortem_number == postmortem.number, Review.step == Step.APPROVE.value
    )
    newest = db.session.scalar(approvals.order_by(Review.id.desc()).limit(1))
    return newest.revision if newest else None


def history(postmortem: Postmortem) -> list[Review]:
    """Return every step taken, the newest first."""
    return list(
        db.session.scalars(
            db.select(Review).where(Review.postmortem_number == postmortem.number).order_by(Review.id.desc())
        )
    )


def _newest(postmortem: Postmortem, revision_id: int) -> Revision:
    newest = postmortem.revisions[-1] if postmortem.revisions else None
    if newest is None or newest.id != revision_id:
        raise Conflict("A newer revision was submitted after you opened this page. Read that one, then decide.")
    return newest


def _take(step: Step, postmortem: Postmortem, revision: Revision | None, by: User) -> None:
    postmortem.stage = after(Stage(postmortem.stage), step).value
    db.session.add(Review(postmortem_number=postmortem.number, revision=revision, step=step.value, made_by_id=by.id))
    what = f"postmortem {postmortem.number}" + (f", revision {revision.sequence}" if revision else "")
    record(f"review: {step.value}", on=what, by=by)
    db.session.commit()
