"""axe-core finds nothing on any page, in light, in dark and at a phone's width; and no page breaks its own policy."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import ROOT, People, saved
from tests.needs import missing

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
WAYS = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "phone": {"viewport": {"width": 390, "height": 844}, "color_scheme": "light"},
}


def violations(page: Page) -> list[str]:
    """Return what axe finds, each with the first place."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("async () => (await axe.run()).violations.map(v => [v.id, v.nodes[0].html, v.nodes.length])")
    return [f"{page.url}: {rule} × {count}: {place[:160]}" for rule, place, count in found]


def pages(people: People, tmp_path: Path) -> list[Page]:
    """Walk through every page there is."""
    home = people.page("Ada")
    home.get_by_role("button", name="New postmortem").click()
    saved(home)
    example = people.page("Ada", "/postmortems/1")
    saved(example)
    example.locator('[id="summary.what_happened"] mark').click()
    customer = people.page("Ada", "/postmortems/1")
    saved(customer)
    customer.get_by_role("button", name="Customer", exact=True).click()
    expect(customer.frame_locator("iframe").locator("h1")).to_be_visible()
    review = people.page("Ada", "/postmortems/1/review")
    review.get_by_role("button", name="Submit for review").click()
    (tmp_path / "one.md").write_text("# Search was down\n\nThe index was full.\n", encoding="utf-8")
    imports = people.page("Ada", "/imports")
    imports.set_input_files("input[type=file]", tmp_path / "one.md")
    imports.get_by_role("button", name="Import").click()
    expect(imports.get_by_role("link", name="Search was down")).to_be_visible()
    others = (
        "/",
        "/?q=nothing-like-it",
        "/people",
        "/account",
        "/postmortems/1/distribution",
    )
    return [
        *(home, example, customer, review, imports),
        *(people.page("Ada", path) for path in others),
        people.stranger("/sign-in"),
    ]


@pytest.mark.parametrize("way", WAYS)
def test_axe_finds_nothing(people: People, tmp_path: Path, way: str) -> None:
    if not AXE.is_file():
        missing("axe-core is missing: npm ci --ignore-scripts")
    look = {"viewport": {"width": 1440, "height": 940}, **WAYS[way], "bypass_csp": True}
    people.contexts["a stranger"] = people.browser.new_context(**look)  # type: ignore[arg-type]
    people.page("Ada", **look).close()
    found = [sentence for page in pages(people, tmp_path) for sentence in violations(page)]
    assert found == []


def test_no_page_breaks_its_own_policy(people: People, tmp_path: Path) -> None:
    reports: list[str] = []
    people.page("Ada").close()
    people.contexts["a stranger"] = people.browser.new_context()
    for context in people.contexts.values():
        context.on("request", lambda request: reports.append(request.url) if "csp-reports" in request.url else None)
    pages(people, tmp_path)
    assert reports == []
