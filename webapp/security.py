"""What every answer says to the browser: what it may load, run, remember and tell.

Headers are set once, here. A view that needs another policy sets the header itself with `without_scripts` or
`frame_ancestors_self`.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable
from typing import Any, TypeVar

from flask import Blueprint, Flask, Response, current_app, request
from werkzeug.exceptions import RequestEntityTooLarge

from webapp.config import Settings

ViewT = TypeVar("ViewT", bound=Callable[..., Any])

LARGEST_REPORT = 64 * 1024
DIRECTIVES = {
    *("default-src", "connect-src", "font-src", "frame-src", "img-src", "form-action", "base-uri", "frame-ancestors"),
    *("script-src", "script-src-attr", "script-src-elem", "style-src", "style-src-attr", "style-src-elem"),
    *("require-trusted-types-for", "trusted-types"),
}

log = logging.getLogger(__name__)
bp = Blueprint("security", __name__)


def public(view: ViewT) -> ViewT:
    """Open a route to visitors who are not signed in. Every route without this mark is closed to them."""
    view.is_public = True  # type: ignore[attr-defined]
    return view


def takes_no_csrf_token(view: ViewT) -> ViewT:
    """Let a route be written to without a CSRF token, because what is sent there changes nothing for anybody."""
    view.takes_no_csrf_token = True  # type: ignore[attr-defined]
    return view


def content_security_policy(settings: Settings, *, scripts: bool = True, framed: bool = False) -> str:
    """Return the policy of a page. `framed`: our own pages may show it in a frame."""
    sockets = [f"ws{origin.removeprefix('http')}" for origin in settings.origins]
    rules = {
        "default-src": ["'none'"],
        "script-src": ["'self'"] if scripts else ["'none'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'", *sockets] if scripts else ["'none'"],
        "frame-src": ["'self'"] if scripts else ["'none'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'self'"] if framed else ["'none'"],
        "require-trusted-types-for": ["'script'"],
        "trusted-types": ["ProseMirrorClipboard"] if scripts else ["'none'"],
        "report-uri": ["/csp-reports"],
    }
    return "; ".join(f"{directive} {' '.join(sources)}" for directive, sources in rules.items())


def without_scripts(response: Response) -> Response:
    """Let a page run no script at all: it is for readers, and shows what others wrote."""
    policy = content_security_policy(current_app.config["SETTINGS"], scripts=False)
    response.headers["Content-Security-Policy"] = policy
    return response


def frame_ancestors_self(response: Response) -> Response:
    """Let our own pages show this one in a frame, where it runs no script."""
    policy = content_security_policy(current_app.config["SETTINGS"], scripts=False, framed=True)
    response.headers["Content-Security-Policy"] = policy
    return response


@bp.post("/csp-reports")
@public
@takes_no_csrf_token
def csp_reports() -> tuple[str, int]:
    """Count what browsers refused to load. Addresses and samples may hold content, so neither is kept."""
    if (request.content_length or 0) > LARGEST_REPORT:
        raise RequestEntityTooLarge
    directive = _directive(request.get_json(force=True, silent=True))
    counts: Counter[str] = current_app.extensions["csp_reports"]
    counts[directive] += 1
    if counts[directive].bit_count() == 1:  # 1, 2, 4, 8, …: a visitor cannot fill the log
        log.warning("A browser refused something under %s (%d so far).", directive, counts[directive])
    return "", 204


def _directive(report: object) -> str:
    body = report.get("csp-report") if isinstance(report, dict) else None
    if not isinstance(body, dict):
        return "unreadable"
    named = str(body.get("effective-directive") or body.get("violated-directive") or "").split(" ")[0]
    return named if named in DIRECTIVES else "other"


def guard(app: Flask, settings: Settings) -> None:
    """Set the headers of every answer and what cookies may do."""
    app.config.update(
        SESSION_COOKIE_NAME="__Host-afterword" if settings.is_https else "afterword",
        SESSION_COOKIE_SECURE=settings.is_https,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_REFRESH_EACH_REQUEST=False,  # public pages set no cookie, whoever reads them
    )
    app.extensions["csp_reports"] = Counter()
    policy = content_security_policy(settings)

    @app.after_request
    def add_headers(response: Response) -> Response:
        headers = response.headers
        headers.setdefault("Content-Security-Policy", policy)
        headers.setdefault("Referrer-Policy", "same-origin")
        headers.setdefault("X-Content-Type-Options", "nosniff")
        headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()")
        if settings.is_https:
            headers.setdefault("Strict-Transport-Security", "max-age=31536000")
        if not _is_public(request.endpoint):
            headers["Cache-Control"] = "no-store"
        headers.setdefault("Cache-Control", "no-store")
        return response


def _is_public(endpoint: str | None) -> bool:
    return getattr(current_app.view_functions.get(endpoint or ""), "is_public", False)
