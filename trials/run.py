#!/usr/bin/env python3
"""Trials of the command against faults, hostile input and other people's files.

Usage: python3 trials/run.py BINARY [--runs N] [--seed N] [TRIAL...]

Each trial prints how often it was tried and how often it failed; the script exits with 1 if any failed. `--runs` is how
often a trial is repeated (100 unless set); without names, all trials run. Everything happens in a temporary folder.
"""

import argparse
import html
import json
import os
import random
import re
import resource
import shutil
import stat
import subprocess
import sys
import tempfile
import time
from pathlib import Path

TRIALS = {}


def trial(function):
    TRIALS[function.__name__] = function
    return function


class Count:
    """What was tried, and what went wrong."""

    def __init__(self):
        self.tried = 0
        self.failures = []

    def check(self, is_good, what):
        self.tried += 1
        if not is_good:
            self.failures.append(what)


class Place:
    """A folder of its own, and the command in it."""

    def __init__(self, binary):
        self.binary = binary
        self.folder = Path(tempfile.mkdtemp(prefix="earlybound-trials-"))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for path in [self.folder, *self.folder.rglob("*")]:
            if path.is_dir() and not path.is_symlink():
                path.chmod(0o755)
        shutil.rmtree(self.folder)

    def write(self, name, text):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", errors="surrogatepass") if isinstance(text, str) else path.write_bytes(text)

    def start(self, *arguments, **options):
        options.setdefault("stdout", subprocess.DEVNULL)
        options.setdefault("stderr", subprocess.PIPE)
        return subprocess.Popen([self.binary, *arguments], cwd=self.folder, stdin=subprocess.DEVNULL, **options)

    def run(self, *arguments, timeout=120, **options):
        process = self.start(*arguments, **options)
        try:
            _, errors = process.communicate(timeout=timeout)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            return None, "it hangs"
        return process.returncode, (errors or b"").decode(errors="replace")

    def files(self, name):
        """The files of a folder, without the first line of each, which tells the command."""
        root = self.folder / name
        found = {}
        for path in root.rglob("*"):
            if path.is_file():
                found[str(path.relative_to(root))] = path.read_bytes().split(b"\n", 1)[-1]
        return found


def page(name, columns=3, cascades=(), text="A text."):
    """A page of the reference."""
    lines = [f"# {name} table/entity reference", "", text, "", "## Properties", "", "|Property|Value|", "|---|---|"]
    lines += [f"|**DisplayName**|**{name}**|", f"|**SchemaName**|`{name}`|", f"|**LogicalName**|`{name}`|"]
    lines += [f"|**EntitySetName**|`{name}s`|", f"|**PrimaryIdAttribute**|`{name}id`|", "|**OwnershipType**|`UserOwned`|"]
    lines += ["", "## Writable columns/attributes", ""]
    lines += [f'### <a name="BKMK_{name}Id"></a> {name}Id', "", "|Property|Value|", "|---|---|"]
    lines += [f"|LogicalName|`{name}id`|", "|Type|Uniqueidentifier|", ""]
    for column in range(columns):
        lines += [f'### <a name="BKMK_c{column}"></a> c{column}', "", "|Property|Value|", "|---|---|"]
        lines += [f"|Description|**{text}**|", f"|LogicalName|`c{column}`|", "|MaxLength|100|"]
        if column % 3 == 1:
            lines += ["|Type|Picklist|", "", f"#### c{column} Choices/Options", "", "|Value|Label|", "|---|---|"]
            lines += [f"|0|**{text}**|", "|1|**B**|", ""]
        else:
            lines += ["|Type|String|", ""]
    if cascades:
        lines += ["## Many-to-One relationships", ""]
    for number, target in enumerate(cascades):
        name_of_it = f"r_{name}_{number}"
        lines += [f'### <a name="BKMK_{name_of_it}"></a> {name_of_it}', ""]
        lines += [f"One-To-Many Relationship: [{target} {name_of_it}]({target}.md#BKMK_{name_of_it})", ""]
        lines += ["|Property|Value|", "|---|---|", f"|ReferencedEntity|`{target}`|", "|ReferencingAttribute|`c0`|"]
        lines += [f"|ReferencingEntityNavigationPropertyName|`c{number}`|"]
        every = "<br />".join(f"{action}: `Cascade`" for action in ["Assign", "Delete", "Reparent", "Share", "Unshare"])
        lines += [f"|CascadeConfiguration|{every}|", ""]
    return "\n".join(lines) + "\n"


