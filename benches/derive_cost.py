#!/usr/bin/env python3
"""What `#[derive(Row)]` costs its users to compile, side by side with `serde::Deserialize` on the same structs.

    benches/derive_cost.py [--rounds N] [--structs N] [--fields N]

Writes three crates with the same structs of columns of `account`: without a derive, with serde's, and with ours. Checks
them in turns, and prints for each the best round: seconds of processor time, and what a struct's derive adds, in
milliseconds.
"""

import argparse
import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WORK = ROOT / "target" / "derive-cost"
SIDES = ("none", "serde", "earlybound")

MANIFEST = """[package]
name = "{side}_cards"
version = "0.1.0"
edition = "2024"

[dependencies]
earlybound = {{ path = "{root}", features = ["derive"] }}
earlybound-generated = {{ path = "{root}/generated" }}
serde = {{ version = "1", features = ["derive"] }}
uuid = {{ version = "1", features = ["serde"] }}
rust_decimal = {{ version = "1", default-features = false, features = ["serde"] }}
jiff = {{ version = "0.2", default-features = false, features = ["alloc", "serde"] }}
"""

# What serde's derive needs of the types of columns. The crate without a derive has it too.
PRELUDE = """#![allow(dead_code, unused_imports)]

use earlybound_generated::account;
use earlybound::{Decimal, Row, Timestamp};
use serde::Deserialize;
"""

TYPES = ("String", "i32", "i64", "f64", "bool", "Decimal", "Timestamp")


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--rounds", type=int, default=5)
    arguments.add_argument("--structs", type=int, default=100)
    arguments.add_argument("--fields", type=int, default=30)
    arguments = arguments.parse_args()
    write_crates(arguments.structs, arguments.fields)
    for side in SIDES:
        check(side)
    best = dict.fromkeys(SIDES, float("inf"))
    for _ in range(arguments.rounds):
        for side in SIDES:
            best[side] = min(best[side], check(side))
    print(f"{arguments.structs} structs of {arguments.fields} fields, best of {arguments.rounds} rounds\n")
    print(f"{'':12}{'cargo check, s':>16}{'derive, ms/struct':>20}")
    added = {side: (best[side] - best["none"]) * 1000 / arguments.structs for side in SIDES}
    for side in SIDES:
        print(f"{side:12}{best[side]:16.2f}{added[side]:20.2f}")
    print(f"\nearlybound / serde: {added['earlybound'] / added['serde']:.2f}")


def write_crates(structs, fields):
    columns = readable_columns()
    for side in SIDES:
        folder = WORK / side
        (folder / "src").mkdir(parents=True, exist_ok=True)
        (folder / "Cargo.toml").write_text(MANIFEST.format(side=side, root=ROOT))
        cards = (card(side, number, columns, fields) for number in range(structs))
        (folder / "src" / "lib.rs").write_text(PRELUDE + "".join(cards))
    members = ", ".join(f'"{side}"' for side in SIDES)
    (WORK / "Cargo.toml").write_text(f'[workspace]\nmembers = [{members}]\nresolver = "3"\n')
    (WORK / "Cargo.lock").write_bytes((ROOT / "Cargo.lock").read_bytes())


def readable_columns():
    """Columns of accounts, with types that serde reads as they are."""
    code = (ROOT / "generated" / "src" / "account.rs").read_text()
    constants = re.findall(r"pub const (\w+): Column<\s*Account,\s*(\w+)([^=]*)> = Column::new", code)
    return [(name.lower(), of) for name, of, rest in constants if of in TYPES and "false>" not in rest]


def card(side, number, columns, fields):
    """A struct with other columns than its neighbours."""
    shown = (columns * 2)[number % len(columns):][:fields]
    body = "".join(f"    {name}: Option<{of}>,\n" for name, of in shown)
    derive = {
        "none": "",
        "serde": "#[derive(Deserialize)]\n",
        "earlybound": "#[derive(Row)]\n#[row(table = account)]\n",
    }
    return f"\n{derive[side]}struct Card{number} {{\n{body}}}\n"


def check(side):
    """Checks a crate, whose dependencies are there after the first time; returns seconds of processor time."""
    (WORK / side / "src" / "lib.rs").touch()
    environment = {**os.environ, "CARGO_INCREMENTAL": "0", "CARGO_TARGET_DIR": str(WORK / "target")}
    command = ["cargo", "check", "--quiet", "--package", f"{side}_cards"]
    _, status, usage = os.wait4(subprocess.Popen(command, cwd=WORK, env=environment).pid, 0)
    if status != 0:
        sys.exit(f"{side}_cards does not compile")
    return usage.ru_utime + usage.ru_stime


if __name__ == "__main__":
    main()
