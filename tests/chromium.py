"""The Chromium that browser tests drive: found, or fetched where that is easy.

`python -m tests.chromium` sees to one before the tests run. It needs nothing but Python, and
it fails only where a missing browser must not pass unnoticed: in CI.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

COMMANDS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
HOW_TO_GET_ONE = (
    "Browser tests need Chromium: install it, or run `.venv/bin/python -m playwright install "
    "chromium`, or name one: CHROMIUM=/path/to/chrome make test."
)
PLAYWRIGHTS_FOLDERS = (
    Path(".cache/ms-playwright"),  # Linux
    Path("Library/Caches/ms-playwright"),  # macOS
)
PLAYWRIGHTS_BINARIES = (
    "chromium-*/chrome-linux*/chrome",
    "chromium-*/chrome-mac*/Chromium.app/Contents/MacOS/Chromium",
    "chromium-*/chrome-mac*/*/Contents/MacOS/Google Chrome for Testing",
)


def find_chromium() -> str | None:
    """Return the path of a Chromium, or None; the one that CHROMIUM names goes first."""
    if named := os.environ.get("CHROMIUM"):
        return shutil.which(named)
    installed = (shutil.which(command) for command in COMMANDS)
    return next(filter(None, installed), None) or _playwrights_own()


def must_be_there() -> bool:
    """Tell whether a missing browser is a failure here, and not a reason to skip."""
    return os.environ.get("CI") == "true"


def see_to_chromium() -> int:
    """Find or install a Chromium; return the exit code that says whether tests may start."""
    if find_chromium() is None and _may_install():
        _install()
    if find_chromium() is not None:
        return 0
    print(HOW_TO_GET_ONE, file=sys.stderr)
    return 1 if must_be_there() else 0


def _playwrights_own() -> str | None:
    named = os.environ.get("PLAYWRIGHT_BROWSERS_PATH")
    folders = [Path(named)] if named else [Path.home() / folder for folder in PLAYWRIGHTS_FOLDERS]
    found = [
        path for folder in folders for name in PLAYWRIGHTS_BINARIES for path in folder.glob(name)
    ]
    return str(max(found)) if found else None


def _may_install() -> bool:
    as_root = hasattr(os, "geteuid") and os.geteuid() == 0
    return as_root and "CHROMIUM" not in os.environ and shutil.which("apt-get") is not None


def _install() -> None:
    print("Installing Debian's chromium for the browser tests, once...", file=sys.stderr)
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    # Without a font of its own a bare machine draws every letter as an empty box.
    wanted = ["chromium", "fonts-dejavu-core"]
    for command in (["update"], ["install", "--yes", "--no-install-recommends", *wanted]):
        done = subprocess.run(
            ["apt-get", "-qq", *command],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=sys.stderr,
            check=False,
        )
        if done.returncode != 0:
            print(f"apt-get {command[0]} failed.", file=sys.stderr)
            return


if __name__ == "__main__":
    sys.exit(see_to_chromium())
