"""Errors are sentences, as a page and as a problem document; assets have lasting addresses."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

import pytest
from flask import Flask, request
from flask.testing import FlaskClient

from webapp import create_app
from webapp.accounts import User
from webapp.config import Settings
from webapp.errors import Conflict, ServiceUnavailable
from webapp.http import asset_url
from webapp.security import public

JSON = {"Accept": "application/json"}


def fails(error: Exception) -> Callable[[], NoReturn]:
    @public
    def view() -> NoReturn:
        raise error

    return view


def test_an_unknown_address_is_a_404_page(client: FlaskClient) -> None:
    answer = client.get("/nowhere")
    assert answer.status_code == 404
    assert "<h1>Not found</h1>" in answer.text
    assert "<script" not in answer.text
    assert "Set-Cookie" not in answer.headers


def test_an_unknown_address_is_a_404_problem_for_a_program(client: FlaskClient) -> None:
    answer = client.get("/nowhere", headers=JSON)
    assert answer.status_code == 404
    assert answer.mimetype == "application/problem+json"
    assert answer.json == {
        "type": "about:blank",
        "title": "Not found",
        "status": 404,
        "detail": "There is nothing here, or you may not see it. Check the link, or start from the home page.",
        "retryable": False,
    }


@pytest.mark.parametrize(
    "headers",
    [{"Accept": "application/problem+json"}, {"Authorization": "Bearer x"}, {"Content-Type": "application/json"}],
)
def test_a_program_is_known_by_what_it_sends_or_accepts(client: FlaskClient, headers: dict[str, str]) -> None:
    assert client.get("/nowhere", headers=headers).mimetype == "application/problem+json"


@pytest.mark.parametrize("accept", ["", "*/*", "text/html,application/xhtml+xml,*/*;q=0.8"])
def test_a_browser_gets_a_page(client: FlaskClient, accept: str) -> None:
    assert client.get("/nowhere", headers={"Accept": accept}).mimetype == "text/html"


def test_somebody_signed_in_keeps_the_way_around_on_an_error_page(
    client: FlaskClient, ada: User, sign_in: Callable[..., FlaskClient]
) -> None:
    assert "Ada Lovelace" in sign_in(client, ada).get("/nowhere").text


def test_a_wrong_method_says_which_are_right(client: FlaskClient) -> None:
    answer = client.get("/sign-out")
    assert answer.status_code == 405
    assert "POST" in answer.headers["Allow"]


def test_an_error_of_ours_is_rendered_in_both_forms(app: Flask, client: FlaskClient) -> None:
    app.add_url_rule("/conflict", view_func=fails(Conflict("Ask for a <new> approval.")), endpoint="conflict")
    page, problem = client.get("/conflict"), client.get("/conflict", headers=JSON)
    assert page.status_code == problem.status_code == 409
    assert "Ask for a &lt;new&gt; approval." in page.text
    assert problem.json["detail"] == "Ask for a <new> approval."


def test_a_program_learns_that_it_may_try_again(app: Flask, client: FlaskClient) -> None:
    app.add_url_rule("/busy", view_func=fails(ServiceUnavailable("Try again.")), endpoint="busy")
    assert client.get("/busy", headers=JSON).json["retryable"] is True


def test_a_fault_of_ours_tells_a_number_and_nothing_else(
    app: Flask, client: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    app.config["PROPAGATE_EXCEPTIONS"] = False
    app.add_url_rule("/broken", view_func=fails(RuntimeError("the password is hunter2")), endpoint="broken")
    with caplog.at_level(logging.ERROR):
        problem = client.get("/broken", headers=JSON)
        page = client.get("/broken")
    assert problem.status_code == page.status_code == 500
    assert problem.json["number"] in caplog.text
    assert "hunter2" not in problem.text + page.text
    assert "Number for the operator" in page.text


def test_too_large_a_request_names_the_limit(settings: Settings) -> None:
    app = create_app(replace(settings, max_import_bytes=1024))
    answer = app.test_client().post("/sign-in", data={"email": "x" * 100_000}, headers=JSON)
    assert answer.status_code == 413
    assert "Afterword takes up to" in answer.json["detail"]


def test_a_stranger_sends_small_forms_only(client: FlaskClient) -> None:
    assert client.post("/sign-in", data={"email": "x" * 100_000}).status_code == 413


def test_an_asset_has_an_address_that_changes_with_its_content(app: Flask, tmp_path: Path) -> None:
    app.static_folder = str(tmp_path)
    (tmp_path / "dist").mkdir()
    with app.test_request_context():
        assert asset_url("page.js") == "/static/dist/page.js"
        (tmp_path / "dist" / "page.js").write_text("1")
        first = asset_url("page.js")
        (tmp_path / "dist" / "page.js").write_text("22")
        assert first != asset_url("page.js")
    answer = app.test_client().get(first)
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    answer.close()


def test_behind_proxies_the_address_of_the_visitor_is_theirs(settings: Settings) -> None:
    app = create_app(replace(settings, proxies=1))
    app.add_url_rule("/me", view_func=public(lambda: f"{request.remote_addr} {request.scheme}"), endpoint="me")
    headers = {"X-Forwarded-For": "6.6.6.6, 203.0.113.9", "X-Forwarded-Proto": "https"}
    assert app.test_client().get("/me", headers=headers).text == "203.0.113.9 https"


def test_without_proxies_nobody_can_pretend_to_come_from_elsewhere(app: Flask, client: FlaskClient) -> None:
    app.add_url_rule("/me", view_func=public(lambda: str(request.remote_addr)), endpoint="me")
    assert client.get("/me", headers={"X-Forwarded-For": "203.0.113.9"}).text == "127.0.0.1"
