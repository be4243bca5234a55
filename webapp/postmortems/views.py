"""The home page, the editor page, previews and exports."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from flask import Blueprint, Response, redirect, render_template, request, send_file, url_for
from flask_login import current_user
from flask_wtf.csrf import generate_csrf
from markupsafe import Markup

import exporters
from exporters.document import Audience
from webapp.accounts import Role, User
from webapp.accounts.access import requires
from webapp.db import db
from webapp.postmortems.content import content_of, policy
from webapp.postmortems.creation import create_postmortem, discard_postmortem, restore_postmortem
from webapp.postmortems.exports import export_postmortem, parse_choice
from webapp.postmortems.models import Postmortem
from webapp.postmortems.readers import readable_by
from webapp.security import frame_ancestors_self
from webapp.template import default_template

bp = Blueprint("postmortems", __name__)


@bp.get("/")
def index() -> str:
    """List the postmortems that the reader may open, the last changed first."""
    words = request.args.get("q", "")
    return render_template(
        "postmortems/index.html",
        postmortems=readable_by(current_user).search(words),
        words=words,
        discarded=request.args.get("discarded", type=int),
    )


@bp.post("/postmortems")
@requires(Role.EDITOR)
def create() -> Response:
    """Start a new postmortem and open it."""
    postmortem = create_postmortem(by=current_user)
    return redirect(url_for(".show", number=postmortem.number))


@bp.get("/postmortems/<int:number>")
def show(number: int) -> str:
    """Show the editor."""
    postmortem = readable_by(current_user).get_or_404(number)
    return render_template("postmortems/show.html", postmortem=postmortem, bootstrap=_bootstrap(postmortem))


@bp.get("/postmortems/<int:number>/preview")
def preview(number: int) -> Response:
    """Show what customers would read, made by the exporter itself."""
    postmortem = readable_by(current_user).get_or_404(number)
    body = Markup(exporters.html_fragment(content_of(postmortem), audience=Audience.CUSTOMER, policy=policy()))  # noqa: S704 - escaped by the exporter
    return frame_ancestors_self(Response(render_template("postmortems/preview.html", body=body)))


@bp.get("/postmortems/<int:number>/export")
def export(number: int) -> Response:
    """Send a postmortem as a file."""
    postmortem = readable_by(current_user).get_or_404(number)
    kind, audience = parse_choice(request.args.get("format", ""), request.args.get("audience", ""))
    made = export_postmortem(postmortem, format=kind, audience=audience)
    return send_file(BytesIO(made.bytes), made.media_type, as_attachment=True, download_name=made.filename)


@bp.post("/postmortems/<int:number>/discard")
@requires(Role.EDITOR)
def discard(number: int) -> Response:
    """Take a postmortem off the lists and offer to bring it back."""
    postmortem = readable_by(current_user).get_or_404(number)
    discard_postmortem(postmortem, by=current_user)
    return redirect(url_for(".index", discarded=number))


@bp.post("/postmortems/<int:number>/restoration")
@requires(Role.EDITOR)
def restore(number: int) -> Response:
    """Bring a discarded postmortem back."""
    restore_postmortem(number, by=current_user)
    return redirect(url_for(".show", number=number))


def _bootstrap(postmortem: Postmortem) -> dict[str, Any]:
    """Return what the editor page needs before the socket answers."""
    number = postmortem.number
    return {
        "number": number,
        "socket": f"/collab/{number}",
        "template": default_template().source,
        "user": {
            "id": current_user.id,
            "name": current_user.name,
            "color": current_user.color,
            "mayWrite": current_user.may_write,
            "mayApprove": current_user.may_approve,
            "mayAdmin": current_user.may_admin,
        },
        "people": [{"name": name} for name in db.session.scalars(db.select(User.name).order_by(User.name)) if name],
        "csrf": generate_csrf(),
        "status": postmortem.status,
        "isExample": postmortem.is_example,
        "urls": {
            "home": url_for("postmortems.index"),
            "preview": url_for("postmortems.preview", number=number),
            "export": url_for("postmortems.export", number=number),
            "review": url_for("review.show", number=number),
            "distribution": url_for("distribution.show", number=number),
        },
        "publication": {"slug": postmortem.post_slug, "url": url_for("posts.show", slug=postmortem.post_slug)}
        if postmortem.post_slug
        else None,
    }
