import re

import pytest

from lifecycle.run import Run
from tests.runs import run_for


@pytest.mark.parametrize(
    ("name", "turns", "rows", "accuracy", "psi", "decision"),
    [
        ("quiet-year", 1, 1079, "0.812 [0.786, 0.835]", "0.18 / 0.10", "performs-well"),
        ("borderline-year", 1, 1612, "0.690 [0.667, 0.712]", "0.13 / 0.13", "keep-watching"),
        ("desert-changed", 1, 2403, "0.516 [0.496, 0.536]", "0.21 / 0.36", "back-to-collection"),
        ("desert-changed", 2, 1386, "0.817 [0.796, 0.839]", "0.30 / 0.41", "performs-well"),
        ("loud-alarm", 1, 1434, "0.842 [0.824, 0.861]", "0.61 / 0.98", "performs-well"),
    ],
)
def test_what_a_later_year_does_to_the_model(  # noqa: PLR0913, PLR0917  a row of a table
    name: str, turns: int, rows: int, accuracy: str, psi: str, decision: str
) -> None:
    monitored = run_for(name, turns).monitored

    assert monitored
    low, high = monitored.interval.low, monitored.interval.high
    assert len(monitored.answers) == rows
    assert f"{monitored.accuracy:.3f} [{low:.3f}, {high:.3f}]" == accuracy
    assert " / ".join(f"{drift.psi:.2f}" for drift in monitored.drifts) == psi
    assert monitored.decision == decision


@pytest.fixture(scope="session")
def changed() -> Run:
    return run_for("desert-changed")


def test_the_newcomers_are_named_and_counted(changed: Run) -> None:
    assert changed.monitored
    never_trained = changed.monitored.never_trained

    assert never_trained["Bailey's pocket mouse"] == 256
    told = [row[:2] for row in changed.monitored.evidence.table.rows if "Never" in row[0]]
    assert ("Never trained: Bailey's pocket mouse", "256") in told
    assert told[-1][0] == "Never trained: 4 other species"
    assert sum(int(count) for _, count in told) == 553
    assert changed.monitored.never_trained_share == pytest.approx(553 / 2_403)


def test_the_reason_counts_every_stranger_and_does_not_blame_them_alone(changed: Run) -> None:
    assert changed.monitored
    answers, reason = changed.monitored.answers, changed.monitored.reason
    strangers = int(changed.monitored.never_trained.sum())

    told = re.search(r"it never learnt \((.*)\); of all others it named (\S+)% rightly", reason)

    assert told
    assert sum(map(int, re.findall(r": (\d+)", told[1]))) == strangers
    known = len(answers) - strangers
    assert float(told[2]) == pytest.approx(100 * answers["correct"].sum() / known, abs=0.05)


def test_only_a_fallen_model_needs_retraining() -> None:
    needs = {
        name: run_for(name).records[5].evidence.measures["needs_retraining"]
        for name in ("desert-changed", "quiet-year", "borderline-year", "loud-alarm")
    }

    assert needs == {
        "desert-changed": True,
        "quiet-year": False,
        "borderline-year": False,
        "loud-alarm": False,
    }


def test_a_loud_alarm_over_a_healthy_model_is_not_damage() -> None:
    monitored = run_for("loud-alarm").monitored

    assert monitored
    assert [drift.warning for drift in monitored.drifts] == ["large drift", "large drift"]
    assert monitored.reason.endswith("drift is not damage.")


def test_a_quiet_year_mentions_no_alarm() -> None:
    assert "drift" not in run_for("quiet-year").reason
