#!/usr/bin/env python3
"""The explorer in a real browser: what it shows is held against what `earlybound cascade` says.

Usage: run.py EARLYBOUND [SCREENSHOTS]. Without chromium or chromedriver it says that it is skipped.
"""

import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

import changes
from webdriver import Browser

HERE = pathlib.Path(__file__).parent
REFERENCE = HERE.parent.parent / "schema" / "reference"
SIZES = [(1280, 800), (390, 844)]
ACTIONS = ["delete", "assign", "share", "unshare", "reparent", "merge"]
# What the rows that point undergo, by what the relationship states: the meaning that Dataverse documents.
DONE = {"delete": "deleted", "assign": "assigned", "share": "shared", "unshare": "unshared", "reparent": "reparented",
        "merge": "re-pointed"}
SHOWN_EFFECTS = """
const list = document.querySelector('.effects');
const end = list.querySelector('.end');
if (end) { end.scrollIntoView(); return null; }
return [...list.querySelectorAll('li')].map((row) => ({
  Table: row.querySelector('.name').textContent,
  Relationship: row.querySelector('.via').textContent,
  Words: row.querySelector('.mark').textContent,
  Way: row.querySelector('.way')?.textContent ?? null,
}));
"""


class Explorer:
    """A page of the explorer in a browser."""

    def __init__(self, browser, earlybound, folder, inputs):
        self.browser, self.earlybound, self.inputs = browser, earlybound, inputs
        self.page = folder / "explorer.html"
        subprocess.run([earlybound, "explore", *inputs, "--out", self.page], check=True, capture_output=True)

    def open(self, fragment=""):
        self.browser.open("about:blank")
        self.browser.open(f"{self.page.as_uri()}#/{fragment}")
        # Without a screen no window has the focus by itself, and one without it may lose keys.
        self.browser.devtools("Emulation.setFocusEmulationEnabled", enabled=True)
        self.browser.until("return document.readyState === 'complete' && document.hasFocus()")

    def answer(self, action, table):
        command = [self.earlybound, "cascade", f"--{action}", table, *self.inputs, "--format", "json"]
        return json.loads(subprocess.run(command, check=True, capture_output=True).stdout)

    def address(self):
        return self.browser.run("return location.hash")

    def text(self, css):
        return self.browser.run("return document.querySelector(arguments[0])?.textContent", css)

    def focuses(self, name):
        """Waits until the element of that id has the focus."""
        self.browser.until("return document.activeElement.id === arguments[0]", name)

    def focused(self):
        """The number of the box that has the focus."""
        return self.browser.run("return document.activeElement.getAttribute('data-box')")


def words(action, effect):
    conditions = {"Cascade": "", "Active": " if active", "UserOwned": " if of the same owner"}
    if effect in conditions:
        return DONE[action] + conditions[effect]
    return {"RemoveLink": "unlinked", "Restrict": "blocks"}[effect]


def way(answer, effect):
    """The tables on the way to an effect that is more than one relationship away."""
    table_at = {tuple(it["Path"]): it["Table"] for it in answer["Effects"]}
    path = tuple(effect["Path"])
    stops = [answer["Table"], *(table_at[path[:end]] for end in range(1, len(path) + 1))]
    return " → ".join(stops) if len(path) > 1 else None


def finds_and_shows(explorer):
    """Search, pick account, choose Delete, and read what the command says too."""
    browser = explorer.browser
    explorer.open()
    browser.click("#search")
    browser.press(*"accou")
    assert explorer.text("[role=option] .logical") == "account"
    browser.click("[role=option]")
    browser.until("return document.querySelector('h1')?.textContent === 'Accountaccount'")
    for action in ("assign", "delete"):
        browser.click(f"#radiogroup-{action}")
        browser.until("return document.querySelector('[aria-checked=true]').id === arguments[0]", f"radiogroup-{action}")
        assert explorer.address() == f"#/account/{action}"
    for table, action in [*(("account", action) for action in ACTIONS), ("contact", "delete"), ("queue", "delete")]:
        explorer.open(f"{table}/{action}")
        answer = explorer.answer(action, table)
        expected = [{"Table": it["Table"], "Relationship": it["Relationship"], "Words": words(action, it["Effect"]),
                     "Way": way(answer, it)} for it in answer["Effects"]]
        if expected:
            shown = browser.until(SHOWN_EFFECTS)
            assert shown == expected, (table, action, shown, expected)
        else:
            assert "does nothing" in explorer.text(".nothing"), (table, action)
    assert explorer.answer("delete", "account")["Effects"], "the reference that ships states effects"