COMMANDS = {
    "generate": ["--out", "out"],
    "render": ["--out", "out"],
    "explore": ["--out", "out/x.html"],
}


def prepare(place):
    """Two references that differ, and what each command makes of them."""
    for number in range(30):
        place.write(f"a/t{number}.md", page(f"t{number}", 20))
        if number % 2:
            place.write(f"b/t{number}.md", page(f"t{number}", 25))
    expected = {}
    for command, out in COMMANDS.items():
        for pages in "ab":
            place.run(command, pages, *out)
            expected[command, pages] = place.files("out")
            shutil.rmtree(place.folder / "out")
    return expected


def leftovers(files):
    return [name for name in files if os.path.basename(name).startswith(".")]


@trial
def killed(binary, runs, count):
    """`kill -9` at random moments: no file is torn, and the next run heals what is left."""
    with Place(binary) as place:
        expected = prepare(place)
        for run in range(runs):
            command = random.choice(list(COMMANDS))
            shutil.rmtree(place.folder / "out", ignore_errors=True)
            if run % 2:
                place.run(command, "b", *COMMANDS[command])
            before = place.files("out")
            process = place.start(command, "a", *COMMANDS[command], stderr=subprocess.DEVNULL)
            time.sleep(random.random() * 0.12)
            process.kill()
            process.wait()
            after = place.files("out")
            goal = expected[command, "a"]
            hidden = leftovers(after)
            torn = [n for n in after if n not in hidden and after[n] != goal.get(n) and after[n] != before.get(n)]
            count.check(not torn, f"{command} torn: {torn[:3]}")
            code, errors = place.run(command, "a", *COMMANDS[command])
            healed = place.files("out")
            good = code == 0 and not leftovers(healed) and all(healed.get(n) == goal[n] for n in goal)
            count.check(good, f"{command} not healed: {code} {errors[-200:]}")


@trial
def at_once(binary, runs, count):
    """Several processes in one folder: all succeed, and the files are those of one of them."""
    with Place(binary) as place:
        expected = prepare(place)
        for run in range(max(runs // 5, 1)):
            shutil.rmtree(place.folder / "out", ignore_errors=True)
            if run % 2:
                place.run("generate", "a", "--out", "out")
            processes = [place.start("generate", pages, "--out", "out") for pages in random.choice(["ab", "aab", "bb", "abab"])]
            for process in processes:
                errors = process.communicate()[1]
                count.check(process.returncode == 0, errors[-200:])
            files = place.files("out")
            count.check(files in (expected["generate", "a"], expected["generate", "b"]), f"mixed: {sorted(files)[:4]}")


@trial
def no_room(binary, runs, count):
    """A full disk, by a limit on the size of files: an error, and the files of before."""
    with Place(binary) as place:
        prepare(place)
        for command, out in COMMANDS.items():
            place.run(command, "a", *out)
            before = place.files("out")
            for limit in (1, 500, 5_000):
                def limited(limit=limit):
                    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
                    import signal
                    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)

                code, errors = place.run(command, "b", *out, preexec_fn=limited)
                after = place.files("out")
                same = all(after.get(name) in (before[name], None) or name not in before for name in before)
                count.check(code not in (0, None) and "panicked" not in errors, f"{command} {limit}: {code} {errors[-200:]}")
                count.check(same and not [n for n in leftovers(after) if n != ".earlybound-lock"], f"{command} {limit}: {leftovers(after)}")
            shutil.rmtree(place.folder / "out")


@trial
def read_only(binary, runs, count):
    """A folder that may not be written to: an error that names it. Nobody keeps root from writing."""
    if os.geteuid() == 0:
        return
    with Place(binary) as place:
        prepare(place)
        for command, out in COMMANDS.items():
            (place.folder / "out").mkdir()
            (place.folder / "out").chmod(0o555)
            code, errors = place.run(command, "a", *out)
            count.check(code == 1 and "out" in errors and "panicked" not in errors, f"{command}: {code} {errors[-200:]}")
            (place.folder / "out").chmod(0o755)
            shutil.rmtree(place.folder / "out")


@trial
def of_others(binary, runs, count):
    """Files of others, links, devices and pipes where a file is to be written."""
    with Place(binary) as place:
        prepare(place)
        targets = {"generate": "t1.rs", "render": "t1.md", "explore": "x.html"}
        for command, out in COMMANDS.items():
            for kind in ("file", "link", "dangling", "folder", "device"):
                shutil.rmtree(place.folder / "out", ignore_errors=True)
                place.write("precious", "precious")
                target = place.folder / "out" / targets[command]
                target.parent.mkdir()
                if kind == "file":
                    target.write_text("precious")
                elif kind == "link":
                    target.symlink_to(place.folder / "precious")
                elif kind == "dangling":
                    target.symlink_to(place.folder / "nowhere")
                elif kind == "folder":
                    target.mkdir()
                else:
                    try:
                        os.mknod(target, 0o666 | stat.S_IFCHR, os.makedev(1, 3))
                    except PermissionError:
                        continue
                mode = stat.S_IFMT(target.lstat().st_mode)
                code, errors = place.run(command, "a", *out)
                kept = stat.S_IFMT(target.lstat().st_mode) == mode and (place.folder / "precious").read_text() == "precious"
                kept = kept and (kind != "file" or target.read_text() == "precious") and not (place.folder / "nowhere").exists()
                count.check(kept, f"{command} replaced a {kind}")
                through = kind == "device" and command != "generate"
                count.check((code == 0) == through and "panicked" not in errors, f"{command} {kind}: {code} {errors[-200:]}")


@trial
def endless(binary, runs, count):
    """Inputs without an end are read up to the limit."""
    with Place(binary) as place:
        def limited():
            resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))

        code, errors = place.run("check", "/dev/zero", preexec_fn=limited)
        count.check(code == 1 or "larger than" in errors, f"{code} {errors[-200:]}")


