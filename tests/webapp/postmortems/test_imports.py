"""Files become postmortems; one that cannot be read holds up no other."""

from __future__ import annotations

from io import BytesIO

import pytest
from flask import Flask
from sqlalchemy import func, select
from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.test import encode_multipart

from webapp.accounts import User
from webapp.db import db
from webapp.postmortems.models import Postmortem

GOOD = b"# Search was down\n\n## Summary\n\nThe index was full.\n"


def count(app: Flask) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(Postmortem)) or 0


def upload(client, *files: tuple[bytes, str]):
    # Encoded here, because the client would spool large files into one that it leaves open.
    fields = [("csrf_token", client.csrf), *(("files", FileStorage(BytesIO(content), name)) for content, name in files)]
    boundary, body = encode_multipart(MultiDict(fields))
    return client.post("/imports", data=body, content_type=f"multipart/form-data; boundary={boundary}")


def test_good_files_arrive_beside_a_bad_one(app: Flask, client, sign_in, ada: User) -> None:
    answer = upload(sign_in(client, ada), (GOOD, "one.md"), (b"\x00\x01\x02" * 400, "two.md"), (GOOD, "three.md"))
    assert answer.status_code == 200
    assert answer.text.count("Search was down") == 2
    assert answer.text.count("Not imported.") == 1
    assert count(app) == 2


def test_what_arrives_is_internal(app: Flask, client, sign_in, ada: User) -> None:
    upload(sign_in(client, ada), (GOOD, "one.md"))
    assert "index was full" not in client.get("/postmortems/1/preview").text
    assert "index was full" in client.get("/postmortems/1/export?format=md&audience=internal").text


@pytest.mark.parametrize("content", [b"\x89PNG\r\n\x1a\n" + bytes(4000), b"a" * (5 * 2**20 + 1)])
def test_a_file_that_cannot_be_read_creates_nothing_and_says_why(
    app: Flask, client, sign_in, ada: User, content: bytes
) -> None:
    answer = upload(sign_in(client, ada), (content, "bad.md"))
    assert answer.status_code == 422
    assert "Not imported." in answer.text
    assert count(app) == 0


def test_fifty_megabytes_are_refused_with_the_limit(app: Flask, client, sign_in, ada: User) -> None:
    answer = upload(sign_in(client, ada), (b"a" * 50 * 2**20, "huge.md"))
    assert answer.status_code in {413, 422}
    assert "MiB" in answer.text
    assert count(app) == 0


def test_no_file_is_no_import(client, sign_in, ada: User) -> None:
    answer = sign_in(client, ada).submit("/imports")
    assert answer.status_code == 422
    assert "Choose one or more" in answer.text


def test_a_reader_cannot_import(client, sign_in, cleo: User) -> None:
    assert sign_in(client, cleo).get("/imports").status_code == 403
