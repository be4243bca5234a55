"""Which step leads where; every other one is refused with what to do instead."""

from __future__ import annotations

from itertools import product

import pytest

from webapp.errors import Conflict
from webapp.review.stages import REFUSALS, TRANSITIONS, Stage, Step, after


@pytest.mark.parametrize(("stage", "step"), list(product(Stage, Step)))
def test_a_step_leads_on_or_is_refused(stage: Stage, step: Step) -> None:
    if (stage, step) in TRANSITIONS:
        assert after(stage, step) is TRANSITIONS[stage, step]
    else:
        with pytest.raises(Conflict, match=REFUSALS[step][:20]):
            after(stage, step)


def test_nothing_is_approved_without_a_review() -> None:
    with pytest.raises(Conflict):
        after(Stage.DRAFT, Step.APPROVE)
