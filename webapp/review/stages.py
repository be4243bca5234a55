"""The stages of a postmortem and what leads from one to the next. Pure."""

from __future__ import annotations

from enum import StrEnum

from webapp.errors import Conflict


class Stage(StrEnum):
    """Where a postmortem stands. Readers see Draft, Reviewed or Approved; *in review* is a draft being reviewed."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    REVIEWED = "reviewed"
    APPROVED = "approved"


class Step(StrEnum):
    """What somebody does to a postmortem's stage."""

    SUBMIT = "submit"
    CONCLUDE = "conclude"
    APPROVE = "approve"
    REOPEN = "reopen"


TRANSITIONS = {
    (Stage.DRAFT, Step.SUBMIT): Stage.IN_REVIEW,
    (Stage.IN_REVIEW, Step.SUBMIT): Stage.IN_REVIEW,
    (Stage.REVIEWED, Step.SUBMIT): Stage.IN_REVIEW,
    (Stage.APPROVED, Step.SUBMIT): Stage.IN_REVIEW,
    (Stage.IN_REVIEW, Step.CONCLUDE): Stage.REVIEWED,
    (Stage.IN_REVIEW, Step.APPROVE): Stage.APPROVED,
    (Stage.REVIEWED, Step.APPROVE): Stage.APPROVED,
    (Stage.IN_REVIEW, Step.REOPEN): Stage.DRAFT,
    (Stage.REVIEWED, Step.REOPEN): Stage.DRAFT,
    (Stage.APPROVED, Step.REOPEN): Stage.DRAFT,
}

REFUSALS = {
    Step.SUBMIT: "This postmortem cannot be submitted now. Reload the page to see where it stands.",
    Step.CONCLUDE: "Only a postmortem in review can be marked as reviewed. Submit it for review first.",
    Step.APPROVE: "Only a postmortem in review can be approved. Submit it for review first.",
    Step.REOPEN: "This postmortem is a draft already. Go on editing it.",
}


def after(stage: Stage, step: Step) -> Stage:
    """Return the stage that a step leads to; Conflict, with what to do instead, where it leads nowhere."""
    try:
        return TRANSITIONS[stage, step]
    except KeyError:
        raise Conflict(REFUSALS[step]) from None
