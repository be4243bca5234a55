"""`afterword serve`: the database brought up to date, the rooms beside Flask in one process, and a way in printed."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from webapp import create_app
from webapp.accounts.users import first_admin_link
from webapp.collab.host import run
from webapp.collab.socket import Collaboration
from webapp.config import Settings, load
from webapp.db import db
from webapp.migrations import upgrade
from webapp.postmortems.admission import admission_for
from webapp.postmortems.creation import create_postmortem
from webapp.postmortems.example import example_document
from webapp.postmortems.listing import refresh_room
from webapp.postmortems.models import Postmortem
from webapp.template import default_template

if TYPE_CHECKING:
    from flask import Flask

    from webapp.services import Services


def serve(*, host: str | None, port: int | None, say: Callable[[str], None]) -> None:
    """Serve until interrupted. `say` gets each line for the person at the terminal."""
    chosen = load(os.environ)
    settings = replace(chosen, host=host or chosen.host, port=chosen.port if port is None else port)
    app = ready_app(settings)
    services: Services = app.extensions["afterword"]
    _ = services.renderer  # warms up while the first person signs in
    collaboration = Collaboration(
        services.store,
        admission_for(app),
        on_change=partial(refresh_room, app),
        origins=frozenset(origin.lower() for origin in settings.origins),
    )
    try:
        run(app, collaboration, host=settings.host, port=settings.port, on_ready=partial(_greet, app, settings, say))
    finally:
        services.close()


def ready_app(settings: Settings) -> Flask:
    """Return the application with its database migrated and, the first time, the example in it."""
    app = create_app(settings)
    with app.app_context():
        upgrade(db.engine)
        if db.session.scalar(db.select(Postmortem.number).limit(1)) is None:
            create_postmortem(example_document(default_template()), by=None, is_example=True)
    return app


def _greet(app: Flask, settings: Settings, say: Callable[[str], None], port: int) -> None:
    """Print where the server is, and the link for the first admin as long as nobody has signed in."""
    app.config["SETTINGS"] = settings = replace(settings, port=port)
    say(f"Afterword is at {settings.address}  (Ctrl+C stops it)")
    with app.app_context():
        link = first_admin_link()
    if link:
        say(f"Sign in, once, with this link: {link}")
