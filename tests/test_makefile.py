"""The commands a newcomer types: what they install, and how they refuse."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.serving import ROOT

OLD = """#!/bin/sh
case "$1" in -V) echo "Python 3.9.2" ;; *) exit 1 ;; esac
"""
WITHOUT_VENV = """#!/bin/sh
case "$2" in *ensurepip*) exit 1 ;; esac
"""
# Makes a .venv whose python only writes down what it is asked to do.
RECORDING = """#!/bin/sh
echo "$@" >> asked
case "$*" in
  *"-m venv --clear"*) rm -rf .venv && mkdir -p .venv/bin && cp "$0" .venv/bin/python ;;
esac
"""
# Sees nothing of what was installed for the Python before it.
EMPTY = """#!/bin/sh
case "$*" in *"import pip"*) exit 1 ;; esac
"""


class Newcomer:
    """Someone with this Makefile, the requirements, and a Python of some kind."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name in ("Makefile", "requirements.txt", "requirements-dev.txt"):
            shutil.copy(ROOT / name, folder)

    def has_python(self, script: str) -> None:
        python = self.folder / "python"
        python.write_text(script)
        python.chmod(0o755)

    def types(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["make", *words, "PYTHON=./python"],
            cwd=self.folder,
            env={"PATH": os.environ["PATH"]},  # not as a part of the make that runs the tests
            capture_output=True,
            text=True,
            check=False,
        )

    def upgrades_python(self, *, leaves_another: bool) -> None:
        inside = self.folder / ".venv/bin/python"
        inside.unlink()
        inside.symlink_to("another" if leaves_another else "/usr/bin/python-no-longer-there")
        if leaves_another:
            another = inside.with_name("another")
            another.write_text(EMPTY)
            another.chmod(0o755)

    @property
    def installed(self) -> list[str]:
        return [line.split(" -r ")[1] for line in self.asked if "pip install" in line]

    @property
    def asked(self) -> list[str]:
        return (self.folder / "asked").read_text().splitlines()


@pytest.fixture
def newcomer(tmp_path: Path) -> Newcomer:
    return Newcomer(tmp_path)


@pytest.mark.parametrize(
    ("python", "sentence"),
    [
        (OLD, "This needs Python 3.11 or newer, but ./python is Python 3.9.2."),
        (WITHOUT_VENV, "Python's venv module is missing:"),
    ],
)
def test_a_python_that_will_not_do_gets_one_clear_sentence(
    newcomer: Newcomer, python: str, sentence: str
) -> None:
    newcomer.has_python(python)

    done = newcomer.types("run")

    assert done.returncode != 0
    assert len(done.stdout.splitlines()) == 1
    assert done.stdout.startswith(sentence)
    assert not (newcomer.folder / ".venv").exists()


def test_no_python_at_all_gets_one_clear_sentence(newcomer: Newcomer) -> None:
    done = newcomer.types("run")

    assert done.stdout.startswith("No ./python here: install Python 3.11 or newer")


def test_the_second_start_installs_nothing(newcomer: Newcomer) -> None:
    newcomer.has_python(RECORDING)

    newcomer.types("run")
    newcomer.types("run")

    assert newcomer.installed == ["requirements.txt"]


def test_every_folder_is_watched_wherever_the_clone_lies(tmp_path: Path) -> None:
    clone = tmp_path / "a folder of mine"
    clone.mkdir()
    newcomer = Newcomer(clone)
    newcomer.has_python(RECORDING)

    newcomer.types("dev")

    (started,) = (line for line in newcomer.asked if "streamlit run" in line)
    watched = re.findall(r"--server.folderWatchList=(\S+)", started)
    assert watched == ["lifecycle", "quizzes", "classroom", "pages", "ui"]
    assert all((ROOT / name).is_dir() for name in watched)


def test_the_tests_need_one_install_and_the_app_then_none(newcomer: Newcomer) -> None:
    newcomer.has_python(RECORDING)

    newcomer.types("test")
    newcomer.types("run")
    newcomer.types("check")

    assert newcomer.installed == ["requirements-dev.txt"]


@pytest.mark.parametrize("leaves_another", [False, True])
@pytest.mark.parametrize(
    ("word", "requirements"), [("run", "requirements.txt"), ("test", "requirements-dev.txt")]
)
def test_an_upgraded_python_gets_everything_again_before_it_is_used(
    newcomer: Newcomer, word: str, requirements: str, *, leaves_another: bool
) -> None:
    newcomer.has_python(RECORDING)
    newcomer.types(word)
    newcomer.upgrades_python(leaves_another=leaves_another)

    newcomer.types(word)

    assert newcomer.installed == [requirements] * 2


def test_a_plain_make_lists_the_commands(newcomer: Newcomer) -> None:
    done = newcomer.types()

    listed = [line.split()[1] for line in done.stdout.splitlines()]
    assert listed == ["help", "run", "dev", "test", "lint", "check", "bench", "media"]
