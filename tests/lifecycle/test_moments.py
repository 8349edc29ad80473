"""What the key moments say of the table is what the table holds."""

import re
import shutil
from collections.abc import Iterable
from pathlib import Path

import pytest

from lifecycle import moments as prose
from lifecycle.moments import Citation, Moment, moments
from lifecycle.scenarios import SCENARIOS, Scenario
from lifecycle.trace import Trace, outcome_calls, trace_program
from tests.runs import walk_for

LINK = re.compile(r"\]\(#")

TRACES = {
    "retrain": trace_program(outcome_calls(needs_retraining=True)),
    "stop": trace_program(outcome_calls(needs_retraining=False)),
}


def untruths(told: Iterable[Moment], trace: Trace) -> list[str]:
    """Name every citation of a cell that is not there or holds something else."""
    return [
        f"{citation.cell} says {citation.says}"
        for moment in told
        for citation in moment.citations
        if not holds(citation, trace)
    ]


def holds(citation: Citation, trace: Trace) -> bool:
    try:
        return trace.cell(citation.cell) == citation.says
    except KeyError:
        return False


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Answer with a copy of the prose that may be spoilt."""
    copy = Path(shutil.copytree(prose.PROSE, tmp_path / "prose"))
    monkeypatch.setattr(prose, "PROSE", copy)
    return copy


@pytest.mark.parametrize("outcome", TRACES)
def test_every_citation_says_what_its_cell_holds(outcome: str) -> None:
    trace = TRACES[outcome]

    told = moments(stopped=trace.stopped)

    assert untruths(told, trace) == []


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_every_citation_holds_in_every_walk_of_its_scenario(scenario: Scenario) -> None:
    walks = [walk_for(scenario.name, turns + 1) for turns in range(len(scenario.turns))]

    told = moments(stopped=walks[0].trace.stopped)

    assert [untruths(told, walk.trace) for walk in walks] == [[]] * len(walks)


@pytest.mark.parametrize("stopped", [True, False])
def test_there_are_three_key_moments_and_more_each_with_a_link(*, stopped: bool) -> None:
    told = moments(stopped=stopped)

    assert len(told) >= 3
    assert all(moment.citations for moment in told)


@pytest.mark.parametrize("stopped", [True, False])
def test_every_link_into_the_table_is_a_citation_that_can_be_checked(*, stopped: bool) -> None:
    for moment in moments(stopped=stopped):
        assert len(LINK.findall(moment.answer)) == len(moment.citations)


@pytest.mark.parametrize(
    ("question", "cells"),
    [
        ("Why does the lifecycle return to Data Collection after Monitoring?", {"6", "7"}),
        ("Is Model Deployment the last stage?", {"5"}),
        ("What happens during Data Preparation?", {"2"}),
    ],
)
def test_the_lessons_three_key_moments_point_to_the_lessons_rows(
    question: str, cells: set[str]
) -> None:
    moment = next(told for told in moments(stopped=False) if told.question == question)

    rows = {citation.cell.partition(".")[0] for citation in moment.citations}

    assert rows >= cells


@pytest.mark.parametrize(
    ("file", "true", "untrue"),
    [
        ("moments-retrain.md", '6.next_stage "Data Collection"', '6.next_stage "Model Training"'),
        ("moments-retrain.md", "#7.action", "#8.action"),
        ("moments-retrain.md", "#6.next_stage", "#6.next_step"),
        ("moments-always.md", '"Clean and format data"', '"Clean data"'),
    ],
)
def test_prose_that_is_not_true_of_the_table_is_found(
    folder: Path, file: str, true: str, untrue: str
) -> None:
    text = (folder / file).read_text(encoding="utf-8")
    assert true in text
    (folder / file).write_text(text.replace(true, untrue, 1), encoding="utf-8")

    told = moments.__wrapped__(stopped=False)

    assert len(untruths(told, TRACES["retrain"])) == 1


def test_the_moment_of_one_ending_is_untrue_of_the_other() -> None:
    assert untruths(moments(stopped=False), TRACES["stop"])
    assert untruths(moments(stopped=True), TRACES["retrain"])