def mutate(data):
    data = bytearray(data)
    for _ in range(random.choice([1, 1, 2, 5, 20])):
        at = random.randrange(len(data) + 1)
        match random.randrange(6):
            case 0:
                data[at : at + 1] = bytes([random.randrange(256)])
            case 1:
                del data[at : at + random.randrange(1, 40)]
            case 2:
                data[at:at] = random.choice(PAYLOADS).encode("utf-8", "surrogatepass")
            case 3:
                other = random.randrange(len(data) + 1)
                data[at:at] = data[other : other + random.randrange(1, 80)]
            case 4:
                data[at:at] = random.choice([b"|", b"\n", b"#", b"{", b"}", b"[", b"]", b"<", b'"', b"\\", b": ", b"- ", b"&"])
            case 5:
                data[at:at] = bytes(random.choice([1, 1000]) * [random.choice(b"[{(<*`|#- \t\n\\\"'&")])
    return bytes(data)


INPUTS = {
    "t.md": page("new_t", 4, ["account"]),
    "t.table.yaml": (
        "LogicalName: new_t\nSchemaName: new_T\nEntitySetName: new_ts\nAttributes:\n- SchemaName: new_A\n  AttributeType: Picklist\n"
        "  OptionSet: { Name: new_a, Options: [{ Value: 1, Label: One }] }\nMessages: [{ Name: new_Go, Kind: Action }]\n"
        "OneToManyRelationships: [{ SchemaName: r, ReferencingEntity: account }]\n"
    ),
    "t.table.json": (
        '{"@odata.context":"https://x/$metadata#EntityDefinitions","value":[{"LogicalName":"new_t","SchemaName":"new_T",'
        '"EntitySetName":"new_ts","DisplayName":{"UserLocalizedLabel":{"Label":"T","LanguageCode":1033}},"Attributes":'
        '[{"LogicalName":"new_a","AttributeType":"String","MaxLength":10}]}]}'
    ),
    "earlybound.yaml": "select: [account, new_*]\nrename: { account: Company }\nderives: { choices: [PartialOrd] }\n",
    "customizations.xml": (
        '<ImportExportXml><Entities><Entity><Name LocalizedName="T">new_T</Name><EntityInfo><entity Name="new_T">'
        '<attributes><attribute PhysicalName="new_A"><Type>nvarchar</Type><Name>new_a</Name><MaxLength>10</MaxLength>'
        "</attribute></attributes><EntitySetName>new_ts</EntitySetName></entity></EntityInfo></Entity></Entities></ImportExportXml>"
    ),
}


