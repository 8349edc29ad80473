"""The PostgreSQL for the tests is found, or fetched, or asked for in one line."""

import os
from pathlib import Path

import pytest

from tests import postgres
from tests.postgres import HOW_TO_GET_ONE, find_postgres, see_to_postgres

INSTALLS_POSTGRES = """#!/bin/sh
echo "$@" >> "{folder}/apt-get.log"
case "$*" in *install*) /bin/touch "{folder}/initdb" "{folder}/postgres" ;; esac
"""
FAILS = """#!/bin/sh
exit 100
"""

needs_root = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may install packages"
)


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a machine without PostgreSQL, whose commands are what is put in one folder."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(postgres, "FOLDERS", (f"{tmp_path}/",))
    monkeypatch.delenv("POSTGRES", raising=False)
    monkeypatch.delenv("CI", raising=False)
    return tmp_path


def has_apt_get(folder: Path, script: str) -> None:
    command = folder / "apt-get"
    command.write_text(script.format(folder=folder))
    command.chmod(0o755)


def has_postgres(folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    for binary in ("initdb", "postgres"):
        (folder / binary).touch(mode=0o755)
    return folder


def test_the_folder_that_postgres_names_goes_first(
    bare: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    has_postgres(bare)
    named = has_postgres(bare / "mine")
    monkeypatch.setenv("POSTGRES", str(named))

    assert find_postgres() == named


def test_a_folder_without_a_server_is_none(bare: Path) -> None:
    (bare / "initdb").touch()

    assert find_postgres() is None


@needs_root
def test_root_with_apt_get_installs_debians_postgresql(bare: Path) -> None:
    has_apt_get(bare, INSTALLS_POSTGRES)

    assert see_to_postgres() == 0

    assert (bare / "apt-get.log").read_text().splitlines() == [
        "-qq update",
        "-qq install --yes --no-install-recommends postgresql",
    ]


@needs_root
def test_an_install_that_fails_says_what_to_do(
    bare: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    has_apt_get(bare, FAILS)

    assert see_to_postgres() == 0

    assert capfd.readouterr().err.splitlines()[-2:] == ["apt-get update failed.", HOW_TO_GET_ONE]


@pytest.mark.usefixtures("bare")
@pytest.mark.parametrize(("ci", "code"), [("", 0), ("true", 1)])
def test_without_a_server_one_line_says_how_to_get_one_and_ci_fails(
    ci: str, code: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CI", ci)

    assert see_to_postgres() == code

    assert capsys.readouterr().err == f"{HOW_TO_GET_ONE}\n"
