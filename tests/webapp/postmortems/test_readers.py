"""What you may not see does not exist."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.webapp.stories import found, told
from webapp.accounts import User
from webapp.db import db
from webapp.errors import Forbidden, NotFound
from webapp.postmortems.creation import discard_postmortem, restore_postmortem
from webapp.postmortems.distribution import restrict
from webapp.postmortems.readers import readable_by

PAGES = ("", "/preview", "/export?format=md&audience=internal", "/review", "/distribution")


def test_everybody_who_is_signed_in_reads_a_postmortem(app: Flask, ada: User, cleo: User) -> None:
    number = told(app, ada)
    with app.app_context():
        assert [postmortem.number for postmortem in readable_by(cleo).search("")] == [number]


@pytest.mark.parametrize("page", PAGES)
def test_a_restricted_postmortem_is_a_404_for_others(
    app: Flask, client, sign_in, ada: User, ben: User, cleo: User, page: str
) -> None:
    number = told(app, ada)
    with app.app_context():
        restrict(found(number), True, {ben.id}, by=db.session.get_one(User, ada.id))
    assert sign_in(client, cleo).get(f"/postmortems/{number}{page}").status_code == 404
    assert sign_in(app.test_client(), ben).get(f"/postmortems/{number}{page}").status_code == 200
    assert sign_in(app.test_client(), ada).get(f"/postmortems/{number}{page}").status_code == 200


def test_only_who_made_it_or_an_admin_opens_a_restricted_one_again(
    app: Flask, ada: User, ben: User, root: User
) -> None:
    number = told(app, ada)
    with app.app_context():
        restrict(found(number), True, {ben.id}, by=ada)
        with pytest.raises(Forbidden):
            restrict(found(number), False, set(), by=ben)
        restrict(found(number), False, set(), by=root)
        assert not found(number).is_restricted


def test_a_discarded_postmortem_is_gone_until_it_is_restored(app: Flask, ada: User, ben: User) -> None:
    number = told(app, ada)
    with app.app_context():
        with pytest.raises(Forbidden):
            discard_postmortem(found(number), by=ben)
        discard_postmortem(found(number), by=ada)
        assert readable_by(ada).get(number) is None
        with pytest.raises(NotFound):
            restore_postmortem(number, by=ben)
        restore_postmortem(number, by=ada)
        assert readable_by(ada).get(number) is not None


def test_search_takes_every_word_literally(app: Flask, ada: User) -> None:
    told(app, ada)
    with app.app_context():
        assert len(readable_by(ada).search("disk DB-PROD")) == 1
        assert readable_by(ada).search("disk tape") == []
        assert readable_by(ada).search("%") == []
