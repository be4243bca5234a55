"""Makes the pictures of the README: a server of its own on loopback, the example, a colleague, Chromium."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, expect, sync_playwright

ROOT = Path(__file__).parent.parent
IMAGES = ROOT / "docs" / "images"
AFTERWORD = [sys.executable, "-c", "from webapp.cli import main; main()"]
CHROMIUM = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
DESK, PHONE = {"width": 1440, "height": 940}, {"width": 390, "height": 844}


def main() -> None:
    """Write every picture."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as instance:
        environ = {**os.environ, "AFTERWORD_INSTANCE": instance}
        server = subprocess.Popen(
            [*AFTERWORD, "serve", "--port", "0"], cwd=ROOT, env=environ, stdout=subprocess.PIPE, text=True
        )
        try:
            told = [(server.stdout or sys.stdin).readline() for _ in range(2)]
            take(address=told[0].split()[3], link=told[1].split()[-1])
            first_page_of_pdf(environ)
        finally:
            server.terminate()
            server.wait(20)


def take(*, address: str, link: str) -> None:
    """Sign in and look at the editor in every way."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=CHROMIUM)
        page = browser.new_page(viewport=DESK)
        page.goto(link)
        if page.locator("input[name=name]").count():
            page.fill("input[name=name]", "Ada Okafor")
        page.click("main button")
        state = page.context.storage_state()
        for name, options in {
            "editor-light": {"viewport": DESK},
            "editor-dark": {"viewport": DESK, "color_scheme": "dark"},
            "editor-phone": {"viewport": PHONE},
        }.items():
            editor(browser, state, options, f"{address}/postmortems/1").screenshot(path=IMAGES / f"{name}.png")
        shown = editor(browser, state, {"viewport": DESK}, f"{address}/postmortems/1")
        shown.get_by_role("button", name="Customer", exact=True).click()
        expect(shown.frame_locator("iframe").locator("h1")).to_be_visible()
        shown.screenshot(path=IMAGES / "customer.png")
        browser.close()


def editor(browser: Browser, state: object, options: dict[str, object], address: str) -> Page:
    """Return the editor page, once everything is there and saved."""
    page = browser.new_context(storage_state=state, **options).new_page()  # type: ignore[arg-type]
    page.goto(address)
    expect(page.locator(".saved.saved")).to_be_visible()
    expect(page.locator("#timeline tbody tr")).to_have_count(8)
    return page


def first_page_of_pdf(environ: dict[str, str]) -> None:
    """Export the example and turn its first page into a picture."""
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "example.pdf"
        options = ["--format", "pdf", "--audience", "internal", "-o", str(made)]
        subprocess.run(
            [*AFTERWORD, "export", "1", *options], cwd=ROOT, env=environ, check=True, stdout=subprocess.DEVNULL
        )
        picture = IMAGES / "pdf-page-1"
        subprocess.run(["pdftoppm", "-png", "-r", "90", "-f", "1", "-l", "1", "-singlefile", made, picture], check=True)


if __name__ == "__main__":
    main()
