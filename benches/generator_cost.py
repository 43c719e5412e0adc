#!/usr/bin/env python3
"""What the generator itself costs, side by side with typify on the same tables.

    benches/generator_cost.py [--rounds N] [PAGES]

Builds two programs: one turns PAGES (default: the `2018` folder of `EARLYBOUND_CORPUS`, else the shipped reference)
into formatted files with `earlybound-codegen`, the other turns the same tables as JSON Schema into one formatted file
with typify. Runs both in turns, optimised and as Cargo builds build scripts by default, and prints the best round of
each in seconds of processor time, and the ratio of `earlybound` to it. Typify gets the tables with types alone, with
choices, of which it makes enums as `earlybound` does, and with lengths, too, of which it makes a type for each column.
"""

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path

from tables import ROOT, default_pages, json_schema_of, model

WORK = ROOT / "target" / "generator-cost"

# A build script has no debug information either.
WORKSPACE = """[workspace]
members = ["earlybound_files", "typify_files"]
resolver = "3"

[profile.dev]
debug = false
"""

MANIFEST = """[package]
name = "{name}"
version = "0.1.0"
edition = "2024"

[dependencies]
{dependencies}
"""

EARLYBOUND = f'earlybound-codegen = {{ path = "{ROOT}/codegen" }}\n'

EARLYBOUND_MAIN = """
use earlybound_codegen::Config;
use earlybound_codegen::reader::reference::Reference;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (pages, out) = (&arguments[0], &arguments[1]);
    if arguments.len() > 2 {
        assert!(!Reference::read(&[pages]).schema.tables.is_empty());
    } else {
        assert!(!Config::new().input(pages).out_dir(out).generate()?.written.is_empty());
    }
    Ok(())
}
"""

TYPIFY = """prettyplease = "0.2"
serde_json = "1"
syn = "2"
typify = { version = "0.8", default-features = false }
"""

TYPIFY_MAIN = """
fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let schema = serde_json::from_str(&std::fs::read_to_string(&arguments[0])?)?;
    let mut types = typify::TypeSpace::new(&typify::TypeSpaceSettings::default());
    types.add_root_schema(schema)?;
    std::fs::create_dir_all(&arguments[1])?;
    let code = prettyplease::unparse(&syn::parse2(types.to_stream())?);
    Ok(std::fs::write(std::path::Path::new(&arguments[1]).join("tables.rs"), code)?)
}
"""

# What is run: the program, its input, and what else it is told.
OURS = "earlybound, pages to files"
WORKS = {
    OURS: ("earlybound_files", "pages", []),
    "earlybound, reading alone": ("earlybound_files", "pages", ["read"]),
    "typify, with choices": ("typify_files", "choices.json", []),
    "typify, types alone": ("typify_files", "plain.json", []),
    "typify, with choices and lengths": ("typify_files", "limited.json", []),
}

# The folder of a profile's programs, and what Cargo is told.
PROFILES = {"release": ["--release"], "debug": []}


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--rounds", type=int, default=5)
    arguments.add_argument("pages", nargs="?", type=Path, default=default_pages())
    arguments = arguments.parse_args()
    tables = write_programs(arguments.pages)
    print(f"{tables} tables of {arguments.pages.name}, best of {arguments.rounds} rounds\n")
    best = {profile: measure(profile, arguments.pages.resolve(), arguments.rounds) for profile in PROFILES}
    print(f"{'':34}{'release, s':>12}{'ratio':>8}{'opt-level 0, s':>16}{'ratio':>8}")
    for name in WORKS:
        cells = [(best[profile][name], best[profile][OURS] / best[profile][name]) for profile in PROFILES]
        (release, its_ratio), (debug, ratio) = cells
        print(f"{name:34}{release:12.2f}{its_ratio:8.2f}{debug:16.2f}{ratio:8.2f}")


def write_programs(pages):
    """Writes both programs and typify's inputs; returns how many tables there are."""
    programs = [("earlybound_files", EARLYBOUND, EARLYBOUND_MAIN), ("typify_files", TYPIFY, TYPIFY_MAIN)]
    for name, dependencies, main in programs:
        (WORK / name / "src").mkdir(parents=True, exist_ok=True)
        (WORK / name / "Cargo.toml").write_text(MANIFEST.format(name=name, dependencies=dependencies))
        (WORK / name / "src" / "main.rs").write_text(main)
    (WORK / "Cargo.toml").write_text(WORKSPACE)
    tables = model(pages)
    for name, limits in [("plain", []), ("choices", ["choices"]), ("limited", ["choices", "lengths"])]:
        (WORK / f"{name}.json").write_text(json_schema_of(tables, limits))
    return len(tables)


def measure(profile, pages, rounds):
    """Builds the programs with a profile and runs them in turns; returns the best seconds of each."""
    environment = {**os.environ, "CARGO_TARGET_DIR": str(WORK / "target")}
    subprocess.run(["cargo", "build", "--quiet", *PROFILES[profile]], cwd=WORK, env=environment, check=True)
    best = dict.fromkeys(WORKS, float("inf"))
    for _ in range(rounds):
        for name, (program, source, more) in WORKS.items():
            shutil.rmtree(WORK / "out", ignore_errors=True)
            source = pages if source == "pages" else WORK / source
            command = [WORK / "target" / profile / program, source, WORK / "out", *more]
            best[name] = min(best[name], seconds(command))
    return best


def seconds(command):
    """Runs a program; returns seconds of processor time."""
    _, status, usage = os.wait4(subprocess.Popen(command).pid, 0)
    if status != 0:
        sys.exit(f"{command[0]} failed")
    return usage.ru_utime + usage.ru_stime


if __name__ == "__main__":
    main()
