"""The browser for the tests is found, or fetched, or asked for in one line."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.chromium import HOW_TO_GET_ONE, find_chromium
from tests.serving import ROOT

INSTALLS_CHROMIUM = """#!/bin/sh
echo "$@" >> "{log}"
for package; do
  case "$package" in
    chromium*) printf '#!/bin/sh\\n' > "{folder}/$package"; /bin/chmod +x "{folder}/$package" ;;
  esac
done
"""
KNOWS_NO_SHELL = """#!/bin/sh
case "$*" in *headless-shell*) exit 100 ;; esac
""" + INSTALLS_CHROMIUM.removeprefix("#!/bin/sh\n")
FAILS = """#!/bin/sh
echo "$@" >> "{log}"
exit 100
"""

needs_root = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may install packages"
)


class Machine:
    """A machine whose PATH is one folder, so that only what is put there exists."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.log = folder / "apt-get.log"

    def has(self, command: str, script: str = "#!/bin/sh\n") -> Path:
        path = self.folder / command
        path.write_text(script.format(log=self.log, folder=self.folder))
        path.chmod(0o755)
        return path

    def sees_to_chromium(self, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "tests.chromium"],
            cwd=ROOT,
            env={"PATH": str(self.folder), "HOME": str(self.folder), **environment},
            capture_output=True,
            text=True,
            check=False,
        )

    @property
    def asked_of_apt(self) -> list[str]:
        return self.log.read_text().splitlines() if self.log.exists() else []


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def test_the_browser_that_chromium_names_goes_first(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    machine.has("chromium")
    named = machine.has("my-own-chrome")
    monkeypatch.setenv("PATH", str(machine.folder))
    monkeypatch.setenv("CHROMIUM", str(named))

    found = find_chromium()

    assert found == str(named)


def test_a_name_that_leads_nowhere_is_not_replaced_by_another_browser(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    machine.has("chromium")
    monkeypatch.setenv("PATH", str(machine.folder))
    monkeypatch.setenv("CHROMIUM", "/no/such/browser")

    assert find_chromium() is None


@pytest.mark.parametrize(
    "command", ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"]
)
def test_an_installed_browser_is_found_by_any_of_its_names(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    browser = machine.has(command)
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(machine.folder))

    assert find_chromium() == str(browser)


def test_the_newest_of_playwrights_own_browsers_is_found(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    for build in ("1180", "1195"):
        binary = machine.folder / f"chromium-{build}" / "chrome-linux" / "chrome"
        binary.parent.mkdir(parents=True)
        binary.touch()
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(machine.folder))
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(machine.folder))

    assert find_chromium() == str(machine.folder / "chromium-1195" / "chrome-linux" / "chrome")


def test_with_a_browser_there_is_nothing_to_do_and_nothing_to_say(machine: Machine) -> None:
    machine.has("chromium")
    machine.has("apt-get", INSTALLS_CHROMIUM)

    done = machine.sees_to_chromium(CI="true")

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert machine.asked_of_apt == []


@needs_root
def test_root_with_apt_get_installs_debians_chromium_and_a_font(machine: Machine) -> None:
    machine.has("apt-get", INSTALLS_CHROMIUM)

    done = machine.sees_to_chromium(CI="true")

    assert done.returncode == 0
    assert machine.asked_of_apt == [
        "-qq update",
        "-qq install --yes --no-install-recommends chromium-headless-shell fonts-dejavu-core",
    ]


@needs_root
def test_where_debian_has_no_browser_without_a_window_the_whole_one_is_installed(
    machine: Machine,
) -> None:
    machine.has("apt-get", KNOWS_NO_SHELL)

    done = machine.sees_to_chromium(CI="true")

    assert done.returncode == 0
    assert machine.asked_of_apt[-1].endswith(" chromium fonts-dejavu-core")


@needs_root
def test_an_install_that_fails_in_ci_is_a_failure_that_says_what_to_do(machine: Machine) -> None:
    machine.has("apt-get", FAILS)

    done = machine.sees_to_chromium(CI="true")

    assert done.returncode == 1
    assert done.stderr.splitlines()[-2:] == ["apt-get update failed.", HOW_TO_GET_ONE]
    assert set(machine.asked_of_apt) == {"-qq update"}


def test_without_apt_get_one_line_says_how_to_get_a_browser(machine: Machine) -> None:
    done = machine.sees_to_chromium()

    assert done.returncode == 0
    assert done.stderr.splitlines() == [HOW_TO_GET_ONE]


def test_without_a_browser_ci_fails(machine: Machine) -> None:
    assert machine.sees_to_chromium(CI="true").returncode == 1


@pytest.mark.parametrize(("ci", "outcome"), [("", "1 skipped"), ("true", "1 error")])
def test_without_a_browser_its_tests_are_skipped_here_and_fail_in_ci(
    machine: Machine, ci: str, outcome: str
) -> None:
    promise = machine.folder / "test_promise.py"
    promise.write_text("import pytest\n@pytest.mark.browser\ndef test_it() -> None: ...\n")
    command = [sys.executable, "-m", "pytest", "-p", "tests.conftest", str(promise)]

    done = subprocess.run(
        [*command, "-q", f"--rootdir={ROOT}", f"--config-file={ROOT / 'pyproject.toml'}"],
        cwd=ROOT,
        env={"PATH": str(machine.folder), "HOME": str(machine.folder), "CI": ci},
        capture_output=True,
        text=True,
        check=False,
    )

    assert outcome in done.stdout
    assert HOW_TO_GET_ONE in done.stdout
