"""Every route is closed unless it says that it is public, and every write needs a CSRF token."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from webapp.accounts import Role, User, public, requires

SAFE = {"GET", "HEAD", "OPTIONS"}
SAMPLES = {"int": "1", "path": "x/y"}


def address(rule: Rule) -> str:
    _, path = rule.build({name: SAMPLES.get(_kind(rule, name), "x") for name in rule.arguments}, append_unknown=False)
    return path


def _kind(rule: Rule, name: str) -> str:
    return "int" if "Integer" in type(rule._converters[name]).__name__ else "text"


def routes(app: Flask) -> Iterator[tuple[Rule, str, bool]]:
    for rule in app.url_map.iter_rules():
        for method in sorted(rule.methods - {"HEAD", "OPTIONS"}):
            yield rule, method, getattr(app.view_functions[rule.endpoint], "is_public", False)


def test_a_visitor_who_is_not_signed_in_meets_a_closed_door_everywhere(app: Flask, client: FlaskClient) -> None:
    for rule, method, is_public in routes(app):
        if not is_public:
            answer = client.open(address(rule), method=method)
            assert answer.status_code == 302, rule
            assert answer.location.startswith("/sign-in"), rule


def test_a_program_without_a_token_gets_a_401_problem_everywhere(app: Flask, client: FlaskClient) -> None:
    for rule, method, is_public in routes(app):
        if not is_public:
            answer = client.open(address(rule), method=method, headers={"Accept": "application/json"})
            assert answer.status_code == 401, rule
            assert answer.mimetype == "application/problem+json", rule
            assert answer.headers["WWW-Authenticate"] == "Bearer", rule


def test_a_route_without_the_mark_is_closed(app: Flask, client: FlaskClient) -> None:
    app.add_url_rule("/forgotten", view_func=lambda: "secret", endpoint="forgotten")
    assert client.get("/forgotten").status_code == 302


def test_every_unsafe_method_without_a_csrf_token_is_refused(
    app: Flask, client: FlaskClient, root: User, sign_in: Callable[..., FlaskClient]
) -> None:
    sign_in(client, root)
    for rule, method, _ in routes(app):
        if method not in SAFE and not getattr(app.view_functions[rule.endpoint], "takes_no_csrf_token", False):
            answer = client.open(address(rule), method=method)
            assert answer.status_code == 400, rule
            assert "too old" in answer.text, rule


def test_only_csp_reports_take_no_csrf_token(app: Flask) -> None:
    marked = {name for name, view in app.view_functions.items() if getattr(view, "takes_no_csrf_token", False)}
    assert marked == {"security.csp_reports"}


def test_what_is_public_is_a_short_list(app: Flask) -> None:
    opened = {name for name, view in app.view_functions.items() if getattr(view, "is_public", False)}
    ours = {name for name in opened if not name.startswith("posts.")}
    assert ours == {
        "static",
        "http.healthz",
        "security.csp_reports",
        "accounts.sign_in",
        "accounts.use_link",
        "accounts.accept",
        "accounts.sign_out",
    }


@pytest.mark.parametrize("held", list(Role))
def test_a_role_may_do_what_it_includes(
    app: Flask, client: FlaskClient, add_user: Callable[..., User], sign_in: Callable[..., FlaskClient], held: Role
) -> None:
    for needed in Role:
        app.add_url_rule(f"/{needed}", view_func=requires(needed)(lambda: "done"), endpoint=needed)
    sign_in(client, add_user("Somebody", held))
    for needed in Role:
        answer = client.get(f"/{needed}")
        if list(Role).index(held) >= list(Role).index(needed):
            assert answer.status_code == 200
        else:
            assert answer.status_code == 403
            assert f"This needs the role {needed}; yours is {held}." in answer.text


def test_requires_closes_a_public_route_too(app: Flask, client: FlaskClient) -> None:
    app.add_url_rule("/odd", view_func=public(requires(Role.READER)(lambda: "done")), endpoint="odd")
    assert client.get("/odd").status_code == 302
