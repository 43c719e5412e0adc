"""Trials of what is on the disk: killed and simultaneous processes, lack of room, and files of others."""

import os
import random
import resource
import shutil
import stat
import subprocess
import time

from harness import Place, trial
from inputs import page

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
