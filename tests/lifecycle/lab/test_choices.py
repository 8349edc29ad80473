"""What can be chosen, and what is refused before anything runs."""

import re
import subprocess
import sys
from typing import Any

import pytest

from lifecycle.algorithm import Algorithm, UnknownAlgorithmError
from lifecycle.lab.choices import YEARS, Choices, most_turns
from lifecycle.lab.refusals import ChoiceError
from lifecycle.portal import field_records
from lifecycle.scenarios import Turn


def test_every_year_that_can_be_chosen_has_records_and_no_other_has() -> None:
    assert tuple(sorted(field_records()["year"].unique())) == YEARS


def test_what_nobody_chose_is_what_the_step_through_runs() -> None:
    choices = Choices()

    assert choices.scenario.turns == (Turn((1993, 1994), 1997),)
    assert choices.scenario.algorithm.name == "logistic-regression"
    assert str(choices.scenario.gate).startswith("at least 70%, and at least 20 points more")


def test_training_years_are_kept_in_order_and_once() -> None:
    assert Choices(trained_on=(1994, 1993, 1994)) == Choices(trained_on=(1993, 1994))


def test_each_further_turn_learns_the_newest_two_years() -> None:
    choices = Choices(watched=1995, turns=3)

    assert choices.scenario.turns == (
        Turn((1993, 1994), 1995),
        Turn((1994, 1995), 1996),
        Turn((1995, 1996), 1997),
    )


@pytest.mark.parametrize(
    ("chosen", "sentence"),
    [
        (
            {"trained_on": ()},
            "A model has to learn from something: choose at least one training year.",
        ),
        (
            {"trained_on": (1976, 1977)},
            "There are no records of 1976: choose a year from 1977 to 2002.",
        ),
        (
            {"watched": 2003},
            "There are no records of 2003: choose a year from 1977 to 2002.",
        ),
        (
            {"watched": 1994},
            (
                "The model would be watched in 1994, of which it has already seen the answers: "
                "watch a year that it was not trained on."
            ),
        ),
        (
            {"watched": 1990},
            (
                "A model of 1993 and 1994 does not exist yet in 1990: watch a year after 1994, "
                "or train on earlier years."
            ),
        ),
        (
            {"trained_on": (1990, 1996), "watched": 1993},
            (
                "A model of 1990 and 1996 does not exist yet in 1993: watch a year after 1996, "
                "or train on earlier years."
            ),
        ),
        (
            {"gate_accuracy": 0.49},
            "The gate asks for a whole percentage from 50% to 95%, not for 49%.",
        ),
        (
            {"gate_accuracy": 0.96},
            "The gate asks for a whole percentage from 50% to 95%, not for 96%.",
        ),
        (
            {"gate_accuracy": 0.725},
            "The gate asks for a whole percentage from 50% to 95%, not for 72.5%.",
        ),
        (
            {"gate_accuracy": float("nan")},
            "The gate asks for a whole percentage from 50% to 95%, not for nan%.",
        ),
        ({"seed": -1}, "The seed is a whole number from 0 to 9999, not -1."),
        ({"seed": 10_000}, "The seed is a whole number from 0 to 9999, not 10000."),
        (
            {"turns": 7},
            (
                "Each turn watches the year after the last one, so from 1997 on there is room for "
                "1 to 6 turns, not for 7."
            ),
        ),
        (
            {"watched": 2002, "turns": 2},
            (
                "Each turn watches the year after the last one, so from 2002 on there is room for "
                "1 turn, not for 2."
            ),
        ),
    ],
    ids=str,
)
def test_what_cannot_be_run_is_refused_in_one_sentence(
    chosen: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(ChoiceError) as refusal:
        Choices(**chosen)

    assert str(refusal.value) == sentence


def test_an_algorithm_of_ones_own_is_refused() -> None:
    with pytest.raises(UnknownAlgorithmError, match="no algorithm named 'oracle'"):
        Choices(algorithm=Algorithm("oracle", "oracle", "knows"))


@pytest.mark.parametrize("percent", range(50, 96))
def test_every_whole_percentage_within_bounds_can_be_the_gate(percent: int) -> None:
    assert Choices(gate_accuracy=percent / 100).gate.accuracy == percent / 100


@pytest.mark.parametrize(("watched", "turns"), [(1978, 25), (1997, 6), (2002, 1)])
def test_there_is_room_for_a_turn_for_every_year_to_come(watched: int, turns: int) -> None:
    assert most_turns(watched) == turns


def test_different_choices_have_different_names_that_an_address_can_hold() -> None:
    choices = [
        Choices(),
        Choices(trained_on=(1993,)),
        Choices(watched=1998),
        Choices(gate_accuracy=0.71),
        Choices(seed=1),
        Choices(turns=2),
        Choices(trained_on=YEARS[:-1], watched=2002),
    ]

    names = [each.name for each in choices]

    assert len(set(names)) == len(names)
    assert all(re.fullmatch("[a-z0-9-]+", name) for name in names)


def test_choosing_does_not_wait_for_pandas_or_scikit_learn() -> None:
    program = (
        "import sys, lifecycle.lab.choices, lifecycle.lab.address; "
        "print({'pandas', 'numpy', 'sklearn'} & set(sys.modules))"
    )

    answer = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert answer.stdout.strip() == "set()"
