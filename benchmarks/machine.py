"""Where it was measured: the machine and the versions that matter."""

import os
import platform
import subprocess
from importlib.metadata import version
from pathlib import Path

from tests.chromium import find_chromium
from tests.postgres import find_postgres


def here() -> dict[str, str]:
    """Describe this machine and what is installed, for the head of a report."""
    return {
        "machine": f"{os.cpu_count()} cores, {_processor()}, {_memory()}",
        "load before": _load(),
        "Python": platform.python_version(),
        "Streamlit": version("streamlit"),
        "Chromium": _chromium(),
        "PostgreSQL": _postgres(),
    }


def _processor() -> str:
    for line in _lines("/proc/cpuinfo"):
        name, _, value = line.partition(":")
        if name.strip() == "model name":
            return value.strip()
    return platform.processor() or platform.machine()


def _memory() -> str:
    for line in _lines("/proc/meminfo"):
        name, _, value = line.partition(":")
        if name == "MemTotal":
            return f"{int(value.split()[0]) / 1024**2:.0f} GB"
    return "memory unknown"


def _load() -> str:
    """Say how busy the machine is, because that is the first thing to doubt."""
    return f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"


def _chromium() -> str:
    path = find_chromium()
    return _version(path).removeprefix("Chromium ") if path else "none"


def _postgres() -> str:
    folder = find_postgres()
    if folder is None:
        return "none found, so nothing is stored in one (python -m tests.postgres sees to it)"
    return _version(str(folder / "postgres")).removeprefix("postgres (PostgreSQL) ")


def _version(program: str) -> str:
    done = subprocess.run([program, "--version"], capture_output=True, text=True, check=False)
    return done.stdout.strip() or "unknown"


def _lines(file: str) -> list[str]:
    path = Path(file)
    return path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
