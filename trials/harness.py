"""Trials: how they are counted, and the folder in which each happens."""

import shutil
import subprocess
import tempfile
from pathlib import Path

TRIALS = {}


def trial(function):
    TRIALS[function.__name__] = function
    return function


class Count:
    """What was tried, and what went wrong."""

    def __init__(self):
        self.tried = 0
        self.failures = []

    def check(self, is_good, what):
        self.tried += 1
        if not is_good:
            self.failures.append(what)


class Place:
    """A folder of its own, and the command in it."""

    def __init__(self, binary):
        self.binary = binary
        self.folder = Path(tempfile.mkdtemp(prefix="earlybound-trials-"))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for path in [self.folder, *self.folder.rglob("*")]:
            if path.is_dir() and not path.is_symlink():
                path.chmod(0o755)
        shutil.rmtree(self.folder)

    def open_to_others(self):
        """Lets other users read the folder, and run the command."""
        self.folder.chmod(0o755)
        self.binary = shutil.copy(self.binary, self.folder)

    def write(self, name, text):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", errors="surrogatepass") if isinstance(text, str) else path.write_bytes(text)

    def start(self, *arguments, **options):
        options.setdefault("stdout", subprocess.DEVNULL)
        options.setdefault("stderr", subprocess.PIPE)
        return subprocess.Popen([self.binary, *arguments], cwd=self.folder, stdin=subprocess.DEVNULL, **options)

    def run(self, *arguments, timeout=120, **options):
        process = self.start(*arguments, **options)
        try:
            _, errors = process.communicate(timeout=timeout)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            return None, "it hangs"
        return process.returncode, (errors or b"").decode(errors="replace")

    def files(self, name):
        """The files of a folder, without the first line of each, which tells the command."""
        root = self.folder / name
        found = {}
        for path in root.rglob("*"):
            if path.is_file():
                found[str(path.relative_to(root))] = path.read_bytes().split(b"\n", 1)[-1]
        return found
