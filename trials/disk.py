"""Trials of what is on the disk: killed and simultaneous processes, lack of room, and files of others."""

import contextlib
import errno
import os
import random
import resource
import shutil
import signal
import socket
import stat
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

from harness import Place, trial
from inputs import page
from organization import organization

WRITERS = ["generate", "render", "explore", "schema", "lock", "pull"]


class Writers:
    """Two references that differ, and the commands that write something of them to the folder `out`."""

    def __init__(self, place, organizations):
        self.place = place
        self.organizations = organizations
        os.environ["EARLYBOUND_TOKEN"] = "a-token"
        for number in range(30):
            place.write(f"a/t{number}.md", page(f"t{number}", 20))
            if number % 2:
                place.write(f"b/t{number}.md", page(f"t{number}", 25))
        self.expected = {}
        for command in WRITERS:
            for pages in "ab":
                self.clear()
                self.run(command, pages)
                self.expected[command, pages] = place.files("out")
        self.clear()

    def clear(self):
        shutil.rmtree(self.place.folder / "out", ignore_errors=True)

    def arguments(self, command, pages):
        match command:
            case "explore":
                return [command, pages, "--out", "out/x.html"]
            case "schema":
                return [command, "--out", "out"]
            case "lock":
                # It writes beside the pages.
                shutil.copytree(self.place.folder / pages, self.place.folder / "out", dirs_exist_ok=True)
                return [command, "out"]
            case "pull":
                return [command, self.organizations[pages], "--table", "t*", "--out", "out"]
            case _:
                return [command, pages, "--out", "out"]

    def start(self, command, pages, **options):
        return self.place.start(*self.arguments(command, pages), **options)

    def run(self, command, pages, **options):
        return self.place.run(*self.arguments(command, pages), **options)


@contextmanager
def writers(binary):
    tables = [f"t{number}" for number in range(30)]
    with Place(binary) as place, organization(tables, 20) as a, organization(tables[1::2], 25) as b:
        yield Writers(place, {"a": a, "b": b})


def leftovers(files):
    return [name for name in files if os.path.basename(name).startswith(".")]


def check_whole(of, command, before, count, what):
    """Each file is the old or the new one, whatever happened; returns the files that there are."""
    after, goal = of.place.files("out"), of.expected[command, "a"]
    torn = [n for n in set(after) - set(leftovers(after)) if after[n] not in (goal.get(n), before.get(n))]
    count.check(not torn, f"{what} torn: {torn[:3]}")
    return after


def check_healed(of, command, outcome, count, what):
    """The run with that outcome left the new files, and nothing beside them."""
    (code, errors), goal = outcome, of.expected[command, "a"]
    healed = of.place.files("out")
    good = code == 0 and not leftovers(healed) and all(healed.get(n) == goal[n] for n in goal)
    count.check(good, f"{what} not healed: {code} {errors[-200:]} {leftovers(healed)}")


