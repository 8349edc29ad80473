"""What the app imports is pinned, and README.md says why it is there."""

import re
from importlib.metadata import packages_distributions

from tests.import_rules import libraries
from tests.serving import ROOT


def plain(name: str) -> str:
    """Write a package's name as the registries compare it, without its extras."""
    return re.sub(r"[-_.]+", "-", name.partition("[")[0]).lower()


def pinned() -> set[str]:
    """Name what requirements.txt asks for in one version."""
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    return {plain(line.partition("==")[0]) for line in lines if "==" in line}


def test_every_package_that_the_app_imports_is_pinned() -> None:
    owners = packages_distributions()
    imported = {plain(owners[name][0]) for name in libraries(ROOT)}

    assert "scikit-learn" in imported
    assert imported - pinned() == set()


def test_every_pinned_package_has_its_reason_in_the_table() -> None:
    table = (ROOT / "README.md").read_text(encoding="utf-8").partition("## What it stands on")[2]
    cells = re.findall(r"^\| ([^|]*) \|", table, flags=re.MULTILINE)
    named = {plain(name) for cell in cells for name in cell.split(", ")}

    assert pinned() - named == set()
