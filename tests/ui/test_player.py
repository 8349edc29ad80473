import json
from typing import Any

import pytest

from lifecycle.program import source
from lifecycle.scenarios import SCENARIOS, scenario_named
from lifecycle.stage import STAGES
from lifecycle.trace import EXIT_NOTE
from lifecycle.walk import Walk
from tests.runs import walk_for
from ui.address import read
from ui.player import payload

MOST_BYTES = 60_000

every_scenario = pytest.mark.parametrize("name", [scenario.name for scenario in SCENARIOS])


def walks_of(name: str) -> tuple[Walk, ...]:
    return tuple(walk_for(name, turn + 1) for turn in range(len(scenario_named(name).turns)))


def sent(name: str, **parameters: str) -> dict[str, Any]:
    """Answer with what the browser gets, as the browser gets it."""
    place = read({"scenario": name, **parameters})
    received: dict[str, Any] = json.loads(json.dumps(payload(walks_of(name), place)))
    return received


@every_scenario
def test_the_payload_is_plain_json(name: str) -> None:
    said = payload(walks_of(name), read({"scenario": name}))

    received = json.loads(json.dumps(said, allow_nan=False))
    assert json.dumps(received) == json.dumps(said)


@every_scenario
def test_the_payload_is_small(name: str) -> None:
    said = payload(walks_of(name), read({"scenario": name}))

    assert len(json.dumps(said).encode()) < MOST_BYTES


@every_scenario
def test_the_player_gets_the_rows_of_the_trace(name: str) -> None:
    traces = [walk.trace for walk in walks_of(name)]

    rows = [
        [
            (row["number"], row["line"], row["current"], row["action"], row["next"])
            for row in each["steps"]
        ]
        for each in sent(name)["traces"]
    ]

    assert rows == [
        [
            (step.number, step.line, str(step.current_stage), step.action, str(step.next_stage))
            for step in trace.steps
        ]
        for trace in traces
    ]


@every_scenario
def test_the_player_gets_every_variable_and_narration_of_the_trace(name: str) -> None:
    steps = [step for walk in walks_of(name) for step in walk.trace.steps]

    told = [step for trace in sent(name)["traces"] for step in trace["steps"]]

    for step, said in zip(steps, told, strict=True):
        assert said["narration"] == step.narration
        assert said["stopped"] is step.stopped
        assert said["lines"] == list(step.lines)
        assert [(each["name"], each["value"], each["changed"]) for each in said["variables"]] == [
            (variable.name, variable.value, variable.changed) for variable in step.variables
        ]


@every_scenario
def test_the_player_shows_the_program_that_was_traced(name: str) -> None:
    programs = [trace["program"] for trace in sent(name)["traces"]]

    assert programs == [source(turns + 1).splitlines() for turns in range(len(programs))]


def test_only_a_second_turn_says_that_its_loop_is_longer() -> None:
    told = [trace["longer"] for trace in sent("desert-changed")["traces"]]

    assert told == [
        "",
        "For the second turn the loop was given 6 more steps: `range(1, 8)` became `range(1, 14)`.",
    ]


@every_scenario
def test_the_player_can_tell_why_each_wrong_stage_is_wrong(name: str) -> None:
    names = {stage.name for stage in STAGES}

    for trace in sent(name)["traces"]:
        for step in trace["steps"]:
            assert set(step["whyNot"]) == names - {step["next"]}


@every_scenario
def test_the_ending_says_why_in_the_words_of_the_run(name: str) -> None:
    said = sent(name)

    assert [trace["ending"] for trace in said["traces"]] == [
        [EXIT_NOTE, f"{walk.ending} {walk.run.reason}"] for walk in walks_of(name)
    ]


def test_the_player_opens_at_the_moment_of_the_address() -> None:
    said = sent("desert-changed", step="9", turns="2", predict="1")

    assert said["place"] == {"step": 9, "turns": 2, "predict": True}


def test_a_hostile_address_never_reaches_the_player() -> None:
    said = sent("desert-changed", step="<script>", turns="<script>", predict="<script>")

    assert said == sent("desert-changed")


def test_the_stages_have_an_icon_for_each_verb() -> None:
    verbs = [stage["verb"] for stage in sent("quiet-year")["stages"]]

    assert verbs == ["collect", "prepare", "train", "evaluate", "deploy", "monitor"]
