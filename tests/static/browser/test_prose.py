"""Prose fields in a real browser, against a real room."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.static.browser.conftest import Site, Visit, until

pytestmark = pytest.mark.browser

WHAT = '[aria-label="What happened"]'
IMPACT = '[aria-label="Impact"]'
TITLE = '[aria-label="Title"]'


def text(page: Page, field: str = "what") -> str:
    return page.evaluate("field => page.session.doc.getText(field).toString()", field)


def delta(page: Page, field: str = "what") -> list[dict[str, object]]:
    return page.evaluate("field => page.session.doc.getText(field).toDelta()", field)


def saved(page: Page) -> None:
    until(page, "page.session.status.value.state === 'saved' && page.session.status.value.unsaved === 0")


def has(page: Page, words: str, field: str = "what") -> None:
    until(page, "page.session.doc.getText(argument[0]).toString() === argument[1]", [field, words])


def write(page: Page, words: str, field: str = WHAT) -> None:
    page.click(field)
    page.keyboard.type(words)


def select(page: Page, start: int, end: int, field: str = "what") -> None:
    page.evaluate(
        """([field, start, end]) => {
          const { view } = page.views[field]
          view.focus()
          const a = view.domAtPos(start), b = view.domAtPos(end)
          getSelection().setBaseAndExtent(a.node, a.offset, b.node, b.offset)
        }""",
        [field, start, end],
    )
    selection = "page.views[argument[0]].view.state.selection"
    until(page, f"{selection}.anchor === argument[1] && {selection}.head === argument[2]", [field, start, end])


def test_what_ada_types_ben_reads(visit: Visit) -> None:
    ada, ben = visit("Ada"), visit("Ben")
    write(ada, "Checkout failed.")
    has(ben, "Checkout failed.\n")
    expect(ben.locator(WHAT)).to_have_text("Checkout failed.")
    write(ben, " For 19 minutes.")
    has(ada, "Checkout failed. For 19 minutes.\n")


def test_a_title_is_one_line_without_marks(visit: Visit) -> None:
    ada = visit()
    write(ada, "Checkout", TITLE)
    ada.keyboard.press("Enter")
    ada.keyboard.press("Control+b")
    ada.keyboard.type(" outage")
    assert delta(ada, "title") == [{"insert": "Checkout outage"}]


def test_a_colleagues_caret_shows_the_name(visit: Visit) -> None:
    ada, ben = visit("Ada"), visit("Ben")
    write(ada, "Checkout failed.")
    has(ben, "Checkout failed.\n")
    caret = ben.locator(f"{WHAT} .colleague-caret")
    expect(caret).to_have_attribute("data-name", "Ada")
    assert caret.evaluate("e => e.style.getPropertyValue('--person')") == "#7c3aed"
    ada.keyboard.press("Shift+Home")
    expect(ben.locator(f"{WHAT} .colleague-selection")).to_have_text("Checkout failed.")
    ada.context.close()
    expect(ben.locator(f"{WHAT} .colleague-selection")).to_have_count(0)


def test_the_caret_stays_put_while_a_colleague_types(visit: Visit) -> None:
    ada, ben = visit("Ada"), visit("Ben")
    write(ada, "one two three four five six")
    ada.keyboard.press("Enter")
    ada.keyboard.type("second")
    has(ben, "one two three four five six\nsecond\n")
    ben.evaluate(
        """() => setInterval(() => {
          const { view } = page.views.what
          view.dispatch(view.state.tr.insertText('x', view.state.doc.content.size - 1))
        }, 10)"""
    )
    moved = ada.evaluate(
        """async () => {
          const { view } = page.views.what
          let bad = 0
          for (let n = 0; n < 100; n++) {
            const want = 1 + (n * 7) % 20
            const at = view.domAtPos(want)
            getSelection().collapse(at.node, at.offset)
            await new Promise(done => setTimeout(done, 25))
            if (view.state.selection.head !== want) bad++
          }
          return bad
        }"""
    )
    assert moved == 0
    assert text(ada).count("x") > 50


def test_two_who_type_at_one_spot_write_two_words(visit: Visit) -> None:
    ada, ben = visit("Ada"), visit("Ben")
    write(ada, "Now: ")
    has(ben, "Now: \n")
    ben.click(WHAT)
    ben.keyboard.press("End")
    for one, other in zip("adaada", "benben", strict=True):
        ada.keyboard.type(one)
        ben.keyboard.type(other)
    until(ada, "page.session.doc.getText('what').length === 18")
    assert text(ada) in {"Now: adaadabenben\n", "Now: benbenadaada\n"}


def test_ctrl_shift_l_hides_and_typing_inside_is_hidden_too(visit: Visit) -> None:
    ada = visit()
    write(ada, "host db-7 broke")
    select(ada, 6, 10)
    ada.keyboard.press("Control+Shift+L")
    assert ada.evaluate("page.selection.internal.ids.length") == 1
    ada.evaluate("page.selection.commands.setWording('our database')")
    select(ada, 8, 8)
    ada.keyboard.type("XL")
    select(ada, 12, 12)
    ada.keyboard.type("!")
    assert [part["insert"] for part in delta(ada) if part.get("attributes")] == ["dbXL-7"]
    assert text(ada) == "host dbXL-7! broke\n"
    assert ada.locator(f"{WHAT} mark").get_attribute("data-wording") == "our database"
    select(ada, 7, 7)
    ada.keyboard.press("Control+Shift+L")
    assert [part for part in delta(ada) if part.get("attributes")] == []


def test_a_mark_survives_a_split_made_offline(visit: Visit) -> None:
    ada, ben = visit("Ada"), visit("Ben")
    write(ada, "Traffic from Acme Corp tripled")
    has(ben, "Traffic from Acme Corp tripled\n")
    ben.context.set_offline(True)
    expect(ben.locator("[role=status]")).to_have_text("Offline: kept on this device")
    select(ben, 18, 18)
    ben.keyboard.press("Enter")
    select(ada, 14, 23)
    ada.keyboard.press("Control+Shift+L")
    saved(ada)
    ben.context.set_offline(False)
    has(ada, "Traffic from Acme\n Corp tripled\n")
    has(ben, "Traffic from Acme\n Corp tripled\n")
    for page in (ada, ben):
        hidden = [part["insert"] for part in delta(page) if part.get("attributes")]
        assert "".join(map(str, hidden)) == "Acme\n Corp"


def test_what_is_typed_offline_outlives_the_tab(visit: Visit, site: Site) -> None:
    ada, ben = visit("Ada"), visit("Ben")
    context = ada.context
    context.set_offline(True)
    expect(ada.locator("[role=status]")).to_have_text("Offline: kept on this device")
    write(ada, "typed while offline")
    ada.close()
    context.set_offline(False)
    assert text(ben) == ""
    ada = context.new_page()
    ada.goto(f"{site.url}?name=Ada")
    has(ben, "typed while offline\n")
    has(ada, "typed while offline\n")
    saved(ada)


def test_saved_is_said_only_when_it_is_on_disk_and_nothing_said_is_lost(visit: Visit, site: Site) -> None:
    ada = visit()
    write(ada, "on disk")
    saved(ada)
    site.stop()
    expect(ada.locator("[role=status]")).to_have_text("Offline: kept on this device")
    ada.keyboard.type(", and not yet")
    assert ada.evaluate("page.session.status.value.unsaved") > 0
    site.start()
    until(ada, "page.session.status.value.state === 'saved'")
    ben = visit("Ben")
    has(ben, "on disk, and not yet\n")


def test_lists_are_typed_and_tab_nests_and_escape_leaves(visit: Visit) -> None:
    ada = visit()
    write(ada, "- one")
    ada.keyboard.press("Enter")
    ada.keyboard.type("two")
    ada.keyboard.press("Tab")
    ada.keyboard.press("Enter")
    ada.keyboard.press("Enter")
    ada.keyboard.press("Enter")
    ada.keyboard.type("1. first")
    expect(ada.locator(f"{WHAT} > ul > li")).to_have_text(["one", "two"])
    expect(ada.locator(f"{WHAT} > ol > li")).to_have_text(["first"])
    assert ada.locator(f"{WHAT} li[data-depth='1']").inner_text() == "two"
    ada.keyboard.press("Escape")
    ada.keyboard.press("Tab")
    expect(ada.locator(IMPACT)).to_be_focused()
    ada.keyboard.type("plain")
    ada.keyboard.press("Shift+Tab")
    expect(ada.locator(WHAT)).to_be_focused()


def test_undo_takes_back_only_ones_own_edits_across_fields(visit: Visit) -> None:
    ada, ben = visit("Ada"), visit("Ben")
    write(ada, "Ada's own.")
    has(ben, "Ada's own.\n")
    write(ada, "Felt by all.", IMPACT)
    write(ben, " Ben's too.")
    has(ada, "Ada's own. Ben's too.\n")
    ada.keyboard.press("Control+z")
    assert text(ada, "impact") == ""
    ada.keyboard.press("Control+z")
    expect(ada.locator(WHAT)).to_be_focused()
    assert text(ada).strip() == "Ben's too."
    ada.keyboard.press("Control+Shift+z")
    assert text(ada).startswith("Ada's own.")


def test_an_input_method_composes_undisturbed(visit: Visit) -> None:
    ada, ben = visit("Ada"), visit("Ben")
    write(ada, "before  after")
    has(ben, "before  after\n")
    select(ada, 8, 8)
    ime = ada.context.new_cdp_session(ada)
    ime.send("Input.imeSetComposition", {"text": "に", "selectionStart": 1, "selectionEnd": 1})
    write(ben, "")
    ben.keyboard.press("Home")
    ben.keyboard.type("Ben: ")
    saved(ben)
    ime.send("Input.imeSetComposition", {"text": "にほん", "selectionStart": 3, "selectionEnd": 3})
    assert ada.evaluate("page.views.what.view.composing")
    ime.send("Input.insertText", {"text": "日本"})
    has(ada, "Ben: before 日本 after\n")
    has(ben, "Ben: before 日本 after\n")


def test_rich_text_is_pasted_as_lines_and_nothing_else_comes_in(visit: Visit) -> None:
    ada = visit()
    ada.click(WHAT)
    html = (
        "<h2 onclick='alert(1)'>Cause</h2><p style='color:red'>A <b>bad</b> <i>deploy</i> on <code>db-7</code></p>"
        "<ul><li>one<ul><li>deep</li></ul></li></ul><pre>x = 1\ny = 2</pre><script>alert(2)</script>"
        "<p><a href='javascript:alert(3)'>no</a> <a href='https://example.com/'>yes</a></p><img src=x onerror=alert(4)>"
        "<p>their <mark>mark</mark>, our <mark data-internal='abc' data-wording='a host'>db-7</mark></p>"
    )
    ada.evaluate(
        """html => {
          const data = new DataTransfer()
          data.setData('text/html', html)
          const paste = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })
          document.activeElement.dispatchEvent(paste)
        }""",
        html,
    )
    parts = [(part["insert"], part.get("attributes", {})) for part in delta(ada)]
    ours = parts.pop(-2)
    assert ours[0] == "db-7"
    assert list(ours[1].values()) == ["a host"]
    assert "internal:abc" not in ours[1]
    assert parts == [
        ("Cause", {}),
        ("\n", {"heading": 2}),
        ("A ", {}),
        ("bad", {"strong": True}),
        (" ", {}),
        ("deploy", {"em": True}),
        (" on ", {}),
        ("db-7", {"mono": True}),
        ("\none", {}),
        ("\n", {"list": "bullet"}),
        ("deep", {}),
        ("\n", {"list": "bullet", "depth": 1}),
        ("x = 1", {}),
        ("\n", {"code": True}),
        ("y = 2", {}),
        ("\n", {"code": True}),
        ("no ", {}),
        ("yes", {"link": {"href": "https://example.com/"}}),
        ("\ntheir mark, our ", {}),
        ("\n", {}),
    ]


def test_copied_hidden_text_stays_hidden_where_it_is_pasted(visit: Visit) -> None:
    ada = visit()
    write(ada, "host db-7 broke")
    select(ada, 6, 10)
    ada.keyboard.press("Control+Shift+L")
    select(ada, 1, 16)
    ada.keyboard.press("Control+c")
    ada.click(IMPACT)
    ada.keyboard.press("Control+v")
    assert text(ada, "impact") == "host db-7 broke\n"
    (mine,) = (part["attributes"] for part in delta(ada) if part.get("attributes"))
    (copy,) = (part["attributes"] for part in delta(ada, "impact") if part.get("attributes"))
    assert mine != copy


def test_a_reader_reads(visit: Visit) -> None:
    ada, kim = visit("Ada"), visit("Kim", query="&reader")
    write(ada, "Checkout failed.")
    has(kim, "Checkout failed.\n")
    expect(kim.locator("[role=status]")).to_have_text("You can read, not edit")
    expect(kim.locator(WHAT)).to_have_attribute("aria-readonly", "true")
    kim.click(WHAT)
    kim.keyboard.type("no")
    assert text(kim) == "Checkout failed.\n"


def test_colleagues_are_seen_and_gone_when_they_leave(visit: Visit) -> None:
    ada, ben = visit("Ada"), visit("Ben")
    names = "page.session.people.value.map(person => person.name).join()"
    until(ada, f"{names} === 'Ada,Ben'")
    ben.context.set_offline(True)
    until(ada, f"{names} === 'Ada'")
    ben.context.set_offline(False)
    until(ada, f"{names} === 'Ada,Ben'")
    ben.context.close()
    until(ada, f"{names} === 'Ada'")
