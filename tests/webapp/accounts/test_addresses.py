"""Which addresses are accounts, and which are pages of ours."""

from __future__ import annotations

import pytest

from webapp.accounts.addresses import normal_email, own_page
from webapp.errors import BadInput


@pytest.mark.parametrize("target", ["/", "/people", "/postmortems/42?tab=review#impact", "/search?q=a%20b"])
def test_a_page_of_ours_is_where_a_person_goes_on(target: str) -> None:
    assert own_page(target) == target


@pytest.mark.parametrize(
    "target",
    [
        None,
        "",
        "people",
        "https://evil.example",
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "/\n/evil.example",
        "javascript:alert(1)",
        " /people",
        "/ /evil.example",
        "/\u2028/evil.example",
    ],
)
def test_another_site_is_never_where_a_person_goes_on(target: str | None) -> None:
    assert own_page(target) == "/"


def test_an_account_is_found_however_its_address_is_typed() -> None:
    assert normal_email("  Ada@Example.COM ") == "ada@example.com"
    assert normal_email("admin@localhost") == "admin@localhost"


@pytest.mark.parametrize(
    "written", ["", "ada", "ada@", "@example.com", "a b@example.com", "a@b@c", "x" * 250 + "@e.com"]
)
def test_what_is_no_address_is_refused(written: str) -> None:
    with pytest.raises(BadInput, match=r"such as ada@example\.com"):
        normal_email(written)
