"""Trials of large inputs."""

import resource
import time

from harness import Place, trial
from inputs import page


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
