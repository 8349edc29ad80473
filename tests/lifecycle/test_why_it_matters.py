"""Why it matters: sources for what happened elsewhere, measured figures for what happens here."""

import re

import pytest

from lifecycle.why_it_matters import cases, here
from tests.runs import run_for


@pytest.fixture(scope="module")
def told() -> str:
    return here(run_for("desert-changed", 2), run_for("quiet-year"), run_for("loud-alarm"))


def test_every_case_names_its_source() -> None:
    told = re.findall(r"^\*\*.+", cases(), re.MULTILINE)

    assert len(told) == 3
    assert all(re.search(r"\(\[[^]]+\]\(https://\S+\)\)$", case) for case in told)


@pytest.mark.parametrize(
    ("name", "turns", "turn"),
    [
        ("desert-changed", 2, 0),
        ("desert-changed", 2, 1),
        ("quiet-year", 1, 0),
        ("loud-alarm", 1, 0),
    ],
)
def test_each_watched_year_is_told_as_it_was_measured(
    told: str, name: str, turns: int, turn: int
) -> None:
    found = run_for(name, turns).findings[turn]

    assert str(found.year) in told
    assert f"{found.accuracy:.1%}" in told


def test_the_desert_that_changed_is_told_with_all_that_was_wrong(told: str) -> None:
    found = run_for("desert-changed", 2).findings[0]
    wrong = int((~found.answers["correct"]).sum())

    row = f"| {found.year} | {len(found.answers):,} | {found.accuracy:.1%}, {found.interval} | "
    assert f"{row}{wrong:,} |" in told
    assert f"{found.never_trained_share:.1%} of the animals belonged to species" in told
    assert f"{found.deployed.evaluated.accuracy:.1%} rightly" in told


def test_no_figure_is_typed_in(told: str) -> None:
    swapped = here(run_for("desert-changed", 2), run_for("loud-alarm"), run_for("quiet-year"))

    assert "In 2000 the animals differed" in told
    assert "In 1995 the animals differed" in swapped
