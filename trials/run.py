#!/usr/bin/env python3
"""Trials of the command against faults, hostile input and other people's files.

Usage: python3 trials/run.py BINARY [--runs N] [--seed N] [TRIAL...]

Each trial prints how often it was tried and how often it failed; the script exits with 1 if any failed. `--runs` is how
often a trial is repeated (100 unless set); without names, all trials run. Everything happens in a temporary folder.
"""

import argparse
import os
import random
import sys
import time

import disk
import growth
import names
import texts
from harness import TRIALS, Count


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
