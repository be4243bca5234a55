"""Five minutes after an incident: what a newcomer does, from the empty page to the files."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Editor, People, Server, saved
from tests.needs import program

LINES = "14:03 alert on db-prod-7\n14:09 acknowledged\n1422 failover started\n~14:40 traffic back\n15:00 all clear"


def write(page: Page, field: str, words: str) -> None:
    page.locator(f'[id="{field}"] .ProseMirror').click()
    page.keyboard.type(words)


def decide(page: Page, section: str, decision: str) -> None:
    page.get_by_role("button", name=f"{section}: Undecided").click()
    page.get_by_role("button", name=decision).click()


def paste_lines(page: Page, lines: str) -> None:
    page.locator(".paste-lines").evaluate(
        """(place, text) => {
          const data = new DataTransfer()
          data.setData('text/plain', text)
          place.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
        }""",
        lines,
    )
    page.locator(".paste-dialog .btn.main").click()


def download(page: Page, audience: str, label: str, folder: Path) -> Path:
    page.get_by_role("button", name="Export ▾").click()
    with page.expect_download() as waiting:
        page.get_by_role("group", name=audience).get_by_role("button", name=label).click()
    target = folder / f"{audience}-{waiting.value.suggested_filename}"
    waiting.value.save_as(target)
    expect(page.get_by_role("button", name="Export ▾")).to_be_enabled()
    return target


def test_from_an_empty_page_to_files_for_two_audiences(people: People, tmp_path: Path) -> None:
    page = people.page("Ada")
    page.get_by_role("button", name="New postmortem").click()
    saved(page)
    write(page, "title", "Checkout failed on db-prod-7")
    write(page, "public_title", "Checkout was slow")
    write(page, "summary.what_happened", "Writes to db-prod-7 stood still.")
    paste_lines(page, LINES)
    times = page.locator("#timeline input.time")
    expect(times).to_have_count(5)
    assert [times.nth(i).input_value() for i in range(5)] == ["14:03", "14:09", "14:22", "~14:40", "15:00"]

    summary = page.locator('[id="summary.what_happened"] .ProseMirror')
    summary.click()
    page.keyboard.press("Control+Home")
    for _ in range(len("Writes to ")):
        page.keyboard.press("ArrowRight")
    for _ in range(len("db-prod-7")):
        page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Control+Shift+L")
    page.get_by_role("button", name="Public wording…").click()
    page.get_by_label("Customers read").fill("our database")
    page.keyboard.press("Enter")
    expect(summary.locator("mark[data-wording='our database']")).to_have_text("db-prod-7")
    decide(page, "Executive Summary", "Customers can read this")

    page.get_by_role("button", name="Customer", exact=True).click()
    shown = page.frame_locator("iframe")
    expect(shown.locator("body")).to_contain_text("Writes to our database stood still.")
    expect(shown.locator("body")).not_to_contain_text("db-prod-7")
    page.get_by_role("button", name="Internal", exact=True).click()

    reads = {".pdf": read_pdf, ".docx": read_docx, ".md": Path.read_text}
    for label in ("PDF", "Word document", "Markdown"):
        for audience, is_there in (("For the house", True), ("For customers", False)):
            made = download(page, audience, label, tmp_path)
            text = reads[made.suffix](made)
            assert ("db-prod-7" in text.replace("\n", " ").replace("\\", "")) is is_there, (label, audience)
            assert ("our database" in " ".join(text.split())) is not is_there, (label, audience)


def read_pdf(path: Path) -> str:
    command = [program("pdftotext", "poppler-utils"), "-layout", path, "-"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def read_docx(path: Path) -> str:
    import docx

    return "\n".join(paragraph.text for paragraph in docx.Document(str(path)).paragraphs)


def test_files_are_imported_and_can_be_taken_back(people: People, tmp_path: Path) -> None:
    (tmp_path / "one.md").write_text("# Search was down\n\n## Summary\n\nThe index was full.\n", encoding="utf-8")
    (tmp_path / "two.bin").write_bytes(b"\x00\x01\x02" * 900)
    page = people.page("Ada", "/imports")
    page.set_input_files("input[type=file]", [tmp_path / "one.md", tmp_path / "two.bin"])
    page.get_by_role("button", name="Import").click()
    expect(page.get_by_role("link", name="Search was down")).to_be_visible()
    expect(page.get_by_role("alert")).to_contain_text("Not imported.")
    page.get_by_role("button", name="Undo this import").click()
    expect(page.get_by_role("link", name="Search was down")).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(page).to_have_url(f"{people.server.address}/postmortems/2")


def test_review_approve_publish_and_withdraw(people: People) -> None:
    page = people.page("Ada", "/postmortems/1/review")
    page.get_by_role("button", name="Submit for review").click()
    page.get_by_role("button", name="Approve revision 1").click()
    page.get_by_role("button", name="Publish revision 1").click()
    page.get_by_role("button", name="Yes").click()
    link = page.get_by_role("link", name="/posts/errors-during-checkout-on-12-october").first
    expect(link).to_be_visible()
    post = people.stranger("/posts/errors-during-checkout-on-12-october")
    expect(post.locator("main")).to_contain_text("our order database")
    expect(post.locator("body")).not_to_contain_text("orders-primary")
    assert post.locator("script").count() == 0
    assert people.contexts["a stranger"].cookies() == []
    page.get_by_role("button", name="Withdraw the post").click()
    page.get_by_role("button", name="Yes").click()
    expect(page.get_by_role("button", name="Publish revision 1")).to_be_visible()
    answer = people.contexts["a stranger"].request.get(post.url)
    assert answer.status == 410


def test_the_keyboard_does_everything(editor: Editor) -> None:
    page = editor("Ada")
    page.keyboard.press("Alt+Digit3")
    page.locator("#timeline input.time").first.press("Control+Enter")
    expect(page.locator("#timeline tbody tr")).to_have_count(9)
    fresh = page.locator("#timeline input.time:focus")
    expect(fresh).to_have_count(1)
    page.keyboard.type("1430")
    page.keyboard.press("Enter")
    page.keyboard.type("Typed without a mouse")
    expect(page.locator("#timeline tbody tr", has_text="Typed without a mouse").locator("input.time")).to_have_value(
        "14:30"
    )
    page.locator("#timeline tbody tr", has_text="Typed without a mouse").get_by_role("button", name="Delete").press(
        "Enter"
    )
    expect(page.locator("#timeline tbody tr")).to_have_count(8)
    page.get_by_role("button", name="Undo").press("Enter")
    expect(page.locator("#timeline tbody tr")).to_have_count(9)
    page.keyboard.press("Control+/")
    expect(page.get_by_role("dialog")).to_contain_text("Ctrl+Shift+L")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_a_reader_reads_and_cannot_write(editor: Editor, server: Server) -> None:
    page = editor("Cleo")
    expect(page.get_by_role("note").first).to_contain_text("not change it")
    page.locator('[id="summary.impact"]').click()
    page.keyboard.type("Cleo was here")
    expect(page.locator('[id="summary.impact"]')).not_to_contain_text("Cleo")
    expect(page.get_by_role("button", name="+ Add event")).to_have_count(0)


@pytest.mark.parametrize("number", [2, 99])
def test_a_page_that_is_not_there_says_so(people: People, number: int) -> None:
    people.page("Ada")
    answer = people.contexts["Ada"].request.get(f"{people.server.address}/postmortems/{number}")
    assert answer.status == 404
    assert f"no postmortem {number}" in answer.text()
