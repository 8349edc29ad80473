"""What is worked out once is the same thing for whoever asks."""

from dataclasses import replace

import pytest

from lifecycle.algorithm import RANDOM_FOREST
from lifecycle.lab.choices import Choices
from lifecycle.scenarios import SCENARIOS, Scenario, UnknownTurnError
from lifecycle.stage import DEPLOYMENT
from tests.runs import run_for
from ui import cached
from ui.shelf import weight


def test_the_walk_of_one_turn_is_the_beginning_of_the_longer_one() -> None:
    one, two = cached.walks_of("desert-changed")

    assert one.run.turns == 1
    assert two.run.turns == 2
    assert len(one.run.records) == 7
    assert all(a is b for a, b in zip(one.run.records, two.run.records, strict=False))


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_each_walk_is_the_run_that_the_command_line_makes(scenario: Scenario) -> None:
    for turns, walk in enumerate(cached.walks_of(scenario.name), start=1):
        alone = run_for(scenario.name, turns)

        assert walk is cached.walk_of(scenario.name, turns)
        assert walk.run is cached.run_for(scenario.name, turns)
        assert [done.evidence for done in walk.run.records] == [
            done.evidence for done in alone.records
        ]


@pytest.mark.parametrize("turns", [-1, 0, 3])
def test_a_turn_nobody_planned_is_refused(turns: int) -> None:
    with pytest.raises(UnknownTurnError):
        cached.walk_of("desert-changed", turns)


def test_the_warm_up_draws_what_the_evidence_shows_and_nothing_else(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    drawn = set()
    monkeypatch.setattr(cached, "picture_of", lambda *asked: drawn.add(asked))
    monkeypatch.setattr(cached, "bank", lambda: None)

    cached.warm()

    assert drawn == {
        (scenario.name, step)
        for scenario in SCENARIOS
        for step, done in enumerate(cached.walks_of(scenario.name)[-1].run.records, start=1)
        if done.stage is not DEPLOYMENT
    }


def test_the_labs_walks_weigh_no_more_together_than_is_allowed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    most = 16 * 2**20
    monkeypatch.setattr(cached.WALKS, "most", most)
    usual = Choices(algorithm=RANDOM_FOREST)

    walks = [cached.walk_as_chosen(replace(usual, seed=seed)) for seed in range(6)]

    assert weight(walks[0]) > most / 6
    assert cached.WALKS.weight <= most
    assert cached.walk_as_chosen(replace(usual, seed=5)) is walks[5]
    assert cached.walk_as_chosen(usual) is not walks[0]
