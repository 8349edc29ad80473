import time
from dataclasses import replace

import pytest

from lifecycle.decision import Decision
from lifecycle.run import NoReasonForTurnError, Run, RunFinishedError, run_to_end
from lifecycle.scenarios import SCENARIOS, Scenario, Turn, UnknownTurnError, scenario_named
from lifecycle.stage import STAGES
from lifecycle.stages.collection import Collected
from tests.runs import run_for

QUIET = scenario_named("quiet-year")


@pytest.mark.parametrize(
    ("name", "turns", "steps", "decision"),
    [
        ("desert-changed", 1, 7, Decision.BACK_TO_COLLECTION),
        ("desert-changed", 2, 12, Decision.PERFORMS_WELL),
        ("quiet-year", 1, 6, Decision.PERFORMS_WELL),
        ("borderline-year", 1, 6, Decision.KEEP_WATCHING),
        ("loud-alarm", 1, 6, Decision.PERFORMS_WELL),
    ],
)
def test_a_run_ends_where_its_scenario_says(
    name: str, turns: int, steps: int, decision: Decision
) -> None:
    run = run_for(name, turns)

    assert run.finished
    assert [record.stage for record in run.records] == [*STAGES, *STAGES][:steps]
    assert run.decision is decision


def test_the_seventh_step_collects_the_newest_years() -> None:
    seventh = run_for("desert-changed").records[6]

    assert isinstance(seventh, Collected)
    assert seventh.years == (1996, 1997)


def test_a_second_turn_goes_on_from_the_first() -> None:
    run = run_for("desert-changed", 2)

    assert [run.turn_of(step) for step in (1, 6, 7, 12)] == [1, 1, 2, 2]
    assert run.deployed
    assert run.deployed.version == "v2"


def test_a_longer_run_cut_to_one_turn_is_the_run_of_one_turn() -> None:
    longer, shorter = run_for("desert-changed", 2), run_for("desert-changed")

    cut = longer.cut_to(1)

    assert cut.turns == 1
    assert cut.finished
    assert cut.records == longer.records[:7]
    assert [record.evidence for record in cut.records] == [
        record.evidence for record in shorter.records
    ]


def test_a_turn_that_monitoring_gives_no_reason_for_is_not_run() -> None:
    planned = replace(QUIET, turns=(*QUIET.turns, Turn((1994, 1995), 1996)))

    with pytest.raises(NoReasonForTurnError) as refusal:
        run_to_end(planned, 2)

    assert str(refusal.value).startswith(
        "The scenario quiet-year plans 2 turns, but after turn 1 no new one begins: 81.2% of"
    )


def test_a_finished_run_refuses_to_advance() -> None:
    run = run_for("quiet-year")

    with pytest.raises(RunFinishedError, match="quiet-year is finished after 6 steps"):
        run.advance()


def test_a_run_refuses_a_turn_its_scenario_does_not_have() -> None:
    with pytest.raises(UnknownTurnError, match="quiet-year has 1 turn, not 2"):
        Run(QUIET, turns=2)


def test_a_year_of_unmeasured_animals_is_mended_and_not_retrained_on() -> None:
    scenario = Scenario("first-year", "", "", (Turn((1993, 1994), 1977),))

    run = run_to_end(scenario)

    assert run.decision is Decision.MEND_DATA
    assert len(run.records) == 6
    assert run.reason.startswith("47.0% of the animals of 1977 were not measured")


def test_a_turn_nobody_planned_still_collects() -> None:
    scenario = Scenario("one-turn", "", "", (Turn((1993, 1994), 1997),))

    seventh = run_to_end(scenario).records[6]

    assert isinstance(seventh, Collected)
    assert seventh.years == (1996, 1997)


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_every_step_tells_what_it_did_in_few_numbers(scenario: Scenario) -> None:
    for record in run_for(scenario.name).records:
        evidence = record.evidence

        assert evidence.value
        assert evidence.sentence.endswith(".")
        assert 1 <= len(evidence.numbers) <= 3
        assert {len(row) for row in evidence.table.rows} == {len(evidence.table.header)}


def test_one_whole_cycle_is_quick() -> None:
    run_for("quiet-year")  # the imports and the file are read by now
    start = time.process_time()

    run_to_end(scenario_named("loud-alarm"))

    assert time.process_time() - start < 0.6  # twice the promised 0.3 s: other tests run beside it