@trial
def mutations(binary, runs, count):
    """Mutated inputs of every kind: no panic, no hang, and no end by a signal."""
    with Place(binary) as place:
        for run in range(runs * 10):
            name = random.choice(list(INPUTS))
            shutil.rmtree(place.folder / "in", ignore_errors=True)
            place.write(f"in/{name}", mutate(INPUTS[name].encode()))
            command = random.choice([["check", "in"], ["model", "in"], ["generate", "in", "--out", "in/out"], ["explore", "in", "--out", "in/x.html"]])
            code, errors = place.run(*command, timeout=20)
            good = code in (0, 1, 2) and "panicked" not in errors
            count.check(good, f"{command} {name}: {code} {errors[-300:]}")


PAYLOADS = [
    '"] } fn evil() {} //', "*/ evil!() /*", "`evil`", "${{evil}}", "</script><script>evil()</script>", "<img src=x onerror=evil()>",
    "\u202eevil\u202c", "\u0000\u0007\u001b[31m", "\u2028", "a\r\nb", "\\u{7d}", '{"}', "r#type", "Self", "_", "🦀\ufe0f", "e\u0301",
    "k\u2126", "../../evil", "a/b\\c", "con", "'", '"', "\\", "#", "-", "|", "&amp;", "%2e%2e/", "systemusers(1)/x?$filter=a#", "*",
    "[a](javascript:evil())", "x" * 300, "\u3164", "\uffff", "--evil", "'; drop", "include!(\"/etc/passwd\")", "{{}}", "///", "1",
]


def yaml_text(text):
    """A text in double quotes, as YAML and JSON both read it."""
    escaped = "".join(c if c.isalnum() or c in " -_." else (f"\\U{ord(c):08x}") for c in text)
    return f'"{escaped}"'


def hostile_table(payload):
    """A table document with a payload in every place that takes a text."""
    x = yaml_text(payload)
    return f"""\
- LogicalName: new_good
  EntitySetName: {x}
  DisplayName: {x}
  DisplayCollectionName: {x}
  Description: {x}
  Product: {x}
  PrimaryIdAttribute: {x}
  Attributes:
  - LogicalName: {x}
    SchemaName: {x}
    DisplayName: {x}
    Description: {x}
    AttributeType: Picklist
    OptionSet:
      Name: {x}
      Options:
      - {{ Value: 1, Label: {x}, Description: {x} }}
      - {{ Value: 2, Label: Fine }}
      - {{ Value: 3, Label: {x} }}
  - {{ LogicalName: new_lookup, AttributeType: Lookup, Targets: [{x}, account] }}
  Messages:
  - {{ Name: {x}, Path: {x}, Kind: Action, Parameters: [{{ Name: {x} }}] }}
  ManyToOneRelationships:
  - {{ SchemaName: {x}, ReferencedEntity: {x}, ReferencingAttribute: {x}, ReferencingEntityNavigationPropertyName: {x} }}
- LogicalName: {x}
  SchemaName: {x}
"""


def hostile_page(payload):
    """A page with a payload in every cell, heading and paragraph that takes a text."""
    x = payload.replace("\n", " ").replace("\r", " ").replace("|", "\\|")
    table = ["", "|Property|Value|", "|---|---|"]
    return "\n".join([
        f"# {x} (new_good) table/entity reference", "", x, "",
        "## Messages", "", "|Name|Web API Operation|SDK Assembly|", "|---|---|---|", f"|{x}|{x}|{x}|", f"|Create|POST {x}|{x}|", "",
        "## Properties", *table, f"|**DisplayName**|**{x}**|", f"|**DisplayCollectionName**|{x}|", f"|**SchemaName**|`{x}`|",
        "|**LogicalName**|`new_good`|", f"|**EntitySetName**|`{x}`|", f"|**PrimaryIdAttribute**|`{x}`|", f"|**OwnershipType**|`{x}`|", "",
        "## Writable columns/attributes", "",
        f'### <a name="BKMK_{x}"></a> {x}', *table, f"|Description|**{x}**|", f"|DisplayName|**{x}**|", f"|LogicalName|`{x}`|",
        f"|GlobalChoiceName|`{x}`|", "|Type|Picklist|", "", f"#### {x} Choices/Options", "", "|Value|Label|", "|---|---|", f"|0|**{x}**|", "|1|B|", "",
        '### <a name="BKMK_l"></a> l', *table, f"|LogicalName|`l`|", f"|Targets|{x}, account|", "|Type|Lookup|", "",
        "## Many-to-One relationships", "",
        f'### <a name="BKMK_{x}"></a> {x}', "", f"One-To-Many Relationship: [{x} {x}]({x}.md#BKMK_{x})", *table, f"|ReferencedEntity|`{x}`|",
        f"|ReferencedAttribute|`{x}`|", "|ReferencingAttribute|`l`|", f"|ReferencingEntityNavigationPropertyName|`{x}`|",
        f"|CascadeConfiguration|Delete: `{x}`<br />Assign: `Cascade`|", "",
    ])


