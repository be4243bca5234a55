"""Headers stand on every answer; reports of browsers are counted and not kept."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask, Response, render_template
from flask.testing import FlaskClient

from webapp import create_app
from webapp.accounts import User
from webapp.config import Settings
from webapp.security import frame_ancestors_self, public, without_scripts

EVERYWHERE = {
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self' ws://localhost; frame-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types ProseMirrorClipboard; "
    "report-uri /csp-reports"
)


@pytest.mark.parametrize(
    "path", ["/sign-in", "/sign-in/x", "/account", "/people", "/nowhere", "/healthz", "/static/dist/nothing.js"]
)
def test_every_answer_carries_the_headers(client: FlaskClient, path: str) -> None:
    headers = client.get(path).headers
    assert {name: headers[name] for name in EVERYWHERE} == EVERYWHERE
    assert headers["Content-Security-Policy"] == POLICY
    assert "Strict-Transport-Security" not in headers


def test_pages_of_signed_in_people_are_not_stored(
    app: Flask, client: FlaskClient, root: User, sign_in: Callable[..., FlaskClient]
) -> None:
    app.add_url_rule("/kept", view_func=lambda: Response("x", headers={"Cache-Control": "max-age=9"}), endpoint="kept")
    sign_in(client, root)
    for path in ("/account", "/people", "/kept", "/nowhere"):
        assert client.get(path).headers["Cache-Control"] == "no-store"


def test_a_public_page_decides_how_long_it_is_stored(app: Flask, client: FlaskClient) -> None:
    view = public(lambda: Response("x", headers={"Cache-Control": "public, max-age=60"}))
    app.add_url_rule("/post", view_func=view, endpoint="post")
    assert client.get("/post").headers["Cache-Control"] == "public, max-age=60"


def test_a_page_for_readers_runs_no_script(app: Flask, client: FlaskClient) -> None:
    app.add_url_rule("/post", view_func=public(lambda: without_scripts(Response("x"))), endpoint="post")
    policy = client.get("/post").headers["Content-Security-Policy"]
    assert "script-src 'none'" in policy
    assert "connect-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy


def test_a_preview_is_framed_by_us_alone_and_runs_no_script(app: Flask, client: FlaskClient) -> None:
    app.add_url_rule("/preview", view_func=public(lambda: frame_ancestors_self(Response("x"))), endpoint="preview")
    policy = client.get("/preview").headers["Content-Security-Policy"]
    assert "frame-ancestors 'self'" in policy
    assert "script-src 'none'" in policy


def test_the_session_cookie_is_out_of_reach_of_scripts_and_other_sites(client: FlaskClient) -> None:
    cookie = client.get("/sign-in").headers["Set-Cookie"]
    assert cookie.startswith("afterword=")
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Secure" not in cookie


def test_over_https_the_cookie_insists_on_it(settings: Settings) -> None:
    app = create_app(replace(settings, base_url="https://afterword.example.com"))
    answer = app.test_client().get("/sign-in", base_url="https://afterword.example.com")
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-afterword=")
    assert "Secure" in cookie
    assert "Path=/" in cookie
    assert "wss://afterword.example.com" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"


def test_a_public_page_sets_no_cookie_even_for_somebody_signed_in(
    app: Flask, client: FlaskClient, ada: User, sign_in: Callable[..., FlaskClient]
) -> None:
    app.add_url_rule("/post", view_func=public(lambda: render_template("public.html")), endpoint="post")
    answer = sign_in(client, ada).get("/post")
    assert answer.status_code == 200
    assert "Set-Cookie" not in answer.headers
    assert "Cookie" not in answer.headers.get("Vary", "")


def test_reports_are_counted_and_their_content_is_not_logged(
    app: Flask, client: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    report = {
        "effective-directive": "script-src-elem",
        "document-uri": "http://localhost/secret",
        "script-sample": "s3",
    }
    with caplog.at_level(logging.WARNING):
        for _ in range(3):
            answer = client.post("/csp-reports", json={"csp-report": report}, content_type="application/csp-report")
            assert answer.status_code == 204
    assert app.extensions["csp_reports"] == {"script-src-elem": 3}
    assert len(caplog.records) == 2
    assert "secret" not in caplog.text
    assert "s3" not in caplog.text


@pytest.mark.parametrize(
    ("body", "counted"),
    [
        (b"not json", "unreadable"),
        (b"[1]", "unreadable"),
        (b'{"csp-report": 1}', "unreadable"),
        (b'{"csp-report": {"violated-directive": "img-src \'self\'"}}', "img-src"),
        (b'{"csp-report": {"violated-directive": "<made up>"}}', "other"),
    ],
)
def test_a_report_of_any_shape_is_counted(app: Flask, client: FlaskClient, body: bytes, counted: str) -> None:
    assert client.post("/csp-reports", data=body).status_code == 204
    assert app.extensions["csp_reports"] == {counted: 1}


def test_a_report_that_is_too_large_is_refused(app: Flask, client: FlaskClient) -> None:
    assert client.post("/csp-reports", data=b"x" * 100_000).status_code == 413
    assert not app.extensions["csp_reports"]
