import re
import subprocess
import sys

import pytest

from lifecycle.decision import Decision
from lifecycle.scenarios import (
    DEFAULT,
    SCENARIOS,
    PlannedTurnsError,
    Scenario,
    Turn,
    UnknownScenarioError,
    UnknownTurnError,
    scenario_named,
)
from lifecycle.stages.deployment import Deployed
from lifecycle.stages.monitoring import Monitored
from tests.runs import run_for


def test_the_four_scenarios_keep_their_names_and_their_order() -> None:
    names = [scenario.name for scenario in SCENARIOS]

    assert names == ["desert-changed", "quiet-year", "borderline-year", "loud-alarm"]
    assert DEFAULT.name == "desert-changed"


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_a_scenario_is_found_by_its_name(scenario: Scenario) -> None:
    assert scenario_named(scenario.name) is scenario


def test_every_scenario_has_a_name_of_its_own_that_an_address_can_hold() -> None:
    names = [scenario.name for scenario in SCENARIOS]

    assert len(set(names)) == len(names)
    assert all(re.fullmatch("[a-z0-9-]+", name) for name in names)


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_every_planned_turn_is_reached_for_a_reason(scenario: Scenario) -> None:
    records = run_for(scenario.name, len(scenario.turns)).records

    decisions = [record.decision for record in records if isinstance(record, Monitored)]
    versions = [record.version for record in records if isinstance(record, Deployed)]
    assert len(decisions) == len(scenario.turns)
    assert set(decisions[:-1]) <= {Decision.BACK_TO_COLLECTION}
    assert versions == [f"v{turn + 1}" for turn in range(len(scenario.turns))]


@pytest.mark.parametrize("turns", [0, 3])
def test_a_scenario_of_no_turn_or_of_more_than_two_is_refused(turns: int) -> None:
    with pytest.raises(PlannedTurnsError) as refusal:
        Scenario("too-long", "", "", (Turn((1993, 1994), 1997),) * turns)

    assert str(refusal.value) == f"A scenario has 1 or 2 turns; too-long plans {turns}."


def test_an_unknown_scenario_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UnknownScenarioError) as refusal:
        scenario_named("quiet-yaer")

    assert refusal.value.name == "quiet-yaer"
    assert str(refusal.value) == (
        "There is no scenario named 'quiet-yaer'; the known ones are "
        "desert-changed, quiet-year, borderline-year, loud-alarm."
    )


@pytest.mark.parametrize("turns", [-1, 0, 3])
def test_only_the_planned_turns_can_be_asked_for(turns: int) -> None:
    with pytest.raises(UnknownTurnError, match=f"desert-changed has 1 to 2 turns, not {turns}"):
        scenario_named("desert-changed").check_turns(turns)


def test_an_unplanned_turn_learns_the_newest_years() -> None:
    quiet_year = scenario_named("quiet-year")

    assert quiet_year.turn(2) == Turn(trained_on=(1994, 1995), watched=1996)


def test_scenarios_do_not_wait_for_pandas_or_scikit_learn() -> None:
    program = "import sys, lifecycle.scenarios; print({'pandas', 'sklearn'} & set(sys.modules))"

    answer = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert answer.stdout.strip() == "set()"
