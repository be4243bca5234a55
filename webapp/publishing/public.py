"""Status posts as customers get them: stored bytes, no session, no script, no way to a document.

This module must not import postmortems, review or collab; a test holds that.
"""

from __future__ import annotations

from flask import Blueprint, Response, make_response, render_template
from markupsafe import Markup

from webapp.db import db
from webapp.errors import Gone, NotFound
from webapp.publishing.models import Publication
from webapp.security import public, without_scripts

bp = Blueprint("posts", __name__, url_prefix="/posts")


@bp.get("/<slug>")
@public
def show(slug: str) -> Response:
    """Show a status post."""
    post = _post(slug)
    return _for_customers(make_response(render_template("publishing/post.html", post=post, body=Markup(post.body))))  # noqa: S704 - the exporter's own bytes, stored when they were published


@bp.get("/<slug>.md")
@public
def show_markdown(slug: str) -> Response:
    """Send a status post as Markdown."""
    post = _post(slug)
    response = make_response(post.markdown)
    response.headers["Content-Type"] = "text/markdown; charset=utf-8"
    return _for_customers(response)


def _post(slug: str) -> Publication:
    newest = db.session.scalar(
        db.select(Publication).where(Publication.slug == slug).order_by(Publication.id.desc()).limit(1)
    )
    if newest is None:
        raise NotFound("There is no status post at this address. Check the link you followed.")
    if newest.retraction is not None:
        raise Gone("This status post was withdrawn.")
    return newest


def _for_customers(response: Response) -> Response:
    """Let nobody keep a copy for longer than a minute, so that a withdrawal is soon seen everywhere."""
    response.headers["Cache-Control"] = "public, max-age=60"
    return without_scripts(response)
