import pandas as pd
import pytest

from lifecycle.faults.effect import effect


def right(answers: list[bool], first: int = 1) -> "pd.Series[bool]":
    return pd.Series(answers, index=range(first, first + len(answers)))


def test_the_same_animals_are_compared_one_by_one() -> None:
    healthy = right([True, False] * 100)

    measured = effect(healthy, ~healthy, seed=0)

    assert measured.paired
    assert measured.difference == 0
    assert not measured.is_sure


def test_not_one_answer_changed_is_no_effect_at_all() -> None:
    healthy = right([True, True, False])

    assert effect(healthy, healthy, seed=0).is_nil


def test_other_animals_are_not_paired() -> None:
    measured = effect(right([True] * 50), right([False] * 50, first=51), seed=0)

    assert not measured.paired
    assert measured.is_sure
    assert measured.difference == -1


def test_other_animals_have_luck_of_their_own() -> None:
    healthy, faulty = right([True, False] * 50), right([True, False] * 50, first=101)

    interval = effect(healthy, faulty, seed=0).interval

    assert interval.low < -0.1
    assert interval.high > 0.1


def test_a_copied_animal_makes_nothing_surer() -> None:
    healthy, once = right([True, False] * 40), right([True, True, False] * 20, first=100)

    alone = effect(healthy, once, seed=0)
    copied = effect(healthy, pd.concat([once, once]), seed=0)

    assert copied.interval == alone.interval


def test_points_tell_the_difference_with_its_interval() -> None:
    measured = effect(right([True] * 4), right([False] * 4), seed=0)

    assert measured.points == "-100.0 points, 95% interval -100.0 to -100.0"
    assert measured.measures == {"difference": -1.0, "interval": [-1.0, -1.0], "paired": True}


@pytest.mark.parametrize(("faulty", "sure"), [([True] * 60, True), ([True, False] * 30, False)])
def test_an_effect_is_sure_when_chance_could_not_make_it(faulty: list[bool], *, sure: bool) -> None:
    assert effect(right([True, False] * 30), right(faulty), seed=0).is_sure is sure
