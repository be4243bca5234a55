"""Exporting through the helper gives what `export` gives, only elsewhere."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from exporters import Audience, Document, Format, Policy, export
from exporters.document import Line, Prose, Run, Section, Visibility
from exporters.render_client import RenderFailed, RenderHelper
from exporters.render_limits import TOO_LONG, Limits

SHOWN = Visibility.CUSTOMER
POLICY = Policy(people=("Ada Lovelace",), internal_domains=("corp.example",))


def document(words: str = "Ada Lovelace restarted db-7.corp.example.") -> Document:
    prose = Prose("summary.what_happened", "What happened", (Line((Run(words),)),), SHOWN)
    section = Section("summary", 1, "Executive summary", (prose,), SHOWN)
    return Document(title="Checkout down", public_title="Checkout was unavailable", sections=(section,))


@pytest.fixture(scope="module")
def helper() -> Iterator[RenderHelper]:
    helper = RenderHelper.start()
    yield helper
    helper.close()


@pytest.mark.parametrize("format_", list(Format))
@pytest.mark.parametrize("audience", list(Audience))
def test_the_helper_returns_what_the_door_returns(helper: RenderHelper, format_: Format, audience: Audience) -> None:
    wanted = export(document(), format_, audience=audience, policy=POLICY)
    assert helper.render(document(), format_, audience=audience, policy=POLICY) == wanted


def test_threads_share_a_helper(helper: RenderHelper) -> None:
    documents = [document(f"Text {number}.") for number in range(6)]

    def render(one: Document) -> bytes:
        return helper.render(one, Format.PDF, audience=Audience.INTERNAL, policy=POLICY).bytes

    with ThreadPoolExecutor(6) as pool:
        made = list(pool.map(render, documents))
    assert made == [export(one, Format.PDF, audience=Audience.INTERNAL, policy=POLICY).bytes for one in documents]


def test_a_document_that_costs_too_much_is_refused_in_time() -> None:
    helper = RenderHelper.start(Limits(seconds=1.0))
    helper.render(document(), Format.MD, audience=Audience.INTERNAL, policy=POLICY)
    began = time.monotonic()
    with pytest.raises(RenderFailed) as failure:
        helper.render(document("lorem ipsum " * 100_000), Format.PDF, audience=Audience.INTERNAL, policy=POLICY)
    assert str(failure.value) == TOO_LONG
    assert time.monotonic() - began < 5
    helper.close()
