"""What all pages share: errors rendered once for people and for programs, addresses of assets, the largest upload."""

from __future__ import annotations

import hashlib
import json
import logging
import secrets
from functools import lru_cache
from pathlib import Path
from typing import cast

from flask import Blueprint, Flask, Response, current_app, render_template, request, url_for
from flask_wtf.csrf import CSRFError
from sqlalchemy import text
from werkzeug.exceptions import HTTPException
from werkzeug.middleware.proxy_fix import ProxyFix

from webapp.config import Settings
from webapp.db import db
from webapp.errors import AfterwordError
from webapp.security import public

FORM_OVERHEAD = 64 * 1024
FILES_AT_ONCE = 10  # of the largest size; a request may bring more smaller ones
SENTENCES = {
    400: ("This request cannot be read", "Go back, load the page again and send it once more."),
    401: ("Sign in first", "Sign in, then open this address again."),
    403: ("Not allowed", "Your role does not allow this. Ask an admin if you need it."),
    404: (
        "Not found",
        "There is nothing here, or you may not see it. Check the link, or start from the home page.",
    ),
    405: ("Not possible here", "This address does not take this kind of request. Start from the home page."),
    415: ("This cannot be read", "Send it as a form or as JSON."),
    500: (
        "Something went wrong",
        "Nothing you saved is lost. Try again; if it stays, give the operator the number below.",
    ),
}
STALE_FORM = "This page was opened before you signed in. Go back, load it again and send it once more."

log = logging.getLogger(__name__)
bp = Blueprint("http", __name__)


def settings() -> Settings:
    """Return the settings of the running application."""
    return cast("Settings", current_app.config["SETTINGS"])


def prefers_json() -> bool:
    """Return whether a program asks, so that an error is a problem document and never a page or a redirect."""
    if request.path.startswith("/api/") or request.is_json or "Authorization" in request.headers:
        return True
    accepted = request.accept_mimetypes
    best = accepted.best_match(["text/html", "application/json", "application/problem+json"])
    return bool(accepted) and best not in {"text/html", None}


def asset_url(name: str) -> str:
    """Return the address of a built file; it changes with the content, so that browsers may keep it."""
    path = Path(current_app.static_folder or "") / "dist" / name
    version = _fingerprint(path, path.stat().st_mtime_ns) if path.exists() else None
    return url_for("static", filename=f"dist/{name}", v=version)


@lru_cache(maxsize=64)
def _fingerprint(path: Path, _changed: int) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]


@bp.get("/healthz")
@public
def healthz() -> dict[str, str]:
    """Answer when the application and its database do."""
    db.session.execute(text("SELECT 1"))
    return {"status": "ok"}


def serve_http(app: Flask, settings: Settings) -> None:
    """Connect errors, assets, limits and proxies to the application."""
    app.config["SETTINGS"] = settings
    app.config["MAX_CONTENT_LENGTH"] = FILES_AT_ONCE * settings.max_import_bytes + FORM_OVERHEAD
    app.config["MAX_FORM_MEMORY_SIZE"] = settings.max_import_bytes + FORM_OVERHEAD
    if settings.proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=settings.proxies, x_proto=settings.proxies)  # type: ignore[method-assign]
    app.jinja_env.globals["asset_url"] = asset_url
    app.jinja_env.globals["settings"] = settings
    public(app.view_functions["static"])
    app.register_error_handler(AfterwordError, _afterword_error)
    app.register_error_handler(HTTPException, _http_error)
    app.after_request(_keep_assets)


def _afterword_error(error: Exception) -> Response:
    error = cast("AfterwordError", error)
    return render_error(error.status, error.title, error.message, retryable=error.retryable)


def _http_error(error: Exception) -> Response | HTTPException:
    error = cast("HTTPException", error)
    if error.response is not None or error.code is None or error.code < 400:
        return error
    title, sentence = SENTENCES.get(error.code, (error.name, SENTENCES[400][1]))
    if isinstance(error, CSRFError):
        title, sentence = "This form is too old", STALE_FORM
    if error.code == 413:
        title, sentence = "Too large", _too_large(settings().max_import_bytes)
    response = render_error(error.code, title, sentence, number=_logged(error))
    for name, value in error.get_headers():
        if name in {"Allow", "Retry-After"}:
            response.headers[name] = value
    return response


def _logged(error: HTTPException) -> str:
    cause = getattr(error, "original_exception", None)
    if cause is None:
        return ""
    number = secrets.token_hex(4)
    log.error("Error %s: %s", number, type(cause).__name__)
    return number


def render_error(status: int, title: str, sentence: str, *, retryable: bool = False, number: str = "") -> Response:
    """Return the error as a page, or as a problem document (RFC 9457) where a program asked."""
    if prefers_json():
        return _problem(status, title, sentence, retryable=retryable, number=number)
    if status >= 500:
        page = render_template("errors/broken.html", title=title, sentence=sentence, number=number)
    else:
        page = render_template("errors/error.html", title=title, sentence=sentence)
    return Response(page, status)


def _problem(status: int, title: str, sentence: str, *, retryable: bool, number: str) -> Response:
    body = {"type": "about:blank", "title": title, "status": status, "detail": sentence, "retryable": retryable}
    if number:
        body["number"] = number
    response = Response(json.dumps(body), status, mimetype="application/problem+json")
    if status == 401:
        response.headers["WWW-Authenticate"] = "Bearer"
    return response


def _keep_assets(response: Response) -> Response:
    if request.endpoint == "static" and "v" in request.args and response.status_code == 200:
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


def _too_large(most: int) -> str:
    mebibytes = most / 2**20
    return (
        f"Afterword takes up to {mebibytes:.3g} MiB a file, and {FILES_AT_ONCE * mebibytes:.3g} MiB at once. "
        "Send less, or split it."
    )