def draws(explorer):
    """Every table that is deleted has a box, and no box covers another."""
    explorer.open("account/delete")
    effects = explorer.answer("delete", "account")["Effects"]
    labels = explorer.browser.run("return [...document.querySelectorAll('.node')].map((it) => it.ariaLabel)")
    for table in {it["Table"] for it in effects if it["Effect"] == "Cascade" and it["Table"] != "account"}:
        assert f"{table}: deleted" in labels, table
    covered = explorer.browser.run("""
        const boxes = [...document.querySelectorAll('.scroll .box')].map((it) => it.getBoundingClientRect());
        return boxes.filter((a, at) => boxes.slice(at + 1).some((b) =>
            a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom)).length""")
    assert covered == 0, f"{covered} boxes are covered by others"


def follows_links(explorer):
    """A box tells what leads to it, and leads to its table."""
    browser = explorer.browser
    explorer.open("account/delete")
    browser.click(".node[aria-label='contact: deleted'] .name")
    assert "contact_customer_accounts" in explorer.text(".detail")
    browser.click(".detail .open")
    browser.until("return document.querySelector('h1').textContent === 'Contactcontact'")
    assert explorer.address() == "#/contact/delete"
    browser.run("history.back()")
    browser.until("return document.querySelector('h1').textContent === 'Accountaccount'")


def needs_no_mouse(explorer):
    """From the search to the picture by keys alone."""
    browser = explorer.browser
    explorer.open()
    browser.press("/")
    explorer.focuses("search")
    browser.press(*"t", "Down", "Up", *"ask", "Enter")
    explorer.focuses("main")
    assert explorer.address() == "#/task/delete"
    browser.press("Tab")
    explorer.focuses("tablist-delete")
    browser.press("Right")
    explorer.focuses("tablist-columns")
    assert explorer.address() == "#/task/columns"
    browser.press("Left")
    explorer.focuses("tablist-delete")
    browser.press("Tab")
    explorer.focuses("radiogroup-delete")
    while explorer.focused() != "0":
        browser.press("Tab")
    browser.press("Right")
    first = explorer.focused()
    assert first not in (None, "0"), first
    browser.press("Down")
    assert explorer.focused() != first
    outline = browser.run("const box = document.activeElement.querySelector('.box'); return getComputedStyle(box).strokeWidth")
    assert outline == "3px", "the focus shows"
    browser.press("Enter")
    assert browser.run("return !document.querySelector('.detail').hidden")
    browser.press("Escape")
    assert browser.run("return document.querySelector('.detail').hidden")
    browser.press("Home")
    assert explorer.focused() == "0"


def has_all_views(explorer):
    """Columns, choices, relationships and messages of a page, at their addresses, as many as the command counts."""
    command = [explorer.earlybound, "tables", *explorer.inputs, "--format", "json"]
    for counted in json.loads(subprocess.run(command, check=True, capture_output=True).stdout):
        explorer.browser.run("location.hash = arguments[0]; dispatchEvent(new Event('hashchange'))", f"#/{counted['LogicalName']}/delete")
        for view in ("Columns", "Relationships"):
            shown = explorer.text(f"#tablist-{view.lower()} .count")
            assert int(shown.replace(",", "")) == counted[view], (counted, view, shown)
    for view, words in [("columns", "creditlimit"), ("choices", "Preferred Customer"), ("messages", "POST /accounts"),
                        ("relationships", "contact_customer_accounts")]:
        explorer.open(f"account/{view}")
        explorer.browser.run("dispatchEvent(new Event('beforeprint'))")
        assert words in explorer.text("[role=tabpanel]"), (view, words)
    for strange in ("account/constructor", "account/%E0%A4%A/", "__proto__/delete", "//"):
        explorer.open(strange)
        assert explorer.text("h1"), strange
    explorer.open("nothing/delete")
    assert "There is no table nothing" in explorer.text("main")


def looks_good(explorer, screenshots):
    """Both sizes, light and dark: nothing runs out of the window, and all text can be read."""
    browser = explorer.browser
    for width, height in SIZES:
        for scheme in ("light", "dark"):
            browser.look(width, height, scheme)
            for view in ("", "account/delete", "account/columns", "account/relationships"):
                explorer.open(view)
                overflow = browser.run("return document.documentElement.scrollWidth - innerWidth")
                assert overflow <= 0, f"{view} is {overflow} pixels too wide at {width}, {scheme}"
                if screenshots:
                    name = f"{view.replace('/', '-') or 'home'}-{width}-{scheme}.png"
                    browser.screenshot(screenshots / name)
            for name in ("ink", "soft", "all", "some", "clear", "block", "unknown", "accent"):
                for back in ("paper", "box", "back"):
                    ratio = contrast(browser, name, back)
                    assert ratio >= 4.5, f"{name} on {back} has a contrast of {ratio:.2f}, {scheme}"
    browser.look(1280, 800, "light")
    explorer.open("account/delete")
    seen = browser.run("return document.querySelector('.scroll').getBoundingClientRect().bottom <= innerHeight")
    assert seen, "the bar to scroll the picture along is below the window"
    browser.devtools("Emulation.setEmulatedMedia", media="print")
    explorer.open("account/delete")
    assert browser.run("return getComputedStyle(document.querySelector('.side')).display") == "none"
    assert browser.run("const it = document.querySelector('.scroll'); return it.scrollHeight <= it.clientHeight")
    browser.devtools("Emulation.setEmulatedMedia", media="")


