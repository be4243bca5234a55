"""What holds for every test, and the browser that some of them drive."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

from tests.needs import program

CHROMIUM = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]

# A busy machine is no bug: examples have no deadline of their own.
settings.register_profile("ours", deadline=None)
settings.load_profile("ours")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A real Chromium. Not for the whole session: while Playwright runs, no other event loop can."""
    path = program("chromium", "chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM)
        yield browser
        browser.close()
