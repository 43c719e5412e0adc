"""The page of changes in a browser: what it marks is held against what `earlybound diff` says."""

import json
import subprocess

SEVERITIES = ["breaking", "behavioural", "additive", "text"]
OLD = """
Tables:
- LogicalName: brush
  PrimaryIdAttribute: brushid
  Attributes: [{ LogicalName: brushid, AttributeType: Uniqueidentifier }]
- LogicalName: color
  DisplayName: Zinnober
  PrimaryIdAttribute: colorid
  Attributes:
  - { LogicalName: colorid, AttributeType: Uniqueidentifier }
  - { LogicalName: gone, AttributeType: String }
  - { LogicalName: hue, AttributeType: String, MaxLength: 100, Description: <b>old</b> }
  OneToManyRelationships:
  - { SchemaName: color_paints, ReferencedEntity: color, ReferencingEntity: paint, ReferencingAttribute: colorid,
      CascadeConfiguration: { Delete: RemoveLink } }
- LogicalName: paint
  DisplayName: Alizarin
  PrimaryIdAttribute: paintid
  Attributes: [{ LogicalName: colorid, AttributeType: Lookup, Targets: [color] }]
"""
NEW = OLD.replace("MaxLength: 100, Description: <b>old</b>", "MaxLength: 50, Description: <img src=x onerror=pwned=1>")
NEW = NEW.replace("gone, AttributeType: String", "come, AttributeType: String").replace("RemoveLink", "Cascade")
NEW = NEW[:NEW.index("- LogicalName: brush")] + NEW[NEW.index("- LogicalName: color"):]


class Changes:
    """A page of changes in a browser."""

    def __init__(self, browser, earlybound, folder):
        self.browser, self.page = browser, folder / "changes.html"
        sides = [folder / "old.table.yaml", folder / "new.table.yaml"]
        for side, text in zip(sides, (OLD, NEW)):
            side.write_text(text)
        diff = lambda form: subprocess.run([earlybound, "diff", *sides, "--format", form], check=True, capture_output=True)
        self.page.write_bytes(diff("html").stdout)
        self.data = json.loads(diff("json").stdout)

    def open(self, fragment=""):
        self.browser.open("about:blank")
        self.browser.open(f"{self.page.as_uri()}#/{fragment}")
        self.browser.until("return document.readyState === 'complete' && document.querySelector('h1') !== null")

    def texts(self, css):
        return self.browser.run("return [...document.querySelectorAll(arguments[0])].map((it) => it.textContent)", css)

    def counts(self):
        return {it.rstrip("0123456789"): int(it[len(it.rstrip("0123456789")):]) for it in self.texts(".actions button")}


def counts_agree(changes):
    """The bar of severities, the tabs and the lists count what the command counts."""
    expected = changes.data["Counts"]
    changes.open()
    assert changes.counts() == {"all": sum(expected.values()), **expected}, changes.counts()
    of_color = [it for it in changes.data["Changes"] if it["Table"] == "color"]
    changes.open("color/changes")
    assert len(changes.texts(".changes li")) == len(of_color)
    assert f"Changes{len(of_color)}" in changes.texts("[role=tab]")
    for severity in SEVERITIES:
        changes.browser.click(f"#radiogroup-{severity}")
        rows = [it for it in changes.texts(".changes li .mark")]
        assert rows == [severity] * sum(it["Severity"] == severity for it in of_color), (severity, rows)
    changes.open("color/columns")
    assert f"Columns{len(changes.texts('.items > li'))}" in changes.texts("[role=tab]")


def marks_what_changed(changes):
    """Columns that came, went and changed are marked where they stand; a table that went is told on the first page."""
    changes.open("color/columns")
    marks = changes.browser.run("""return Object.fromEntries([...document.querySelectorAll('.items > li')].map((row) =>
        [row.querySelector('code').textContent, [...row.querySelectorAll('.mark')].map((it) => it.textContent)]))""")
    assert marks == {"colorid": [], "come": ["added"], "hue": ["changed", "changed"], "gone": ["gone"]}, marks
    changes.open("color/relationships")
    assert any("color_paints.Delete: Cascade, was RemoveLink" in it for it in changes.texts(".change"))
    changes.open()
    assert any("brush" in it and "the table is gone" in it for it in changes.texts(".changes li"))
    assert changes.browser.run("return window.pwned") is None


def sorts_by_what_is_shown(changes):
    """Tables stand in the order of the names that are shown."""
    changes.open()
    assert changes.texts("[role=option] .shown") == ["Alizarin", "Zinnober"]


def fits(changes, sizes):
    """Nothing runs out of the window."""
    for width, height in sizes:
        changes.browser.look(width, height, "light")
        for view in ("", "color/changes", "color/columns", "color/relationships"):
            changes.open(view)
            overflow = changes.browser.run("return document.documentElement.scrollWidth - innerWidth")
            assert overflow <= 0, f"{view} is {overflow} pixels too wide at {width}"
    changes.browser.look(1280, 800, "light")


def check(browser, earlybound, folder, sizes):
    changes = Changes(browser, earlybound, folder)
    for one in (counts_agree, marks_what_changed, sorts_by_what_is_shown):
        print(f"- {one.__doc__}")
        one(changes)
    print(f"- {fits.__doc__}")
    fits(changes, sizes)
