"""Speaker notes: each step of each walk has its own, and none is left over."""

import tomllib

import pytest

from lifecycle.moments import PROSE
from lifecycle.notes import notes_of
from lifecycle.scenarios import SCENARIOS, Scenario
from lifecycle.walk import Walk
from tests.runs import walk_for

every_scenario = pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda each: each.name)


def walks_through(scenario: Scenario) -> list[Walk]:
    return [walk_for(scenario.name, turns) for turns in range(1, len(scenario.turns) + 1)]


@every_scenario
def test_the_start_and_every_step_have_a_note(scenario: Scenario) -> None:
    for walk in walks_through(scenario):
        notes = notes_of(walk)

        assert len(notes) == 1 + len(walk.trace.steps)
        for note in notes:
            assert min(len(note.say), len(note.ask), len(note.expect), note.minutes) > 0


@every_scenario
def test_a_note_says_what_was_really_measured(scenario: Scenario) -> None:
    for walk in walks_through(scenario):
        measured = [note.measured for note in notes_of(walk)]

        assert measured == ["", *(result.evidence.sentence for result in walk.run.records)]


def test_every_watched_year_has_a_note_of_its_own() -> None:
    said = {notes_of(walks_through(scenario)[0])[6].say for scenario in SCENARIOS}

    assert len(said) == len(SCENARIOS)


def test_the_way_back_is_told_otherwise_than_the_beginning() -> None:
    notes = notes_of(walks_through(SCENARIOS[0])[0])

    assert notes[7].say != notes[1].say


def test_no_note_is_left_over_but_that_of_a_year_not_yet_known() -> None:
    written = tomllib.loads((PROSE / "notes.toml").read_text(encoding="utf-8"))
    walks = [walk for scenario in SCENARIOS for walk in walks_through(scenario)]

    said = {note.say for walk in walks for note in notes_of(walk)}

    assert {name for name, note in written.items() if note["say"] not in said} == {"monitor"}
