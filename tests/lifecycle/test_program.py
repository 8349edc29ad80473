import pytest

from lifecycle.program import source
from lifecycle.trace import outcome_calls, trace_program


@pytest.mark.parametrize("turns", [1, 2])
def test_the_program_fits_on_a_blackboard(turns: int) -> None:
    lines = source(turns).splitlines()

    assert len(lines) <= 25
    assert max(map(len, lines)) <= 50


@pytest.mark.parametrize(("turns", "loop"), [(1, "range(1, 8)"), (2, "range(1, 14)")])
def test_the_loop_is_long_enough_for_the_first_row_of_the_next_turn(turns: int, loop: str) -> None:
    head = source(turns).splitlines()[2]

    assert head == f"for step in {loop}:"


def test_only_the_length_of_the_loop_tells_one_turn_from_two() -> None:
    pairs = list(zip(source(1).splitlines(), source(2).splitlines(), strict=True))

    different = [number for number, (one, two) in enumerate(pairs, start=1) if one != two]

    assert different == [3]


def test_the_branches_exclude_one_another() -> None:
    lines = [line.strip() for line in source().splitlines()]

    branches = [line.split()[0] for line in lines if '== "' in line]

    assert branches == ["if", "elif", "elif", "elif", "elif", "elif"]


@pytest.mark.parametrize("needs_retraining", [True, False])
def test_the_program_takes_the_same_walk_when_nobody_watches(*, needs_retraining: bool) -> None:
    calls = outcome_calls(needs_retraining=needs_retraining)
    watched = trace_program(calls)
    alone: dict[str, object] = dict(calls)

    exec(source(), alone)  # noqa: S102  our own program, run as a learner would paste it

    assert alone["stage"] == watched.tracker[-1]
    assert alone["step"] == len(watched.steps)
    assert alone["needs_retraining"] is needs_retraining


@pytest.mark.parametrize("turns", [1, 2])
def test_the_program_that_is_shown_is_the_program_that_was_traced(turns: int) -> None:
    trace = trace_program(outcome_calls(needs_retraining=True), turns)

    assert trace.program == source(turns)