def hostile_answer(payload):
    """An organization's answer about its tables."""
    label = {"UserLocalizedLabel": {"Label": payload, "LanguageCode": 1033}}
    column = {
        "LogicalName": payload, "SchemaName": payload, "AttributeType": "Picklist", "DisplayName": label, "Description": label,
        "OptionSet": {"Name": payload, "Options": [{"Value": 1, "Label": label}, {"Value": 2, "Label": label}]},
    }
    lookup = {"LogicalName": "new_lookup", "AttributeType": "Lookup", "Targets": [payload, "account"]}
    relationship = {
        "SchemaName": payload, "ReferencedEntity": payload, "ReferencingEntity": "new_good", "ReferencingAttribute": "new_lookup",
        "ReferencedEntityNavigationPropertyName": payload, "CascadeConfiguration": {"Delete": payload, "Assign": "Cascade"},
    }
    table = {
        "LogicalName": "new_good", "SchemaName": payload, "EntitySetName": payload, "DisplayName": label, "PrimaryIdAttribute": payload,
        "Attributes": [column, lookup], "ManyToOneRelationships": [relationship],
        "Keys": [{"LogicalName": payload, "SchemaName": payload, "KeyAttributes": [payload]}],
    }
    return json.dumps({"@odata.context": f"https://x/$metadata#EntityDefinitions{payload}", "value": [table]})


def hostile_solution(payload):
    """A solution's customizations."""
    x = html.escape("".join(c for c in payload if c >= " " and c not in "\uffff"))
    return (
        f'<ImportExportXml><Entities><Entity><Name LocalizedName="{x}">new_Good</Name><EntityInfo><entity Name="new_Good">'
        f'<attributes><attribute PhysicalName="{x}"><Type>picklist</Type><Name>{x}</Name><optionset Name="{x}"><options>'
        f'<option value="1"><labels><label description="{x}" languagecode="1033" /></labels></option></options></optionset>'
        f'<displaynames><displayname description="{x}" languagecode="1033" /></displaynames></attribute></attributes>'
        f"<EntitySetName>{x}</EntitySetName></entity></EntityInfo></Entity></Entities><EntityRelationships>"
        f'<EntityRelationship Name="{x}"><EntityRelationshipType>OneToMany</EntityRelationshipType><ReferencingEntityName>new_Good'
        f"</ReferencingEntityName><ReferencedEntityName>{x}</ReferencedEntityName><CascadeDelete>{x}</CascadeDelete>"
        f"<ReferencingAttributeName>{x}</ReferencingAttributeName></EntityRelationship></EntityRelationships></ImportExportXml>"
    )


def hostile_action(payload):
    """A page of the Web API reference."""
    x = payload.replace("\n", " ").replace("\r", " ").replace("|", "\\|")
    return (
        f"# {x} Action\n{x}\n\n## Bound Entities\n|EntityType|Binding Type|\n|---|---|\n|[account Entitytype](../entitytypes/account.md)|entity|\n\n"
        f"## Parameters\n|Name|Type|Nullable|Unicode|Description|\n|---|---|---|---|---|\n|{x}|{x}|false|true|{x}|\n|A|Edm.String|true|true|{x}|\n\n"
        f"## Return Type\n|Type|Nullable|Description|\n|---|---|---|\n|{x}|false|{x}|\n"
    )


def hostile_settings(payload):
    """Settings whose names and words are payloads."""
    x = yaml_text(payload)
    return f"select: [new_t, {x}]\nrename: {{ new_t: {x} }}\nderives: {{ choices: [{x}] }}\nmessages: [{x}]\n"


HOSTILE = {
    "t.table.yaml": hostile_table,
    "t.md": hostile_page,
    "t.table.json": hostile_answer,
    "customizations.xml": hostile_solution,
    "go.md": hostile_action,
    "earlybound.yaml": hostile_settings,
}


