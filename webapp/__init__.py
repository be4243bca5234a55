"""The Flask application.

create_app is the one place where settings, database, blueprints and hooks meet. Inside, each package imports only what
stands below it:

    cli > publishing > review > actions > postmortems > (imports | collab) > (template | coach)
        > accounts > audit > (http | security | jobs) > (db | config | errors)
"""

from __future__ import annotations

import os
from pathlib import Path

from flask import Flask

from webapp import http, security
from webapp.accounts.access import guard_access
from webapp.accounts.views import bp as accounts
from webapp.config import Settings, load, secret_key
from webapp.db import open_database

# Beside the package in a checkout, inside it when installed.
HERE = Path(__file__).parent
HOUSE = HERE.parent if (HERE.parent / "templates" / "base.html").exists() else HERE


def create_app(settings: Settings | None = None) -> Flask:
    """Return the application, ready to answer once its database is migrated."""
    settings = settings or load(os.environ)
    settings.instance.mkdir(mode=0o700, parents=True, exist_ok=True)
    app = Flask(
        __name__,
        instance_path=str(settings.instance.absolute()),
        template_folder=HOUSE / "templates",
        static_folder=HOUSE / "static",
    )
    app.config.update(SECRET_KEY=secret_key(settings), SQLALCHEMY_DATABASE_URI=settings.database)
    http.serve_http(app, settings)
    security.guard(app, settings)
    open_database(app)
    guard_access(app)
    for blueprint in (http.bp, security.bp, accounts):
        app.register_blueprint(blueprint)
    return app
