"""Two people, one postmortem, and a server that may die."""

from __future__ import annotations

import json

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Editor, People, Server, saved

IMPACT = "summary.impact"


def prose(page: Page, field: str) -> Locator:
    return page.locator(f'[id="{field}"] .ProseMirror, [id="{field}"].cell')


def stored(server: Server, field: str) -> str:
    """Return what the server has on disk for a field."""
    document = json.loads(server.run("export", "1", "--format", "json", "--audience", "internal", "-o", "-"))
    items = [item for section in document["sections"] for item in section["items"]]
    lines = next(item for item in items if item["id"] == field).get("lines", [])
    return "\n".join("".join(run["text"] for run in line.get("runs", [])) for line in lines)


def test_two_people_type_at_once_and_nothing_is_lost(editor: Editor, server: Server) -> None:
    ada, ben = editor("Ada"), editor("Ben")
    ben_field, ada_field = prose(ben, "summary.status"), prose(ada, "summary.status")
    ada_field.click()
    ada.keyboard.press("Control+Home")
    ben_field.click()
    ben.keyboard.press("Control+End")
    for letter in "ADA-WAS-HERE":
        ada.keyboard.type(letter)
        ben.keyboard.type(letter.lower())
    for page, field in ((ada, ada_field), (ben, ben_field)):
        expect(field).to_contain_text("ADA-WAS-HERE")
        expect(field).to_contain_text("ada-was-here")
        saved(page)
    assert "ADA-WAS-HERE" in stored(server, "summary.status")
    assert "ada-was-here" in stored(server, "summary.status")


def test_what_said_saved_survives_the_death_of_the_server(editor: Editor, server: Server) -> None:
    ada = editor("Ada")
    prose(ada, IMPACT).click()
    ada.keyboard.press("Control+End")
    ada.keyboard.type(" Kept through it all.")
    saved(ada)
    server.kill()
    expect(ada.locator(".saved.offline")).to_be_visible(timeout=15_000)
    ada.keyboard.type(" And this while it was dead.")
    server.start()
    saved(ada)
    expect(prose(ada, IMPACT)).to_contain_text("Kept through it all. And this while it was dead.")
    assert "Kept through it all. And this while it was dead." in stored(server, IMPACT)


def test_what_is_typed_offline_outlives_the_tab(editor: Editor, people: People) -> None:
    ada, ben = editor("Ada"), editor("Ben")
    people.contexts["Ada"].set_offline(True)
    expect(ada.locator(".saved.offline")).to_be_visible(timeout=20_000)
    prose(ada, IMPACT).click()
    ada.keyboard.press("Control+End")
    ada.keyboard.type(" Typed on a train.")
    expect(prose(ada, IMPACT)).to_contain_text("Typed on a train.")
    ada.close()
    people.contexts["Ada"].set_offline(False)
    expect(prose(ben, IMPACT)).not_to_contain_text("train")
    again = editor("Ada")
    expect(prose(again, IMPACT)).to_contain_text("Typed on a train.")
    expect(prose(ben, IMPACT)).to_contain_text("Typed on a train.")


def test_a_mark_survives_a_colleagues_split_made_offline(editor: Editor, people: People, server: Server) -> None:
    ada, ben = editor("Ada"), editor("Ben")
    field = "summary.root_cause"
    people.contexts["Ben"].set_offline(True)
    expect(ben.locator(".saved.offline")).to_be_visible(timeout=20_000)
    prose(ben, field).click()
    ben.keyboard.press("Control+Home")
    for _ in range(len("The delivery ")):
        ben.keyboard.press("ArrowRight")
    ben.keyboard.press("Enter")
    prose(ada, field).click()
    ada.keyboard.press("Control+Home")
    for _ in range(len("The delivery pipeline")):
        ada.keyboard.press("Shift+ArrowRight")
    ada.keyboard.press("Control+Shift+L")
    saved(ada)
    people.contexts["Ben"].set_offline(False)
    saved(ben)
    for page in (ada, ben):
        expect(prose(page, field).locator("mark")).to_have_count(2)
        assert "".join(prose(page, field).locator("mark").all_inner_texts()).split() == ["The", "delivery", "pipeline"]
    public = server.run("export", "1", "--format", "md", "--audience", "customer", "-o", "-")
    assert "allows a destructive schema change" in public
    assert "pipeline" not in public


def test_a_caret_stays_where_it_is_while_a_colleague_types(editor: Editor) -> None:
    ada, ben = editor("Ada"), editor("Ben")
    prose(ada, IMPACT).click()
    ada.keyboard.press("Control+Home")
    for _ in range(5):
        ada.keyboard.press("ArrowRight")
    prose(ben, IMPACT).click()
    ben.keyboard.press("Control+End")
    ben.keyboard.type(" More from Ben.")
    ben.keyboard.press("Control+Home")
    ben.keyboard.type("First: ")
    expect(prose(ada, IMPACT)).to_contain_text("First: ")
    expect(prose(ada, IMPACT)).to_contain_text("More from Ben.")
    ada.keyboard.type("|")
    expect(prose(ada, IMPACT)).to_contain_text("First: 31 % |of")


def test_a_row_that_sorts_anew_keeps_what_is_typed_in_it(editor: Editor) -> None:
    ada, ben = editor("Ada"), editor("Ben")
    row = "example-14:11"
    ben_row, ada_row = ben.locator(f'tr[data-row="{row}"]'), ada.locator(f'tr[data-row="{row}"]')
    ada_row.locator(".cell").click()
    ada.keyboard.press("Control+End")
    ada.keyboard.type(" Ada goes on")
    ben_row.locator("input.time").fill("15:30")
    ben_row.locator("input.time").press("Enter")
    expect(ada.locator("#timeline tbody tr").last).to_have_attribute("data-row", row)
    ada.keyboard.type(" writing.")
    expect(ada_row.locator(".cell")).to_contain_text("Ada goes on writing.")
    expect(ben_row.locator(".cell")).to_contain_text("Ada goes on writing.")
