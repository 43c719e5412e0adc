#!/usr/bin/env python3
"""What a generator costs those who build with it: crates with the same tables, built from nothing, side by side.

    benches/cold_build.py [--rounds N] [--release] [--only CRATE]... [PAGES]

Makes a crate for each way into `earlybound`, two for typify (the tables as JSON Schema), prost-build (as descriptors) and
progenitor (as OpenAPI, with an operation to read each table), one with nothing but the libraries of values, and builds
each in turns into an empty folder. Prints the best round of each: seconds of processor time, which the load of the
machine disturbs least, and of the clock. Then it edits one page and builds again, with the build script as Cargo builds
it by default and optimised.

PAGES: the shipped reference without the tables behind features, unless given. What the crates need is fetched before anything is measured.
"""

import argparse
import json
import os
import re
import resource
import shutil
import subprocess
import sys
import time
from pathlib import Path

from tables import ROOT, descriptors, earlybound, everyday_pages, json_schema_of, model, open_api

WORK = ROOT / "target" / "cold-build"

VALUES = """serde = { version = "1", features = ["derive"] }
uuid = "1"
rust_decimal = { version = "1", default-features = false }
jiff = { version = "0.2", default-features = false, features = ["alloc"] }
"""

EARLYBOUND = f'earlybound = {{ path = "{ROOT}"'

# What reading and writing spends its time in.
HOT = "earlybound-codegen earlybound-reader memchr pulldown-cmark"

OPTIMISED = "".join(f"\n[profile.dev.package.{package}]\nopt-level = 3\n" for package in HOT.split())

TYPIFY = """
fn main() {
    println!("cargo::rerun-if-changed=tables.json");
    let schema = serde_json::from_str(&std::fs::read_to_string("tables.json").unwrap()).unwrap();
    let mut types = typify::TypeSpace::new(&typify::TypeSpaceSettings::default());
    types.add_root_schema(schema).unwrap();
    let code = prettyplease::unparse(&syn::parse2(types.to_stream()).unwrap());
    std::fs::write(std::path::Path::new(&std::env::var("OUT_DIR").unwrap()).join("tables.rs"), code).unwrap();
}
"""

PROST = """
use prost::Message;

fn main() {
    println!("cargo::rerun-if-changed=tables.bin");
    let tables = std::fs::read("tables.bin").unwrap();
    prost_build::compile_fds(prost_types::FileDescriptorSet::decode(tables.as_slice()).unwrap()).unwrap();
}
"""

PROGENITOR = """
fn main() {
    println!("cargo::rerun-if-changed=tables.json");
    let spec = serde_json::from_str(&std::fs::read_to_string("tables.json").unwrap()).unwrap();
    let tokens = progenitor::Generator::default().generate_tokens(&spec).unwrap();
    let code = prettyplease::unparse(&syn::parse2(tokens).unwrap());
    std::fs::write(std::path::Path::new(&std::env::var("OUT_DIR").unwrap()).join("tables.rs"), code).unwrap();
}
"""

TYPIFY_NEEDS = """chrono = { version = "0.4", default-features = false, features = ["serde", "std"] }
serde = { version = "1", features = ["derive"] }
serde_json = "1"
uuid = { version = "1", features = ["serde"] }

[build-dependencies]
prettyplease = "0.2"
serde_json = "1"
syn = "2"
typify = { version = "0.8", default-features = false }
"""

COMPILE = """
fn main() -> Result<(), earlybound_codegen::Error> {
    earlybound_codegen::compile("reference")?;
    Ok(())
}
"""

INCLUDE = '#![allow(warnings)]\ninclude!(concat!(env!("OUT_DIR"), "/{}.rs"));\n'


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--release", action="store_true")
    parser.add_argument("--only", action="append", metavar="CRATE", help="such as build-script or typify")
    parser.add_argument("pages", nargs="?", type=Path)
    arguments = parser.parse_args()
    profile = ["--release"] if arguments.release else []

    pages = arguments.pages.resolve() if arguments.pages else everyday_pages(ROOT / "target" / "cold-build-pages")
    tables = model(pages)
    crates = make_crates(pages, tables)
    crates = {name: title for name, title in crates.items() if not arguments.only or name in arguments.only}
    columns = sum(len(table["Attributes"]) for table in tables)
    print(f"{len(tables)} tables, {columns} columns, built from nothing with `cargo build {' '.join(profile)}`\n")

    for name in crates:
        cargo(name, "fetch")
    rounds = {name: [] for name in crates}
    for _ in range(arguments.rounds):
        for name in crates:
            shutil.rmtree(WORK / name / "target", ignore_errors=True)
            rounds[name].append(measured(name, "build", *profile))
            print(name, *(f"{seconds:.1f} s" for seconds in rounds[name][-1]), file=sys.stderr)
    best = {name: min(times) for name, times in rounds.items()}
    base = best.get("typify", (0, 0))[0]
    print("| crate | processor | clock | to typify |\n|---|---:|---:|---:|")
    for name, (processor, clock) in best.items():
        ratio = f"{processor / base:.2f}" if base else ""
        print(f"| {crates[name]} | {processor:.1f} s | {clock:.1f} s | {ratio} |")

    print("\n| after one page of the build script's crate was edited | processor | clock | build script says |")
    print("|---|---:|---:|---|")
    for name in [name for name in ["build-script", "optimised"] if name in crates]:
        print_edit(name, crates[name], profile)


