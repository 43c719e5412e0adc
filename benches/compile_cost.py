#!/usr/bin/env python3
"""What generated code costs its users to compile, side by side with the same structs under serde's derives.

    benches/compile_cost.py [--rounds N] [--only check|build|program] [PAGES]
    benches/compile_cost.py --messages WEB_API [--rounds N] [PAGES]

Generates the tables of PAGES (default: the `2018` folder of `EARLYBOUND_CORPUS`, else the shipped reference) twice, as
`earlybound` writes them and with the same structs and enums derived, compiles both in turns, and prints for each the
best round: seconds of processor time, the largest process in MB, sizes of programs in MB, and the ratio of the two.

With `--messages`, a folder of pages of the Web API, tells what messages cost instead: the same tables (those that programs
begin with, unless PAGES names others) without that folder, with it, and with every message of it named by the settings.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from tables import ROOT, default_pages, earlybound, everyday_pages

WORK = ROOT / "target" / "compile-cost"

MANIFEST = """[package]
name = "{name}"
version = "0.1.0"
edition = "2024"

[dependencies]
{dependencies}
"""

WORKSPACE = """[workspace]
members = [{members}]
resolver = "3"
"""

SERDE = """serde = { version = "1", features = ["derive"] }
serde_json = "1"
uuid = { version = "1", features = ["serde"] }
rust_decimal = { version = "1", default-features = false, features = ["serde"] }
jiff = { version = "0.2", default-features = false, features = ["alloc", "serde"] }
"""

# What the structs hold, as a crate with derives would have it.
PRELUDE = """
pub use jiff::{Timestamp, civil::Date, civil::DateTime};
pub use rust_decimal::Decimal;
pub use uuid::Uuid;
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
#[serde(transparent, bound = "")]
pub struct Id<T>(Uuid, #[serde(skip)] core::marker::PhantomData<T>);
impl<T> Clone for Id<T> { fn clone(&self) -> Self { *self } }
impl<T> Copy for Id<T> {}
impl<T> PartialEq for Id<T> { fn eq(&self, other: &Self) -> bool { self.0 == other.0 } }
impl<T> Eq for Id<T> {}
impl<T> core::hash::Hash for Id<T> { fn hash<H: core::hash::Hasher>(&self, state: &mut H) { self.0.hash(state) } }
impl<T> core::fmt::Debug for Id<T> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result { self.0.fmt(f) }
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct EntityReference { pub table: Option<String>, pub id: Uuid }

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Lookup<T> { pub target: T, pub name: Option<String> }

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Annotations { pub etag: Option<String> }

#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct ManagedProperty { pub value: bool }
"""


# What is compiled: the command of Cargo, and the package of each side.
STEPS = {
    "check": (["check"], "rows"),
    "build": (["build"], "rows"),
    "program": (["build", "--release"], "program"),
}


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("--only", choices=STEPS, help="one of the steps; all where it is left out")
    arguments.add_argument("--messages", type=Path, metavar="WEB_API", help="pages of the Web API, whose cost is told")
    arguments.add_argument("pages", nargs="?", type=Path)
    arguments = arguments.parse_args()
    if arguments.messages:
        pages = arguments.pages or everyday_pages(WORK / "pages")
        return messages(pages.resolve(), arguments.messages.resolve(), arguments.rounds)
    arguments.pages = arguments.pages or default_pages()
    tables = write_crates(arguments.pages)
    print(f"{tables} tables of {arguments.pages.name}, best of {arguments.rounds} rounds\n")
    print(f"{'':34}{'earlybound':>12}{'derives':>12}{'ratio':>8}", flush=True)
    for what in [arguments.only] if arguments.only else STEPS:
        measure(what, arguments.rounds)


def write_crates(pages):
    """Writes both crates and a program for each; returns how many tables there are."""
    shutil.rmtree(WORK / "earlybound_rows", ignore_errors=True)
    crates = ("earlybound_rows", "earlybound_program", "serde_rows", "serde_program")
    for crate in crates:
        (WORK / crate / "src").mkdir(parents=True, exist_ok=True)
    write_workspace(crates)
    generate = ["cargo", "run", "--quiet", "--release", "-p", "earlybound-cli", "--", "generate", "--root", "lib.rs"]
    generated = WORK / "earlybound_rows" / "src"
    subprocess.run([*generate, "--out", generated, pages], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    ours = f'earlybound = {{ path = "{ROOT}" }}\n'
    (WORK / "earlybound_rows" / "Cargo.toml").write_text(MANIFEST.format(name="earlybound_rows", dependencies=ours))
    (WORK / "serde_rows" / "Cargo.toml").write_text(MANIFEST.format(name="serde_rows", dependencies=SERDE))
    rows = derived(generated, WORK / "serde_rows" / "src")
    for side in ("earlybound", "serde"):
        dependencies = f'{side}_rows = {{ path = "../{side}_rows" }}\nserde_json = "1"\n'
        manifest = MANIFEST.format(name=f"{side}_program", dependencies=dependencies)
        (WORK / f"{side}_program" / "Cargo.toml").write_text(manifest)
        (WORK / f"{side}_program" / "src" / "main.rs").write_text(program(f"{side}_rows", rows))
    return len(rows)


def messages(pages, web_api, rounds):
    """Compiles the tables without messages, with those that they list, and with all, and prints what each costs."""
    settings = WORK / "earlybound.yaml"
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text('messages: ["*"]\n')
    sides = {"alone": [pages], "listed": [pages, web_api], "every": [pages, web_api, settings]}
    write_workspace(f"{side}_rows" for side in sides)
    typed, best = {}, {}
    for side, inputs in sides.items():
        crate = WORK / f"{side}_rows"
        shutil.rmtree(crate, ignore_errors=True)
        (crate / "src").mkdir(parents=True)
        earlybound("generate", "--root", "lib.rs", "--out", crate / "src", *inputs)
        ours = f'earlybound = {{ path = "{ROOT}" }}\n'
        (crate / "Cargo.toml").write_text(MANIFEST.format(name=crate.name, dependencies=ours))
        file = crate / "src" / "messages.rs"
        typed[side] = file.read_text().count("::earlybound::call!(") if file.exists() else 0
    for step in ("check", "build"):
        for number in range(rounds):
            for side in sides:
                seconds, _ = cargo(step, f"{side}_rows")
                print(f"  {step}, round {number + 1}, {side}: {seconds:.2f} s", file=sys.stderr, flush=True)
                best[step, side] = min(best.get((step, side), seconds), seconds)
    print(f"tables of {pages.name}, best of {rounds} rounds, seconds of processor time\n")
    print(f"{'':12}{'messages':>10}{'check':>10}{'build':>10}")
    for side, count in typed.items():
        print(f"{side:12}{count:10}{best['check', side]:10.2f}{best['build', side]:10.2f}")
    for step in ("check", "build"):
        ten = (best[step, "every"] - best[step, "alone"]) / max(typed["every"] - typed["alone"], 1) * 10
        print(f"ten messages, cargo {step}: {ten * 1000:.0f} ms")


def write_workspace(members):
    members = ", ".join(f'"{member}"' for member in members)
    (WORK / "Cargo.toml").write_text(WORKSPACE.format(members=members))


def derived(generated, out):
    """Writes what a file of generated code declares, without its metadata, and with derives; returns the rows."""
    rows = []
    for file in sorted(generated.glob("*.rs")):
        text = file.read_text()
        if file.name == "lib.rs":
            rows = re.findall(r"^pub use self::(\S+)::(\S+);", text, re.M)
            modules = "\n".join(line for line in text.splitlines() if line.startswith(("pub mod", "pub use")))
            allowed = "#![allow(unused, non_camel_case_types, unreachable_pub)]\n"
            text = f"{allowed}pub mod prelude {{{PRELUDE}}}\n{modules}\n"
        else:
            text = "use crate::prelude::*;\nuse serde::{Serialize, Deserialize};\n"
            code = file.read_text()
            text += "\n".join(re.findall(r"^(?:pub )?use super::[^*;]*;", code, re.M)) + "\n"
            text += "\n".join(item(*found) for found in items(code))
        (out / file.name).write_text(text)
    return rows


def items(text):
    """The structs and enums of a file: documentation, keyword, name and body of each."""
    docs, lines = [], iter(text.splitlines())
    for line in lines:
        declared = re.match(r"pub (struct|enum) (\S+) \{(\}?)", line)
        if declared:
            body = [] if declared[3] else list(iter(lambda: next(lines), "}"))
            yield "\n".join(docs) + "\n", declared[1], declared[2], "\n".join(body)
        docs = docs + [line] if line.startswith("///") else []


def item(docs, kind, name, body):
    """A struct or enum under derives. A choice is a number on the wire, a lookup the property of its id."""
    if kind == "struct":
        body = re.sub(r"pub (?:r#)?(\w+): (Option<Lookup<)", r'#[serde(rename = "_\1_value")] pub \1: \2', body)
        return f"{docs}#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]\npub struct {name} {{\n{body}\n}}\n"
    derives = "#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]"
    if "Other(i32)" not in body:
        return f"{docs}{derives}\npub enum {name} {{\n{body}\n}}\n"
    # The value of an option stands at the end of its documentation.
    values = re.findall(r"/// .*?\((-?\d+)\)(?:\n\s*///.*)*\n\s+(\w+),", body)
    given = "".join(f"{name}::{variant} => {value}," for value, variant in values)
    taken = "".join(f"{value} => Self::{variant}," for value, variant in values)
    return f"""{docs}{derives.replace("Clone,", "Clone, Copy,")}
#[serde(from = "i32", into = "i32")]
pub enum {name} {{
{body}
}}
impl From<{name}> for i32 {{ fn from(value: {name}) -> i32 {{ match value {{ {given} {name}::Other(value) => value, _ => 0 }} }} }}
impl From<i32> for {name} {{ fn from(value: i32) -> Self {{ match value {{ {taken} _ => Self::Other(value) }} }} }}
"""


def program(crate, rows):
    """A program that reads and writes a row of every table."""
    arms = "".join(
        f'        "{module}" => serde_json::to_string(&serde_json::from_str::<{crate}::{row}>(json)?),\n'
        for module, row in rows
    )
    return f"""fn copy(table: &str, json: &str) -> serde_json::Result<String> {{
    match table {{
{arms}        _ => Ok(String::new()),
    }}
}}

fn main() {{
    let mut arguments = std::env::args().skip(1);
    let (table, json) = (arguments.next().unwrap_or_default(), arguments.next().unwrap_or_default());
    println!("{{:?}}", copy(&table, &json));
}}
"""


def measure(step, rounds):
    """Compiles both sides in turns, dependencies aside, and prints the best round of each."""
    command, package = STEPS[step]
    best = {}
    for number in range(rounds):
        for side in ("earlybound", "serde"):
            seconds, megabytes = cargo(*command, f"{side}_{package}")
            print(f"  {step}, round {number + 1}, {side}: {seconds:.2f} s, {megabytes:.0f} MB", file=sys.stderr, flush=True)
            least = best.get(side, (seconds, megabytes))
            best[side] = (min(least[0], seconds), min(least[1], megabytes))
    ours, derives = best["earlybound"], best["serde"]
    what = " ".join(["cargo", *command]) + (", program" if package == "program" else "")
    show(f"{what}, s", ours[0], derives[0])
    show(f"{what}, MB of memory", ours[1], derives[1])
    if package == "program":
        program = lambda side: (WORK / "target" / "release" / f"{side}_program").stat().st_size / 1e6
        show("size of the program, MB", program("earlybound"), program("serde"))


def cargo(*command):
    """Compiles a package whose dependencies are there; for a program, its rows too."""
    *command, package = command
    environment = {**os.environ, "CARGO_INCREMENTAL": "0", "CARGO_TARGET_DIR": str(WORK / "target")}
    run = lambda: subprocess.Popen(["cargo", *command, "--quiet", "-p", package], cwd=WORK, env=environment)
    crates = {package, package.replace("_program", "_rows")}
    roots = [file for crate in crates for file in (WORK / crate / "src").glob("*.rs") if file.stem in ("lib", "main")]
    texts = [file.read_text() for file in roots]
    for file in roots:
        file.write_text("fn main() {}" if file.stem == "main" else "")
    compiled = run().wait()
    for file, text in zip(roots, texts):
        file.write_text(text)
    _, status, usage = os.wait4(run().pid, 0) if compiled == 0 else (0, compiled, None)
    if status != 0:
        sys.exit(f"{package} does not compile")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def show(what, ours, derives):
    print(f"{what:34}{ours:12.2f}{derives:12.2f}{ours / derives:8.2f}", flush=True)


if __name__ == "__main__":
    main()
