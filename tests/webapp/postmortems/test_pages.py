"""The home page, the editor page, the preview and the exports."""

from __future__ import annotations

import json
import re
from io import BytesIO

import docx
import pytest
from flask import Flask

from tests.webapp.stories import HOST, WORDING, found, told
from webapp.accounts import User


@pytest.fixture
def number(app: Flask, ada: User) -> int:
    return told(app, ada)


def test_a_new_postmortem_opens_in_the_editor(client, sign_in, ada: User) -> None:
    answer = sign_in(client, ada).submit("/postmortems")
    assert answer.status_code == 302
    page = client.get(answer.location)
    told_to_browser = json.loads(re.search(r'id="bootstrap">(.*?)</script>', page.text, re.DOTALL)[1])
    assert told_to_browser["socket"] == f"/collab/{told_to_browser['number']}"
    assert len(told_to_browser["template"]["sections"]) == 8


def test_a_reader_starts_none(client, sign_in, cleo: User) -> None:
    answer = sign_in(client, cleo).submit("/postmortems")
    assert answer.status_code == 403
    assert "role editor" in answer.text


def test_the_home_page_of_nobody_yet_says_so(client, sign_in, ada: User) -> None:
    assert "No postmortem yet" in sign_in(client, ada).get("/").text


def test_the_preview_holds_the_wording_and_not_the_host(client, sign_in, ada: User, number: int) -> None:
    page = sign_in(client, ada).get(f"/postmortems/{number}/preview")
    assert WORDING in page.text
    assert HOST not in page.text
    assert "script-src 'none'" in page.headers["Content-Security-Policy"]


@pytest.mark.parametrize("kind", ["pdf", "docx", "md", "html", "json"])
def test_each_format_is_a_download_for_each_audience(client, sign_in, ada: User, number: int, kind: str) -> None:
    sign_in(client, ada)
    for audience in ("internal", "customer"):
        answer = client.get(f"/postmortems/{number}/export?format={kind}&audience={audience}")
        assert answer.status_code == 200
        assert "attachment" in answer.headers["Content-Disposition"]
        assert HOST not in answer.headers["Content-Disposition"] or audience == "internal"


def test_the_customer_word_file_does_not_know_the_host(client, sign_in, ada: User, number: int) -> None:
    answer = sign_in(client, ada).get(f"/postmortems/{number}/export?format=docx&audience=customer")
    text = "\n".join(paragraph.text for paragraph in docx.Document(BytesIO(answer.data)).paragraphs)
    assert WORDING in text
    assert HOST not in text


@pytest.mark.parametrize(
    "query", ["format=exe&audience=customer", "format=pdf", "audience=customer", "format=pdf&audience=all"]
)
def test_an_unknown_format_or_audience_names_those_there_are(
    client, sign_in, ada: User, number: int, query: str
) -> None:
    answer = sign_in(client, ada).get(f"/postmortems/{number}/export?{query}", headers={"Accept": "application/json"})
    assert answer.status_code == 422
    assert "pdf, docx, md" in answer.json["detail"]


def test_an_unknown_number_says_what_to_do(client, sign_in, ada: User) -> None:
    answer = sign_in(client, ada).get("/postmortems/4711")
    assert answer.status_code == 404
    assert "no postmortem 4711" in answer.text


def test_the_list_copies_title_and_header(app: Flask, number: int) -> None:
    with app.app_context():
        assert found(number).title == "db-prod-7 lost its disk"
