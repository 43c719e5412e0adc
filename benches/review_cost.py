#!/usr/bin/env python3
"""What generated code costs its reviewers: how long a file is, and what a new column changes.

    benches/review_cost.py [TABLE]...

Generates the shipped reference before and after the page of each TABLE (default: all that have a page of Customer
Engagement) gains a column that sorts before all others. Prints lines of the table's file, and how many lines of all
files are added and removed.
"""

import argparse
import re
import shutil
import subprocess
from pathlib import Path

from tables import ROOT, earlybound

WORK = ROOT / "target" / "review-cost"
REFERENCE = ROOT / "schema" / "reference"
PAGES = "customerengagement"

SECTION = """### <a name="BKMK_AAA"></a> AAA

|Property|Value|
|---|---|
|Description||
|DisplayName|**First of All**|
|IsValidForForm|True|
|IsValidForRead|True|
|LogicalName|`aaa`|
|RequiredLevel|None|
|Type|String|
|FormatName|Text|
|IsLocalizable|False|
|MaxLength|20|

"""


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("tables", nargs="*", metavar="TABLE")
    tables = arguments.parse_args().tables or sorted(page.stem for page in (REFERENCE / PAGES).glob("*.md"))
    shutil.rmtree(WORK, ignore_errors=True)
    earlybound("generate", REFERENCE, "--out", WORK / "before")
    print(f"{'one more column':24}{'file, lines':>12}{'added':>8}{'removed':>8}")
    for table in tables:
        lines = len((WORK / "before" / f"{table}.rs").read_text().splitlines())
        print(f"{table:24}{lines:12}{''.join(f'{count:8}' for count in changed(table))}", flush=True)


def changed(table):
    """Lines that are added to and removed from all files if the table gains a column."""
    for folder in ("reference", "after"):
        shutil.rmtree(WORK / folder, ignore_errors=True)
    shutil.copytree(REFERENCE, WORK / "reference")
    page = WORK / "reference" / PAGES / f"{table}.md"
    page.write_text(with_column(page.read_text()))
    earlybound("generate", WORK / "reference", "--out", WORK / "after")
    # Headers name the folders of the run.
    for file in (WORK / "after").glob("*.rs"):
        text = file.read_text().replace(str(WORK / "reference"), str(REFERENCE))
        file.write_text(text.replace(str(WORK / "after"), str(WORK / "before")))
    command = ["git", "diff", "--no-index", "--numstat", "before", "after"]
    stat = subprocess.run(command, cwd=WORK, capture_output=True, text=True).stdout
    counts = [line.split()[:2] for line in stat.splitlines() if ".rs" in line]
    return sum(int(added) for added, _ in counts), sum(int(removed) for _, removed in counts)


def with_column(page):
    """A page with one more column, both in its list of columns and as a section, before all others."""
    page = re.sub(r"^- \[", "- [AAA](#BKMK_AAA)\n- [", page, count=1, flags=re.M)
    return re.sub(r"^### <a", SECTION.replace("\\", r"\\") + "### <a", page, count=1, flags=re.M)


if __name__ == "__main__":
    main()
