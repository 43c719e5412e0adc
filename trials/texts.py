"""Trials of hostile texts."""

import os
import random
import shutil
import subprocess

from harness import Place, trial
from inputs import HOSTILE, INPUTS, PAYLOADS, page


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
