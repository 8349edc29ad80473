"""The Chromium that browser tests drive: found, or fetched where that is easy.

`python -m tests.chromium` sees to one before the tests run. It needs nothing but Python, and
it fails only where a missing browser must not pass unnoticed: in CI.
"""

import os
import shutil
import sys
from pathlib import Path

from tests.debian import install, may_install, must_be_there

# First the one without a window: it is the same browser, and starts a page in half the time.
COMMANDS = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)
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


def see_to_chromium() -> int:
    """Find or install a Chromium; return the exit code that says whether tests may start."""
    for package in ("chromium-headless-shell", "chromium"):  # older Debians lack the first
        if find_chromium() is None and may_install("CHROMIUM"):
            # Without a font of its own a bare machine draws every letter as an empty box.
            install("the browser tests", package, "fonts-dejavu-core")
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


if __name__ == "__main__":
    sys.exit(see_to_chromium())
