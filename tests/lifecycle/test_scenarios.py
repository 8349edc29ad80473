import subprocess
import sys

import pytest

from lifecycle.scenarios import (
    DEFAULT,
    SCENARIOS,
    Scenario,
    Turn,
    UnknownScenarioError,
    UnknownTurnError,
    scenario_named,
)


def test_the_four_scenarios_keep_their_names_and_their_order() -> None:
    names = [scenario.name for scenario in SCENARIOS]

    assert names == ["desert-changed", "quiet-year", "borderline-year", "loud-alarm"]
    assert DEFAULT.name == "desert-changed"


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_a_scenario_is_found_by_its_name(scenario: Scenario) -> None:
    assert scenario_named(scenario.name) is scenario


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
