#!/usr/bin/env python3
"""Holds requests and rows against parsers and clients that nobody here wrote.

Usage: python3 trials/foreign/run.py BINARY [--folder FOLDER]

BINARY is the example `foreign`. The parsers (`odata-query`, `odata-v4-parser`) and the clients (Microsoft's
`PowerPlatform-Dataverse-Client`, `dynamics-web-api`) are installed into FOLDER, if a registry has them; what cannot be
installed is skipped with a message. Exits with 1 if anything differs.
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
PYTHON = ["odata-query==0.10.0", "PowerPlatform-Dataverse-Client==1.1.0"]
NODE = ["odata-v4-parser@0.1.29", "dynamics-web-api@2.5.0"]
INSTALL_SECONDS = 180
RUN_SECONDS = 120

# Rows as clients send them: a value of every type, and texts that mean something to somebody.
ROWS = [
    ("accounts", {
        "name": "O'Brien & \"Söhne\" <100%> 日本語 🦀\\",
        "description": "two\nlines\tand a tab",
        "accountcategorycode": 1,
        "address1_latitude": 47.63958,
        "creditonhold": True,
        "numberofemployees": 2147483,
        "revenue": 5000000.12,
        "lastonholdtime": "2016-09-28T22:57:53Z",
        "primarycontactid@odata.bind": "/contacts(00000000-0000-0000-0000-000000000007)",
    }),
    ("accounts", {"name": "", "creditonhold": False, "address1_latitude": -90, "revenue": 0, "numberofemployees": 0}),
    ("contacts", {
        "firstname": "Ada",
        "birthdate": "1815-12-10",
        "haschildrencode": 1,
        "parentcustomerid_account@odata.bind": "/accounts(00000000-0000-0000-0000-000000000001)",
    }),
    ("msdyn_ocliveworkitems", {"subject": "a'b", "msdyn_channel": "192350000,192370000", "prioritycode": 2}),
]


def installed_python(folder):
    """The interpreter with the packages, or None."""
    python = folder / "venv" / "bin" / "python"
    if not python.exists():
        venv.create(folder / "venv", with_pip=True)
    command = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *PYTHON]
    return python if runs(command, INSTALL_SECONDS) else None


def installed_node(folder):
    """The folder with the packages, or None."""
    if not (shutil.which("node") and shutil.which("npm")):
        return None
    modules = folder / "node"
    modules.mkdir(exist_ok=True)
    command = ["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", modules, *NODE]
    return modules if runs(command, INSTALL_SECONDS) else None


def runs(command, seconds):
    try:
        return subprocess.run(command, timeout=seconds, capture_output=True).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def passed(command, **options):
    try:
        return subprocess.run(command, timeout=RUN_SECONDS, **options).returncode == 0
    except subprocess.TimeoutExpired:
        print(f"no end after {RUN_SECONDS} s: {command[1]}", file=sys.stderr)
        return False


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("binary")
    arguments.add_argument("--folder", type=Path)
    arguments = arguments.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = arguments.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        return run(arguments.binary, folder, Path(temporary))


def run(binary, folder, temporary):
    python, node = installed_python(folder), installed_node(folder)
    urls, rows = temporary / "urls", temporary / "rows.json"
    urls.write_bytes(subprocess.run([binary, "urls"], check=True, capture_output=True).stdout)
    rows.write_text(json.dumps(ROWS))

    outcomes = []
    if python is None:
        print("skipped: odata-query and Microsoft's client for Python cannot be installed")
    if node is None:
        print("skipped: odata-v4-parser and dynamics-web-api cannot be installed")
    if python is not None:
        outcomes.append(passed([python, HERE / "urls.py", urls]))
        outcomes.append(served(binary, lambda port: [python, HERE / "client.py", port, rows]))
    if node is not None:
        environment = {"NODE_PATH": str(node / "node_modules"), "PATH": "/usr/local/bin:/usr/bin:/bin"}
        outcomes.append(passed(["node", HERE / "urls.js", urls], env=environment))
        outcomes.append(served(binary, lambda port: ["node", HERE / "client.js", port, rows], env=environment))
    return 0 if all(outcomes) else 1


def served(binary, command, **options):
    """Runs a client against a server of its own."""
    server = subprocess.Popen([binary, "serve"], stdout=subprocess.PIPE, text=True)
    try:
        return passed(command(server.stdout.readline().strip()), **options)
    finally:
        server.kill()
        server.wait()


if __name__ == "__main__":
    sys.exit(main())
