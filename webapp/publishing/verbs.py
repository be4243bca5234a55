"""Publish an approved revision for customers, and withdraw a post."""

from __future__ import annotations

import hashlib

import exporters
from exporters import Format
from exporters.document import Audience
from webapp.accounts import User
from webapp.audit import record
from webapp.db import db
from webapp.errors import BadInput, Conflict
from webapp.postmortems.content import policy
from webapp.postmortems.models import Postmortem
from webapp.publishing.models import Publication, Retraction
from webapp.publishing.slugs import slug_for
from webapp.review.verbs import approved_revision


def publish(postmortem: Postmortem, *, revision_id: int, by: User) -> Publication:
    """Publish the approved revision as a status post.

    Raises Conflict where that revision is not the approved one, BadInput where it has no public title or where
    nothing in it is marked for customers.
    """
    revision = approved_revision(postmortem)
    if revision is None or revision.id != revision_id:
        raise Conflict("This revision is not the approved one any more. Reload the page and publish the approved one.")
    document = exporters.from_json(revision.document)
    if not document.public_title.strip():
        raise BadInput("Customers need a title. Write the public title in the editor, then submit and approve again.")
    public, _report = exporters.redact(document, policy())
    if not public.sections:
        raise BadInput("Nothing in this revision is marked for customers. Mark sections and rows in the editor first.")
    body = exporters.html_fragment(document, audience=Audience.CUSTOMER, policy=policy())
    markdown = exporters.export(document, Format.MD, audience=Audience.CUSTOMER, policy=policy()).bytes
    publication = Publication(
        postmortem_number=postmortem.number,
        revision_id=revision.id,
        slug=_slug(postmortem, public.title),
        title=public.title,
        lang=public.lang,
        body=body,
        markdown=markdown.decode(),
        sha256=hashlib.sha256(body.encode() + b"\0" + markdown).hexdigest(),
        published_by_id=by.id,
    )
    postmortem.post_slug = publication.slug
    db.session.add(publication)
    record("post published", on=f"postmortem {postmortem.number}, revision {revision.sequence}", by=by)
    db.session.commit()
    return publication


def withdraw(postmortem: Postmortem, *, reason: str, by: User) -> None:
    """Withdraw the post of a postmortem, all its versions with it. From now on it answers 410."""
    live = [publication for publication in publications_of(postmortem) if publication.retraction is None]
    if not live:
        raise Conflict("There is no published post to withdraw.")
    for publication in live:
        db.session.add(Retraction(publication=publication, reason=reason[:500], retracted_by_id=by.id))
    postmortem.post_slug = ""
    record("post withdrawn", on=f"postmortem {postmortem.number}", by=by)
    db.session.commit()


def publications_of(postmortem: Postmortem) -> list[Publication]:
    """Return every publication of a postmortem, the newest first."""
    query = db.select(Publication).where(Publication.postmortem_number == postmortem.number)
    return list(db.session.scalars(query.order_by(Publication.id.desc())))


def _slug(postmortem: Postmortem, public_title: str) -> str:
    """Return the address the post had before, so that links stay good, or a new one."""
    earlier = publications_of(postmortem)
    if earlier:
        return earlier[0].slug
    return slug_for(public_title, set(db.session.scalars(db.select(Publication.slug).distinct())))
