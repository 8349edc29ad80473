"""What the tests need besides Python, fetched from Debian where that is easy."""

import os
import shutil
import subprocess
import sys


def is_root() -> bool:
    """Tell whether this user may do everything."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def must_be_there() -> bool:
    """Tell whether something missing is a failure here, and not a reason to skip."""
    return os.environ.get("CI") == "true"


def may_install(variable: str) -> bool:
    """Tell whether packages can be installed; not if a variable names what to use instead."""
    return is_root() and variable not in os.environ and shutil.which("apt-get") is not None


def install(purpose: str, *packages: str) -> None:
    """Install Debian's packages, and say so."""
    print(f"Installing Debian's {packages[0]} for {purpose}, once...", file=sys.stderr)
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "--yes", "--no-install-recommends", *packages]):
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