def print_edit(name, title, profile):
    """Edits a page, builds, and says what that took; then what a build took that had nothing to do."""
    length = re.compile(r"((?:\*\*MaxLength\*\*: |\|MaxLength\|))\d+")
    pages = sorted((WORK / name / "reference").rglob("*.md"))
    page = next(page for page in pages if length.search(page.read_text()))
    page.write_text(length.sub(r"\g<1>42", page.read_text(), count=1))
    processor, clock = measured(name, "build", *profile)
    output = max((WORK / name / "target").rglob("build/*/output"), key=lambda output: output.stat().st_mtime)
    says = [line for line in output.read_text().splitlines() if line.startswith("earlybound: ")]
    print(f"| {title} | {processor:.1f} s | {clock:.1f} s | {' '.join(says)} |")
    processor, clock = measured(name, "build", *profile)
    print(f"| the same, and nothing edited | {processor:.1f} s | {clock:.1f} s | |")


def make_crates(pages, tables):
    """Writes all crates; gives their names with what they are in words."""
    shutil.rmtree(WORK, ignore_errors=True)
    script = f'\n[build-dependencies]\nearlybound-codegen = {{ path = "{ROOT}/codegen" }}\n'
    include = "#![allow(warnings)]\nearlybound::include_generated!();\n"
    xml = script.replace(" }\n", ', features = ["xml"] }\n')
    for name, needs in [("build-script", script), ("build-script-xml", xml), ("optimised", script + OPTIMISED)]:
        folder = crate(name, EARLYBOUND + " }\n" + needs, include, COMPILE)
        shutil.copytree(pages, folder / "reference")
    folder = crate("inline", EARLYBOUND + ', features = ["reference"] }\n', "")
    shutil.copytree(pages, folder / "reference")
    (folder / "src/lib.rs").write_text('#![allow(warnings)]\nearlybound::reference!("reference");\n')
    folder = crate("checked-in", EARLYBOUND + " }\n", "#![allow(warnings)]\npub mod tables;\n")
    earlybound("generate", pages, "--out", folder / "src/tables")
    crate("earlybound", EARLYBOUND + " }\n", "pub use earlybound;\n")
    crate("values", VALUES, "")

    for name, limits in [("typify", ["choices", "lengths"]), ("typify-plain", [])]:
        folder = crate(name, TYPIFY_NEEDS, INCLUDE.replace("{}", "tables"), TYPIFY)
        (folder / "tables.json").write_text(json_schema_of(tables, limits))

    folder = crate(
        "prost",
        'prost = "0.14"\n\n[build-dependencies]\nprost = "0.14"\nprost-build = "0.14"\nprost-types = "0.14"\n',
        INCLUDE.replace("{}", "tables"),
        PROST,
    )
    (folder / "tables.bin").write_bytes(descriptors(tables))

    folder = crate(
        "progenitor",
        """chrono = { version = "0.4", default-features = false, features = ["serde", "std"] }
futures = "0.3"
progenitor-client = "0.15"
reqwest = { version = "0.13", default-features = false, features = ["json", "query", "stream"] }
serde = { version = "1", features = ["derive"] }
serde_json = "1"
uuid = { version = "1", features = ["serde"] }

[build-dependencies]
prettyplease = "0.2"
progenitor = { version = "0.15", default-features = false }
serde_json = "1"
syn = "2"
""",
        INCLUDE.replace("{}", "tables"),
        PROGENITOR,
    )
    (folder / "tables.json").write_text(json.dumps(open_api(tables)))
    return {
        "build-script": "`earlybound`, build script",
        "build-script-xml": "`earlybound`, build script that reads XML",
        "inline": "`earlybound`, `reference!`",
        "checked-in": "`earlybound`, code checked in",
        "earlybound": "`earlybound` without tables",
        "values": "`serde` with derives, `uuid`, `rust_decimal`, `jiff` alone, no tables",
        "typify": "typify, with lengths and choices",
        "typify-plain": "typify, without",
        "prost": "prost-build",
        "progenitor": "progenitor",
        "optimised": "`earlybound`, build script, its hot packages optimised",
    }


def crate(name, dependencies, library, script=None):
    folder = WORK / name
    (folder / "src").mkdir(parents=True)
    manifest = f'[package]\nname = "{name}-tables"\nversion = "0.1.0"\nedition = "2024"\n\n[workspace]\n\n[dependencies]\n'
    (folder / "Cargo.toml").write_text(manifest + dependencies)
    (folder / "src/lib.rs").write_text(library)
    if script:
        (folder / "build.rs").write_text(script)
    return folder


def cargo(name, *arguments):
    environment = {key: value for key, value in os.environ.items() if key not in ("CARGO_TARGET_DIR", "RUSTFLAGS")}
    run = subprocess.run(["cargo", *arguments], cwd=WORK / name, env=environment, capture_output=True, text=True)
    if run.returncode:
        raise SystemExit(f"{name}: cargo {' '.join(arguments)}\n{run.stderr}")


def measured(name, *arguments):
    """Seconds of the processor and of the clock."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    cargo(name, *arguments, "--offline")
    clock, after = time.monotonic() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime, clock


if __name__ == "__main__":
    main()