@trial
def payloads(binary, runs, count):
    """Hostile texts in every place of every kind of input: the code is Rust, and the explorer has its own scripts alone."""
    rustfmt = shutil.which("rustfmt")
    for payload in PAYLOADS:
        for name, hostile in HOSTILE.items():
            with Place(binary) as place:
                settings = name == "earlybound.yaml"
                place.write(name if settings else f"in/{name}", hostile(payload))
                if settings or name == "go.md":
                    place.write("in/new_t.md", page("new_t", 4, ["account"]))
                code, errors = place.run("generate", "in", "--out", "out")
                count.check(code in (0, 1) and "panicked" not in errors, f"generate {name} {payload!r}: {code} {errors[-300:]}")
                outside = [file for file in os.listdir(place.folder) if file not in ("in", "out", "earlybound.yaml", "earlybound.lock")]
                count.check(not outside, f"written outside: {outside}")
                if code == 0 and rustfmt:
                    files = list((place.folder / "out").glob("*.rs"))
                    done = subprocess.run([rustfmt, "--edition", "2024", *files], capture_output=True, text=True)
                    count.check(done.returncode == 0, f"{name} {payload!r} is no Rust: {done.stderr[-300:]}")
                code, errors = place.run("explore", "in", "--out", "x.html")
                count.check(code in (0, 1) and "panicked" not in errors, f"explore {name} {payload!r}: {code} {errors[-300:]}")
                page_of_it = (place.folder / "x.html").read_text() if code == 0 else "<script <script"
                count.check(page_of_it.count("<script") == 2, f"a script of {name} {payload!r}")
                code, errors = place.run("render", "in", "--out", "rendered", "--merged")
                count.check(code in (0, 1) and "panicked" not in errors, f"render {name} {payload!r}: {code} {errors[-300:]}")


def measured(place, *arguments):
    """Seconds, and the largest memory of any child so far, in megabytes."""
    start = time.monotonic()
    code, errors = place.run(*arguments, timeout=900)
    return code, errors, time.monotonic() - start, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


@trial
def growth(binary, runs, count):
    """Many tables, a large table, and tables that all reach each other: time grows no faster than the input."""
    for command in ("generate", "explore"):
        seconds = {}
        for size in (375, 750, 1500, 3000):
            with Place(binary) as place:
                for number in range(size):
                    targets = [f"t{(number * factor + 1) % size}" for factor in (1, 3, 7)]
                    place.write(f"in/t{number}.md", page(f"t{number}", 40, targets))
                out = "out" if command == "generate" else "x.html"
                code, errors, seconds[size], memory = measured(place, command, "in", "--out", out)
                made = place.folder / out
                written = made.stat().st_size if made.is_file() else sum(p.stat().st_size for p in made.rglob("*"))
                print(f"  {command} {size} tables: {seconds[size]:.1f} s, at most {memory:.0f} MB, {written / 1e6:.1f} MB written")
                count.check(code == 0, f"{command} {size}: {code} {errors[-200:]}")
        count.check(seconds[3000] < 20 * max(seconds[375], 0.5), f"{command} is not linear: {seconds}")
    seconds = {}
    for size in (6_250, 25_000, 100_000):
        with Place(binary) as place:
            place.write("in/t.md", page("t", size, text="A text of some length, as pages have it. " * 6))
            megabytes = (place.folder / "in/t.md").stat().st_size / 1e6
            code, errors, seconds[size], memory = measured(place, "generate", "in", "--out", "out")
            print(f"  generate of one table of {megabytes:.0f} MB: {seconds[size]:.1f} s, at most {memory:.0f} MB")
            count.check(code == 0, f"large {size}: {code} {errors[-200:]}")
    count.check(seconds[100_000] < 40 * max(seconds[6_250], 0.5), f"a large table is not linear: {seconds}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary")
    parser.add_argument("--runs", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("trial", nargs="*", metavar="TRIAL", help=", ".join(TRIALS))
    arguments = parser.parse_intermixed_args()
    binary = os.path.abspath(arguments.binary)
    failed = 0
    for name in arguments.trial or TRIALS:
        random.seed(arguments.seed)
        count = Count()
        start = time.monotonic()
        TRIALS[name](binary, arguments.runs, count)
        print(f"{name}: {count.tried} tried, {len(count.failures)} failed, {time.monotonic() - start:.0f} s", flush=True)
        for failure in count.failures[:5]:
            print(f"  {failure}")
        failed += len(count.failures)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