@trial
def killed(binary, runs, count):
    """`kill -9` at random moments: no file is torn, and the next run heals what is left."""
    with writers(binary) as of:
        for run in range(runs):
            command = WRITERS[run // 2 % len(WRITERS)]
            of.clear()
            if run % 2:
                # Names of what is gone are kept: those of other pages would be there for good.
                of.run(command, "a" if command == "lock" else "b")
            before = of.place.files("out")
            process = of.start(command, "a", stderr=subprocess.DEVNULL)
            time.sleep(random.random() * 0.12)
            process.kill()
            process.wait()
            check_whole(of, command, before, count, command)
            check_healed(of, command, of.run(command, "a"), count, command)


@trial
def at_once(binary, runs, count):
    """Several processes in one folder: all succeed, and the files are those of one of them."""
    with writers(binary) as of:
        for run in range(max(runs // 5, 1)):
            # Pages of others are no business of `render`, and `lock` has one place for one reference.
            command = WRITERS[run // 2 % len(WRITERS)]
            of.clear()
            if run % 2:
                of.run(command, "a")
            mixes = ["aa", "aaa"] if command in ("render", "lock") else ["ab", "aab", "bb", "abab"]
            processes = [of.start(command, pages) for pages in random.choice(mixes)]
            for process in processes:
                errors = process.communicate()[1]
                count.check(process.returncode == 0, f"{command}: {errors[-200:]}")
            files = of.place.files("out")
            count.check(files in (of.expected[command, "a"], of.expected[command, "b"]), f"{command} mixed: {sorted(files)[:4]}")


@trial
def no_room(binary, runs, count):
    """A full disk, by a limit on the size of files: an error, and the files of before."""
    with writers(binary) as of:
        for command in WRITERS:
            of.clear()
            of.run(command, "a")
            for limit in (0, 1, 500, 5_000):
                def limited(limit=limit):
                    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
                    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)

                arguments = of.arguments(command, "b")
                start = of.place.files("out")
                code, errors = of.place.run(*arguments, preexec_fn=limited)
                after = of.place.files("out")
                same = all(after.get(name) == start[name] for name in set(start) - set(leftovers(start)))
                done = code == 0 and after == of.expected[command, "b"]
                same = same or done
                count.check(done or code not in (0, None) and "panicked" not in errors, f"{command} {limit}: {code} {errors[-200:]}")
                count.check(same and leftovers(after) in ([], [".earlybound-lock"]), f"{command} {limit}: {leftovers(after)}")


@trial
def small_disk(binary, runs, count):
    """A disk that is full in the middle, where this user may mount one: each file is whole or not there."""
    if os.geteuid() != 0:
        return
    with writers(binary) as of:
        out = of.place.folder / "out"
        for command in [command for command in WRITERS if command != "lock"]:
            for size in (4, 12, 40, 100, 300):
                out.mkdir()
                if subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}k", "tmpfs", out], capture_output=True).returncode:
                    out.rmdir()
                    return
                try:
                    code, errors = of.run(command, "a")
                    found, goal = of.place.files("out"), of.expected[command, "a"]
                    whole = all(found[name] == goal.get(name) for name in found)
                    count.check(whole and (code == 0) == (found == goal), f"{command} {size}: {code} {errors[-200:]} {sorted(found)[:4]}")
                finally:
                    subprocess.run(["umount", out], check=True)
                    out.rmdir()


# What nobody but root can do where the folder `out` and a file in it have these modes.
FORBIDDEN = {
    "add files": (0o555, 0o666),
    "see files": (0o333, 0o666),
    "enter": (0o666, 0o666),
    "read a file": (0o777, 0o222),
}

NOBODY = 65534


@trial
def read_only(binary, runs, count):
    """Folders and files that may not be written to, or not be read: an error that names them, and nothing changes."""
    with writers(binary) as of:
        out = of.place.folder / "out"
        # Nobody keeps root from anything.
        other = {"user": NOBODY, "group": NOBODY, "extra_groups": []} if os.geteuid() == 0 else {}
        of.place.open_to_others()
        for command in WRITERS:
            for what, (folder_mode, file_mode) in FORBIDDEN.items():
                of.clear()
                of.run(command, "b")
                arguments = of.arguments(command, "a")
                file = out / TARGETS[command]
                file.write_text("")
                before = of.place.files("out")
                file.chmod(file_mode)
                out.chmod(folder_mode)
                code, errors = of.place.run(*arguments, **other)
                out.chmod(0o755)
                file.chmod(0o644)
                count.check(code == 1 and "out" in errors and "panicked" not in errors, f"{command} {what}: {code} {errors[-200:]}")
                count.check(of.place.files("out") == before, f"{command} {what}: changed")


# Calls that go wrong, each with an error and how often it goes well before; see `faults.c`.
FATAL = [
    (call, error, good)
    for call, error in [("write", errno.ENOSPC), ("fsync", errno.EIO), ("fsync-folder", errno.EIO), ("rename", errno.EXDEV), ("create", errno.EDQUOT)]
    for good in (0, 1, 7)
] + [("unlink", errno.EROFS, 0), ("open", errno.EMFILE, 5), ("open", errno.EIO, 40), ("stat", errno.EIO, 20), ("rename", errno.EACCES, 0)]

HARMLESS = [
    ("flock", errno.ENOTSUP, 0), ("flock", errno.ENOLCK, 0), ("flock", errno.EINVAL, 0), ("fsync", errno.EINVAL, 0),
    ("fsync-folder", errno.EINVAL, 0), ("fsync-folder", errno.ENOTSUP, 0), ("write", 0, 0), ("write", errno.EINTR, 0),
    ("thread", errno.EAGAIN, 0), ("thread", errno.EAGAIN, 1), ("thread", errno.EAGAIN, 3),
]


def faulty(folder):
    """The environment for commands, but for `FAULT`; `None` where there is no C compiler, or another system."""
    library = folder / "faults.so"
    if sys.platform != "linux" or not shutil.which("cc"):
        print("  skipped: needs a C compiler, on Linux")
        return None
    subprocess.run(["cc", "-shared", "-fPIC", "-o", library, Path(__file__).with_name("faults.c"), "-ldl"], check=True)
    return {**os.environ, "LD_PRELOAD": str(library), "RAYON_NUM_THREADS": "8"}


@trial
def faults(binary, runs, count):
    """Calls of the system that go wrong: an error, whole files, and a next run that heals; file systems that have less
    than others are good enough."""
    with writers(binary) as of:
        environment = faulty(of.place.folder)
        if environment is None:
            return
        for command in WRITERS:
            for fault in random.sample(FATAL + HARMLESS, min(len(FATAL + HARMLESS), runs // 2)):
                of.clear()
                of.run(command, "b")
                (of.place.folder / "out" / TARGETS[command]).write_text("")
                arguments = of.arguments(command, "a")
                before = of.place.files("out")
                code, errors = of.place.run(*arguments, env={**environment, "FAULT": " ".join(map(str, fault))})
                plain = "panicked" not in errors and code == (0 if fault in HARMLESS else code or 0)
                count.check(plain and code in (0, 1), f"{command} {fault}: {code} {errors[-200:]}")
                after = check_whole(of, command, before, count, f"{command} {fault}")
                outcome = of.place.run(*arguments) if code or leftovers(after) else (code, errors)
                check_healed(of, command, outcome, count, f"{command} {fault}")


@trial
def cases(binary, runs, count):
    """A disk that does not tell cases apart, and a file there whose name is written otherwise: it is the same file."""
    with writers(binary) as of:
        environment = faulty(of.place.folder)
        if environment is None:
            return
        out = of.place.folder / "out"
        for command in ("generate", "render", "explore", "schema", "pull"):
            for before in "ab":
                of.clear()
                of.run(command, before)
                file = out / TARGETS[command]
                file.rename(file.with_name(file.name.capitalize()))
                code, errors = of.run(command, "a", env={**environment, "FAULT": "fold"})
                found = {name.lower(): text for name, text in of.place.files("out").items()}
                count.check(code == 0 and all(found.get(name) == text for name, text in of.expected[command, "a"].items()), f"{command} {before}: {code} {errors[-200:]}")


@trial
def dates(binary, runs, count):
    """Files of the past and of the future, and locks and leftovers among them: dates decide nothing."""
    with writers(binary) as of:
        out = of.place.folder / "out"
        for command in WRITERS:
            for year in (1971, 2037, 2200):
                of.clear()
                of.run(command, "b")
                for name in (".earlybound-1-1", ".earlybound-lock", TARGETS[command]):
                    (out / name).write_text("")
                arguments = of.arguments(command, "a")
                when = (year - 1970) * 31_557_600
                for path in of.place.folder.rglob("*"):
                    os.utime(path, (when, when))
                code, errors = of.place.run(*arguments)
                goal, found = of.expected[command, "a"], of.place.files("out")
                good = code == 0 and not leftovers(found) and all(found.get(name) == goal[name] for name in goal)
                count.check(good, f"{command} {year}: {code} {errors[-200:]} {leftovers(found)}")
                dated = {name: (out / name).stat().st_mtime_ns for name in goal}
                code, errors = of.place.run(*arguments)
                count.check(code == 0 and dated == {name: (out / name).stat().st_mtime_ns for name in goal}, f"{command} {year} again")


TARGETS = {
    "generate": "t1.rs", "render": "t1.md", "explore": "x.html", "schema": "table.schema.json", "lock": "earlybound.lock",
    "pull": "t1.table.json",
}

KINDS = ["file", "read-only", "second name", "link", "dangling", "folder", "device", "socket"]


def put(kind, target, precious):
    """Puts something of that kind into the place of a file."""
    match kind:
        case "file" | "read-only":
            target.write_text("precious")
            target.chmod(0o444 if kind == "read-only" else 0o644)
        case "second name":
            os.link(precious, target)
        case "link":
            target.symlink_to(precious)
        case "dangling":
            target.symlink_to(precious.with_name("nowhere"))
        case "folder":
            target.mkdir()
        case "device":
            os.mknod(target, 0o666 | stat.S_IFCHR, os.makedev(1, 3))
        case "socket":
            # Its path may be too long for an address.
            with socket.socket(socket.AF_UNIX) as listening, contextlib.chdir(target.parent):
                listening.bind(target.name)


@trial
def of_others(binary, runs, count):
    """Files of others, links, devices and pipes where a file or a lock is to be written."""
    with writers(binary) as of:
        folder = of.place.folder
        for command in WRITERS:
            for name in (TARGETS[command], ".earlybound-lock"):
                for kind in KINDS:
                    of.clear()
                    of.place.write("precious", "precious")
                    target = folder / "out" / name
                    target.parent.mkdir()
                    try:
                        put(kind, target, folder / "precious")
                    except PermissionError:
                        continue
                    before = target.lstat()
                    code, errors = of.run(command, "a")
                    after = target.lstat() if os.path.lexists(target) else os.lstat(folder)
                    kept = (after.st_ino, after.st_mode) == (before.st_ino, before.st_mode)
                    kept = kept and (folder / "precious").read_text() == "precious" and not (folder / "nowhere").exists()
                    kept = kept and (not stat.S_ISREG(after.st_mode) or target.read_text() == "precious")
                    count.check(kept, f"{command} replaced a {kind} {name}")
                    through = kind == "device" and name != ".earlybound-lock" and command not in ("generate", "lock")
                    count.check((code == 0) == through and "panicked" not in errors, f"{command} {kind} {name}: {code} {errors[-200:]}")


@trial
def endless(binary, runs, count):
    """Inputs without an end are read up to the limit."""
    with Place(binary) as place:
        def limited():
            resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))

        place.write("x", "")
        for path in ("/dev/zero", "/dev/urandom", "/proc/self/mem", "/dev/full", "x/y", "\x1b[31m\u202e"):
            code, errors = place.run("check", path, preexec_fn=limited)
            count.check(code == 1 and "panicked" not in errors and "\x1b" not in errors, f"{path}: {code} {errors[-200:]}")