def contrast(browser, one, other):
    """The contrast of two colours of the page, as the Web Content Accessibility Guidelines define it."""
    def luminance(name):
        color = browser.run("return getComputedStyle(document.documentElement).getPropertyValue('--' + arguments[0])", name)
        parts = [int(color.strip()[at:at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def stays_text(explorer, folder):
    """No text of a page becomes a part of the page, and if it did, its policy would not let it run."""
    browser = explorer.browser
    for view in (*ACTIONS, "columns", "choices", "relationships", "messages"):
        explorer.open(f"evil/{view}")
        browser.run("document.querySelectorAll('.node').forEach((it) => it.dispatchEvent(new MouseEvent('click', { bubbles: true })))")
        is_clean(browser, scripts=2)
    assert "<a href=javascript:pwned=1>hue</a>" in browser.run(
        "location.hash = '#/evil/columns'; dispatchEvent(new Event('hashchange')); return document.querySelector('main').textContent")
    for form in ("svg", "html"):
        command = [explorer.earlybound, "cascade", "evil", *explorer.inputs, "--format", form]
        answer = subprocess.run(command, check=True, capture_output=True).stdout
        path = folder / f"answer.{form}"
        path.write_bytes(answer)
        browser.open(path.as_uri())
        assert "</script><script>pwned=1</script>" in browser.run("return document.documentElement.textContent")
        is_clean(browser, scripts=0)
    assert browser.complaints() == []
    explorer.open("evil/delete")
    browser.run("document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=pwned=1>')")
    browser.run("document.body.append(Object.assign(document.createElement('script'), { textContent: 'pwned = 1' }))")
    assert any("Content Security Policy" in it for it in browser.complaints()), "the policy is in force"
    assert browser.run("return window.pwned") is None


def is_clean(browser, scripts):
    found = browser.run("""
        const all = [...document.querySelectorAll('*')];
        const links = all.map((it) => it.getAttribute('href')).filter((it) => it && !it.startsWith('#'));
        const handlers = all.flatMap((it) => it.getAttributeNames()).filter((it) => it.startsWith('on'));
        const scripts = all.filter((it) => it.localName === 'script').length;
        const images = all.filter((it) => it.localName === 'img').length;
        return { pwned: window.pwned, links, handlers, scripts, images };""")
    assert found == {"pwned": None, "links": [], "handlers": [], "scripts": scripts, "images": 0}, found


def large(folder):
    """A reference of 500 tables and 9,000 relationships. Deletes go on within groups of 50 tables."""
    folder.mkdir()
    for table in range(500):
        lines = [f"LogicalName: t{table:03}", "Attributes:"]
        lines += [f"  - {{ LogicalName: c{column}, SchemaName: C{column}, AttributeType: String }}" for column in range(40)]
        lines.append("OneToManyRelationships:")
        for number in range(18):
            near, far = table - table % 50 + (table * 7 + number * 11 + 1) % 50, (table * 7 + number * 131) % 500
            child, effect = (near, "Cascade") if number < 4 else (far, ["RemoveLink", "Restrict", "NoCascade"][number % 3])
            lines.append(f"  - {{ SchemaName: t{table:03}_{number}, ReferencingEntity: t{child:03}, "
                         f"ReferencingAttribute: c{number}, CascadeConfiguration: {{ Delete: {effect} }} }}")
        (folder / f"t{table:03}.table.yaml").write_text("\n".join(lines))
    return folder


def does_not_stall(explorer):
    """Only what is in sight is in the page, however much there is."""
    browser = explorer.browser
    for view in ("", "t000/delete", "t000/columns", "t000/relationships"):
        explorer.open(view)
        nodes = browser.until("return document.querySelector('h1') && document.querySelectorAll('*').length")
        assert nodes < 8000, f"{nodes} elements for {view}"
    explorer.open()
    assert browser.run("return document.querySelectorAll('[role=option]').length") < 60
    assert explorer.text("[role=option]") == "t000", "a table without a display name is named once"
    browser.press("/", *"t499", "Enter")
    browser.until("return location.hash === '#/t499/delete'")
    spent = browser.run("""
        const start = performance.now();
        for (let at = 0; at < 20; at++) { location.hash = `#/t${at + 100}/delete`; dispatchEvent(new Event('hashchange')); }
        return (performance.now() - start) / 20;""")
    size = explorer.page.stat().st_size / 1e6
    print(f"  500 tables, 9,000 relationships: {size:.1f} MB, {spent:.0f} ms to show another table")


def dense(folder):
    """A reference of 120 tables that all delete each other, and of two that have nothing to do with them."""
    folder.mkdir()
    for table in range(120):
        lines = [f"LogicalName: t{table:03}", "OneToManyRelationships:"]
        lines += [f"  - {{ SchemaName: r{table:03}_{number}, ReferencingEntity: t{(table + number + 1) % 120:03}, "
                  f"ReferencingAttribute: c{number}, CascadeConfiguration: {{ Delete: Cascade }} }}" for number in range(50)]
        (folder / f"t{table:03}.table.yaml").write_text("\n".join(lines))
    (folder / "x.table.yaml").write_text(
        "- LogicalName: x\n  OneToManyRelationships:\n  - { SchemaName: x_y, ReferencingEntity: y, ReferencingAttribute: x, "
        "CascadeConfiguration: { Delete: Cascade } }\n- LogicalName: y\n")
    return folder


def says_what_is_left_out(explorer, screenshots):
    """Answers that would make the page too large are left out, which it says; the others are there."""
    browser = explorer.browser
    explorer.open()
    assert "too large: 120 answers." in explorer.text("main"), explorer.text("main")
    assert "1 relationship" in explorer.text(".furthest"), explorer.text("main")
    for width, height in SIZES:
        for scheme in ("light", "dark"):
            browser.look(width, height, scheme)
            for view in ("", "t007/delete"):
                explorer.open(view)
                if screenshots:
                    browser.screenshot(screenshots / f"dense-{view.replace('/', '-') or 'home'}-{width}-{scheme}.png")
            said = explorer.text(".nothing")
            assert "leaves the answer out" in said and "earlybound cascade --delete t007" in said, said
            browser.click(".nothing a")
            assert explorer.address() == "#/t007/relationships"
            browser.until("return document.querySelector('[role=tab][aria-selected=true]')?.id === 'tablist-relationships'")
            seen = browser.run("""
                const tab = document.querySelector('[role=tab][aria-selected=true]').getBoundingClientRect();
                return tab.left >= 0 && tab.right <= innerWidth""")
            assert seen, f"the chosen view is out of sight at {width}"
    browser.look(1280, 800, "light")
    explorer.open("x/delete")
    assert "x_y" in explorer.text(".effects"), explorer.text("main")


def is_quiet(browser):
    assert browser.complaints() == [], "the console has something to say"
    assert browser.run("return performance.getEntriesByType('resource').length") == 0, "something was loaded"


def main(earlybound, screenshots=None):
    chromedriver, chromium = shutil.which("chromedriver"), shutil.which("chromium")
    if not chromedriver or not chromium:
        print("skipped: needs chromium and chromedriver")
        return
    screenshots = screenshots and pathlib.Path(screenshots)
    with tempfile.TemporaryDirectory() as scratch:
        scratch = pathlib.Path(scratch)
        browser = Browser(chromedriver, chromium)
        try:
            browser.look(1280, 800, "light")
            explorer = Explorer(browser, earlybound, scratch, [REFERENCE])
            for check in (finds_and_shows, draws, follows_links, needs_no_mouse, has_all_views):
                print(f"- {check.__doc__}")
                check(explorer)
                is_quiet(browser)
            print(f"- {looks_good.__doc__}")
            looks_good(explorer, screenshots)
            is_quiet(browser)
            changes.check(browser, earlybound, scratch, SIZES)
            is_quiet(browser)
            print(f"- {stays_text.__doc__}")
            stays_text(Explorer(browser, earlybound, scratch, [HERE / "hostile.table.yaml"]), scratch)
            print(f"- {does_not_stall.__doc__}")
            does_not_stall(Explorer(browser, earlybound, scratch, [large(scratch / "large")]))
            is_quiet(browser)
            print(f"- {says_what_is_left_out.__doc__}")
            says_what_is_left_out(Explorer(browser, earlybound, scratch, [dense(scratch / "dense")]), screenshots)
            is_quiet(browser)
        finally:
            browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
