"""The lab's years are worked out as they are asked for, and a crowd of them takes little room."""

import gc
from collections import Counter
from functools import partial
from pathlib import Path

import pytest

from lifecycle.algorithm import DECISION_TREE
from lifecycle.errors import LifecycleError
from lifecycle.lab.choices import Choices
from lifecycle.lab.timeline import Timeline, after_a_year
from lifecycle.portal import FOLDER_VARIABLE
from tests.classroom.threads import at_once
from tests.lifecycle.lab.cycles import timelines_held, timelines_of
from ui.shelf import weight
from ui.unfolding import Unfolding

LATE = Choices((1998, 1999), 2000, DECISION_TREE)
YEARS = (1, 2, 3)  # 2000 to 2002
PLENTY = 2**30


@pytest.fixture
def room_for_two() -> int:
    """Answer with a weight that two timelines of late years have, and three have not."""
    return weight(timelines_of(LATE)[2]) * 21 // 10


def late(seed: int) -> Choices:
    """Answer with choices that no other test of this process has timelines of."""
    return Choices((1998, 1999), 2000, DECISION_TREE, seed=seed)


def said(timeline: Timeline) -> str:
    """Tell a timeline in so few words that nothing of it is held."""
    watched = ", ".join(f"{each.year} {each.accuracy}" for each in timeline.watched)
    return f"{timeline.choices.name} {watched}"


@pytest.fixture
def passed(monkeypatch: pytest.MonkeyPatch) -> Counter[tuple[Choices, int]]:
    """Count how often each year of each choice is worked out from now on."""
    years = Counter[tuple[Choices, int]]()

    def counted(before: Timeline) -> Timeline:
        years[before.choices, before.year + 1] += 1
        return after_a_year(before)

    monkeypatch.setattr("lifecycle.lab.timeline.after_a_year", counted)
    return years


def test_each_year_is_told_as_it_was_unfolded() -> None:
    unfolding = Unfolding(said, most_told=2, most=PLENTY)

    told = [unfolding.after(LATE, years) for years in (0, *YEARS)]

    assert told == [said(timeline) for timeline in timelines_of(LATE)]


def test_a_year_is_worked_out_once_however_many_ask_at_once(
    passed: Counter[tuple[Choices, int]],
) -> None:
    unfolding = Unfolding(said, most_told=2, most=PLENTY)

    for years in YEARS:
        told = at_once([partial(unfolding.after, LATE, years)] * 8)
        assert len(set(told)) == 1

    assert passed == {(LATE, 2000): 1, (LATE, 2001): 1, (LATE, 2002): 1}


def test_no_year_is_worked_out_before_it_is_asked_for(
    passed: Counter[tuple[Choices, int]],
) -> None:
    Unfolding(said, most_told=2, most=PLENTY).after(LATE, 1)

    assert passed == {(LATE, 2000): 1}


def test_only_the_newest_timelines_wait_for_their_next_year(room_for_two: int) -> None:
    unfolding = Unfolding(said, most_told=9, most=room_for_two)
    a, b, c = map(late, (101, 102, 103))
    for choices, years in ((a, 1), (b, 1), (a, 2), (c, 1)):
        unfolding.after(choices, years)

    gc.collect()

    assert [len(timelines_held(choices)) for choices in (a, b, c)] == [1, 0, 1]


def test_a_timeline_whose_years_are_over_is_held_no_longer() -> None:
    unfolding = Unfolding(said, most_told=2, most=PLENTY)
    choices = late(111)
    for years in YEARS:
        unfolding.after(choices, years)

    gc.collect()

    assert not timelines_held(choices)


def test_in_a_crowd_the_years_before_are_worked_out_anew_at_most_once(
    passed: Counter[tuple[Choices, int]], room_for_two: int
) -> None:
    crowd = [late(seed) for seed in range(121, 129)]
    unfolding = Unfolding(said, most_told=len(crowd), most=room_for_two)

    for years in YEARS:
        for choices in crowd:
            unfolding.after(choices, years)

    assert max(passed.values()) == 2
    assert {passed[choices, 2002] for choices in crowd} == {1}
    assert unfolding.after(crowd[0], 3) == said(timelines_of(crowd[0])[3])


def test_what_was_told_longest_ago_makes_room(passed: Counter[tuple[Choices, int]]) -> None:
    unfolding = Unfolding(said, most_told=2, most=PLENTY)
    a, b, c = map(late, (131, 132, 133))
    for choices in (a, b, c):
        unfolding.after(choices, 1)
    passed.clear()

    unfolding.after(c, 1)
    unfolding.after(b, 1)
    assert not passed

    unfolding.after(a, 2)
    assert passed == {(a, 2000): 1, (a, 2001): 1, (a, 2002): 1}


def test_after_a_problem_the_years_go_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    unfolding = Unfolding(said, most_told=2, most=PLENTY)
    choices = Choices((1977,), 1978, DECISION_TREE, seed=141)
    before = [unfolding.after(choices, years) for years in (0, 1)]

    with monkeypatch.context() as records:
        records.setenv(FOLDER_VARIABLE, str(tmp_path))
        with pytest.raises(LifecycleError):
            unfolding.after(choices, 2)
        assert [unfolding.after(choices, years) for years in (0, 1)] == before

    assert unfolding.after(choices, 2) == said(timelines_of(choices)[2])
