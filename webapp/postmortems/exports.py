"""Exports of a postmortem: the file, its name and the refusals."""

from __future__ import annotations

from typing import TYPE_CHECKING

import exporters
from exporters import Export, Format
from exporters.document import Audience
from exporters.render_client import RenderFailed
from webapp.errors import BadInput, ServiceUnavailable
from webapp.postmortems.content import content_of, policy, services

if TYPE_CHECKING:
    from webapp.postmortems.models import Postmortem

HEAVY = {Format.PDF, Format.DOCX}


def export_postmortem(postmortem: Postmortem, *, format: Format, audience: Audience) -> Export:  # noqa: A002 - the word of the URL and the command line
    """Return the file of a postmortem for one audience. What costs time is rendered by the helper process."""
    document = content_of(postmortem)
    if format in HEAVY:
        try:
            return services().renderer.render(document, format, audience=audience, policy=policy())
        except RenderFailed as error:
            raise ServiceUnavailable(str(error)) from error
    return exporters.export(document, format, audience=audience, policy=policy())


def parse_choice(format_name: str, audience_name: str) -> tuple[Format, Audience]:
    """Return format and audience by their names; BadInput, with the names there are, for any other."""
    try:
        return Format(format_name), Audience(audience_name)
    except ValueError:
        formats, audiences = ", ".join(Format), " or ".join(Audience)
        raise BadInput(f"Choose one of the formats {formats}, for the audience {audiences}.") from None
