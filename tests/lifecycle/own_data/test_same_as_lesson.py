"""The lesson's rows, taken through own data, say what the lesson says."""

import pandas as pd
import pytest

from lifecycle.inputs import COLUMNS
from lifecycle.own_data.deployment import Deployed
from lifecycle.own_data.monitoring import Monitored
from lifecycle.own_data.plan import Plan
from lifecycle.own_data.preparation import Prepared
from lifecycle.own_data.reading import read_csv
from lifecycle.own_data.run import OwnRun, run
from lifecycle.own_data.training import pipeline_for
from lifecycle.portal import field_records
from lifecycle.run import run_to_end
from lifecycle.scenarios import SCENARIOS, Scenario
from lifecycle.stages import monitoring as lesson
from lifecycle.stages.collection import collect
from lifecycle.stages.preparation import TARGET, prepare


def own_run(scenario: Scenario, rows: pd.DataFrame) -> OwnRun:
    turn = scenario.turns[0]
    content = rows[["year", *COLUMNS, TARGET]].to_csv(index=False).encode()
    years = tuple(map(str, turn.trained_on))
    plan = Plan(TARGET, tuple(COLUMNS), "year", years, str(turn.watched), seed=scenario.seed)
    return run(plan, read_csv(content))


def lesson_run(scenario: Scenario) -> lesson.Monitored:
    monitored = run_to_end(scenario).monitored
    assert monitored is not None
    return monitored


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_the_lessons_clean_rows_give_the_lessons_numbers(scenario: Scenario) -> None:
    turn = scenario.turns[0]
    clean = [prepare(collect(years)).clean for years in (turn.trained_on, (turn.watched,))]

    own = own_run(scenario, pd.concat(clean))

    theirs = lesson_run(scenario)
    evaluated = theirs.deployed.evaluated
    deployed, monitored = own.deployed, own.monitored
    assert isinstance(deployed, Deployed)
    assert isinstance(monitored, Monitored)
    assert deployed.evaluated.accuracy == evaluated.accuracy
    assert deployed.evaluated.interval == evaluated.interval
    assert deployed.evaluated.baseline == evaluated.baseline
    assert (monitored.accuracy, monitored.interval) == (theirs.accuracy, theirs.interval)
    assert [(each.psi, each.ks) for each in monitored.drifts] == [
        (each.psi, each.ks) for each in theirs.drifts
    ]
    assert list(monitored.never_trained) == list(theirs.never_trained)


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_the_raw_records_lead_to_the_same_decision(scenario: Scenario) -> None:
    records = field_records()
    turn = scenario.turns[0]
    rows = records[records["year"].isin([*turn.trained_on, turn.watched])]

    own = own_run(scenario, rows).monitored

    assert own is not None
    assert own.decision is lesson_run(scenario).decision


def test_only_the_lessons_knowledge_of_species_keeps_more_rows_from_the_model() -> None:
    records = field_records()
    rows = records[records["year"].isin([1993, 1994, 1995])]
    own = own_run(SCENARIOS[1], rows).records[1]

    theirs = prepare(collect((1993, 1994)))
    odd = theirs.rejected.loc[theirs.rejected["reason"] != "no label"]
    measured_but_odd = odd[COLUMNS].notna().all(axis=1).sum()
    assert isinstance(own, Prepared)
    assert len(own.clean) == len(theirs.clean) + measured_but_odd


def test_the_solver_for_many_labels_draws_the_same_borders() -> None:
    clean = prepare(collect((1993, 1994))).clean
    exact = pipeline_for(tuple(COLUMNS), labels=1)
    other = pipeline_for(tuple(COLUMNS), labels=1_000)

    answers = [each.fit(clean[COLUMNS], clean[TARGET]).predict(clean) for each in (exact, other)]

    assert [each["classifier"].solver for each in (exact, other)] == ["newton-cholesky", "lbfgs"]
    assert (answers[0] == answers[1]).mean() > 0.999
