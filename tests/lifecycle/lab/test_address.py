"""A link is a run; a hostile one is the usual run with a notice."""

from dataclasses import replace

import pytest
from hypothesis import given, strategies

from lifecycle.algorithm import ALGORITHMS, NEAREST_NEIGHBOURS
from lifecycle.lab.address import (
    as_address,
    from_address,
    two_as_address,
    two_from_address,
)
from lifecycle.lab.choices import YEARS, Choices, most_turns

KEYS = ("train", "watch", "algorithm", "gate", "seed", "turns")
USUAL_TWO = (Choices(watched=1995), Choices(watched=1997))


@strategies.composite
def any_choices(draw: strategies.DrawFn) -> Choices:
    watched = draw(strategies.sampled_from(YEARS[1:]))
    years = strategies.sets(strategies.integers(YEARS[0], watched - 1), min_size=1)
    return Choices(
        trained_on=tuple(draw(years)),
        watched=watched,
        algorithm=draw(strategies.sampled_from(ALGORITHMS)),
        gate_accuracy=draw(strategies.integers(50, 95)) / 100,
        seed=draw(strategies.integers(0, 9_999)),
        turns=draw(strategies.integers(1, most_turns(watched))),
    )


@given(any_choices())
def test_choices_come_back_from_their_address(choices: Choices) -> None:
    assert from_address(as_address(choices)) == (choices, ())


def test_an_address_can_be_read() -> None:
    choices = Choices((1990, 1991, 1992), 1995, NEAREST_NEIGHBOURS, 0.75, seed=42, turns=3)

    assert as_address(choices) == {
        "train": "1990,1991,1992",
        "watch": "1995",
        "algorithm": "nearest-neighbours",
        "gate": "75",
        "seed": "42",
        "turns": "3",
    }


def test_an_empty_address_is_the_usual_run_without_a_notice() -> None:
    assert from_address({}) == (Choices(), ())


@pytest.mark.parametrize(
    ("parameters", "notice"),
    [
        (
            {"algorithm": "<script>"},
            "There is no algorithm “script”: this is a logistic regression.",
        ),
        ({"gate": "49"}, "The gate is a whole percentage from 50 to 95, not “49”: it is 70."),
        ({"gate": "0.7"}, "The gate is a whole percentage from 50 to 95, not “07”: it is 70."),
        ({"seed": "-1"}, "The seed is a whole number from 0 to 9999, not “-1”: it is 0."),
        ({"seed": "1e9"}, "The seed is a whole number from 0 to 9999, not “1e9”: it is 0."),
        (
            {"train": "1993;1994"},
            (
                "The training years are years with commas between them, not “19931994”: they are "
                "1993 and 1994."
            ),
        ),
        ({"watch": "soon"}, "The watched year is a year, not “soon”: it is 1997."),
        ({"turns": "two"}, "“two” turns cannot be run: this is one."),
        (
            {"turns": "9"},
            (
                "Each turn watches the year after the last one, so from 1997 on there is room for "
                "1 to 6 turns, not for 9. This is one."
            ),
        ),
        (
            {"train": "1994", "watch": "1994"},
            (
                "The model would be watched in 1994, of which it has already seen the answers: "
                "watch a year that it was not trained on. The usual years are set: trained on "
                "1993 and 1994, watched in 1997."
            ),
        ),
        (
            {"watch": "2525"},
            (
                "There are no records of 2525: choose a year from 1977 to 2002. The usual years "
                "are set: trained on 1993 and 1994, watched in 1997."
            ),
        ),
    ],
    ids=str,
)
def test_a_value_that_makes_no_sense_falls_back_and_says_so(
    parameters: dict[str, str], notice: str
) -> None:
    assert from_address(parameters) == (Choices(), (notice,))


def test_one_bad_value_leaves_the_good_ones() -> None:
    choices, notices = from_address({"seed": "7", "gate": "high", "watch": "1995"})

    assert choices == Choices(watched=1995, seed=7)
    assert len(notices) == 1


@given(strategies.dictionaries(strategies.sampled_from(KEYS), strategies.text(max_size=300)))
def test_no_address_does_harm(parameters: dict[str, str]) -> None:
    choices, notices = from_address(parameters)

    assert from_address(as_address(choices)) == (choices, ())
    assert all(len(notice) < 300 for notice in notices)
    assert not set("".join(notices)) & set("<>[]`*_#\n$")


def test_the_longest_address_is_read_and_no_longer_one() -> None:
    every_year = ",".join(map(str, YEARS[:-1]))

    choices, notices = from_address({"train": every_year, "watch": "2002"})

    assert (choices.trained_on, notices) == (YEARS[:-1], ())
    assert from_address({"train": ",".join(["1993"] * 100_000)})[1] != ()


def test_a_link_keeps_both_runs_of_a_comparison() -> None:
    two = (Choices(seed=3), Choices((1980, 1981), 1985, ALGORITHMS[2], 0.6, 9))

    assert two_from_address(two_as_address(two), USUAL_TWO) == (two, ())


def test_a_comparison_without_an_address_is_the_usual_one() -> None:
    assert two_from_address({}, USUAL_TWO) == (USUAL_TWO, ())


def test_a_run_compared_with_nothing_is_compared_with_another_algorithm() -> None:
    (one, other), notices = two_from_address({"first-seed": "3"}, USUAL_TWO)

    assert not notices
    assert one == replace(USUAL_TWO[0], seed=3)
    assert other == one.otherwise
    assert one.otherwise.otherwise == one


def test_a_notice_names_the_run_and_what_is_usual_there() -> None:
    told = {"first-watch": "x", "second-watch": "x", "second-turns": "9"}

    two, notices = two_from_address(told, USUAL_TWO)

    assert two == USUAL_TWO
    assert notices == (
        "First run: The watched year is a year, not “x”: it is 1995.",
        "Second run: The watched year is a year, not “x”: it is 1997.",
    )
