"""Words that the renderers add to a page, the same in every format."""

from __future__ import annotations

from exporters.document import Audience
from exporters.page import Check

AUDIENCE = {Audience.INTERNAL: "Internal", Audience.CUSTOMER: "For customers"}
_RUNNING_TITLE_LENGTH = 80


def running_title(title: str) -> str:
    """Return the title as it fits on one line above every page."""
    if len(title) <= _RUNNING_TITLE_LENGTH:
        return title
    return title[: _RUNNING_TITLE_LENGTH - 1].rstrip() + "…"


def remark(check: Check) -> str:
    """Return what stands beside a check: its note, and in words that it does not apply."""
    if check.state != "not applicable":
        return check.note
    return f"Not applicable: {check.note}" if check.note else "Not applicable"
