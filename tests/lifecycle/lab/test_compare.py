"""Two runs side by side."""

import pytest

from lifecycle.algorithm import ALGORITHMS, RANDOM_FOREST
from lifecycle.lab.choices import Choices
from lifecycle.lab.compare import ABSENT, compare
from lifecycle.stage import EVALUATION, MONITORING, PREPARATION, TRAINING
from tests.lifecycle.lab.cycles import walk_of

USUAL = Choices()


def test_a_run_beside_itself_differs_in_nothing() -> None:
    comparison = compare(walk_of(USUAL), walk_of(USUAL))

    assert all(step.same for step in comparison.steps)
    assert comparison.part_at is None
    assert comparison.sentence == "The two runs are the same in every cell and in every number."


@pytest.mark.parametrize(
    ("choices", "step"),
    [
        (Choices(trained_on=(1992, 1993)), 1),
        (Choices(algorithm=RANDOM_FOREST), 3),
        (Choices(seed=1), 3),
        (Choices(gate_accuracy=0.60), 4),
        (Choices(gate_accuracy=0.90), 4),
        (Choices(watched=1995), 6),
    ],
    ids=lambda each: each.name if isinstance(each, Choices) else str(each),
)
def test_two_runs_part_where_their_choices_first_tell(choices: Choices, step: int) -> None:
    comparison = compare(walk_of(USUAL), walk_of(choices))

    assert comparison.part_at
    assert comparison.part_at.number == step
    assert comparison.sentence.startswith(f"The two runs part at step {step}, ")


def test_another_watched_year_sends_the_program_another_way() -> None:
    comparison = compare(walk_of(USUAL), walk_of(Choices(watched=1995)))

    assert comparison.ways_part_at
    assert comparison.ways_part_at.one
    assert comparison.ways_part_at.one.current_stage is MONITORING
    assert comparison.sentence == (
        "The two runs part at step 6, Monitoring & Maintenance: “Accuracy in 1997 / Accuracy in "
        "1995” is 51.6% (95% interval: in truth probably 49.6% to 53.6%) in the first and 81.2% "
        "(95% interval: in truth probably 78.6% to 83.5%) in the second; the program goes "
        "another way there, where “Next Stage” is Data Collection in the first and Monitoring & "
        "Maintenance in the second."
    )


def test_a_run_that_ends_earlier_has_nothing_beside_the_later_steps() -> None:
    shorter, longer = walk_of(Choices(watched=1995)), walk_of(USUAL)

    last = compare(shorter, longer).steps[-1]

    assert last.number == 7
    assert last.one is None
    assert {cell.one for cell in last.cells} == {ABSENT}
    assert last.name == "step 7, Data Collection"


def test_a_longer_run_goes_on_where_the_shorter_one_ends() -> None:
    one, two = walk_of(USUAL), walk_of(Choices(turns=2))

    assert compare(one, two).sentence == (
        "The two runs are the same up to step 7: there the first one ends, and the second one goes "
        "on with step 8, Data Preparation."
    )
    assert compare(two, one).sentence == (
        "The two runs are the same up to step 7: there the second one ends, and the first one goes "
        "on with step 8, Data Preparation."
    )


@pytest.mark.parametrize("algorithm", ALGORITHMS[1:], ids=lambda each: each.name)
def test_another_algorithm_changes_numbers_and_not_the_way(algorithm: object) -> None:
    other = next(each for each in ALGORITHMS if each is algorithm)

    comparison = compare(walk_of(USUAL), walk_of(Choices(algorithm=other)))

    different = [step.number for step in comparison.steps if not step.same]
    assert different == [3, 4, 5, 6]
    assert comparison.sentence.endswith("the program takes the same way in both.")


def test_what_differs_is_shown_as_each_run_has_it() -> None:
    one, other = walk_of(USUAL), walk_of(Choices(seed=1))

    step = compare(one, other).steps[3]

    assert step.one
    assert step.one.current_stage is EVALUATION
    for pair in (*step.cells, *step.measures):
        assert pair.differs is (pair.one != pair.other)
    accuracy = next(each for each in step.measures if each.what == "accuracy")
    assert accuracy.one == str(one.run.records[3].evidence.measures["accuracy"])
    assert accuracy.other == str(other.run.records[3].evidence.measures["accuracy"])


def test_what_is_the_same_is_not_called_a_difference() -> None:
    steps = compare(walk_of(USUAL), walk_of(Choices(seed=1))).steps

    before_training = [step for step in steps if step.one and step.one.current_stage is PREPARATION]
    training = next(step for step in steps if step.one and step.one.current_stage is TRAINING)
    assert all(step.same for step in before_training)
    assert "train" not in {each.what for each in training.measures if each.differs}
    assert not any(cell.differs for cell in training.cells)
