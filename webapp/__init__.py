"""The Flask application.

create_app is the one place where settings, database, blueprints and hooks meet. Inside, each package imports only what
stands below it:

    cli > publishing > review > actions > postmortems > (imports | collab) > (template | coach)
        > accounts > audit > (http | security | jobs) > (db | config | errors)
"""

from __future__ import annotations

import os

from flask import Flask

from webapp import http, paths, security
from webapp.accounts.access import guard_access
from webapp.accounts.views import bp as accounts
from webapp.config import Settings, load, secret_key
from webapp.db import open_database
from webapp.postmortems import blueprints as postmortems
from webapp.publishing import blueprints as publishing
from webapp.review.views import bp as review
from webapp.services import open_services


def create_app(settings: Settings | None = None) -> Flask:
    """Return the application, ready to answer once its database is migrated."""
    settings = settings or load(os.environ)
    settings.instance.mkdir(mode=0o700, parents=True, exist_ok=True)
    app = Flask(
        __name__,
        instance_path=str(settings.instance.absolute()),
        template_folder=paths.TEMPLATES,
        static_folder=paths.STATIC,
    )
    app.config.update(SECRET_KEY=secret_key(settings), SQLALCHEMY_DATABASE_URI=settings.database)
    http.serve_http(app, settings)
    security.guard(app, settings)
    open_database(app)
    guard_access(app)
    open_services(app, settings)
    for blueprint in (http.bp, security.bp, accounts, *postmortems, review, *publishing):
        app.register_blueprint(blueprint)
    return app
