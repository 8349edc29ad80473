"""Choices as an address: a link is a run, and what a stranger writes into it does no harm."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final, TypeVar

from lifecycle.algorithm import algorithm_named
from lifecycle.errors import LifecycleError
from lifecycle.lab.choices import (
    HIGHEST_GATE,
    HIGHEST_SEED,
    LOWEST_GATE,
    YEARS,
    Choices,
)
from lifecycle.lab.refusals import ChoiceError
from lifecycle.quoting import quoted
from lifecycle.years import in_words

DEFAULT: Final = Choices()
RUNS: Final = ("first", "second")
"""What the two runs of a comparison are called, in its address too."""

_MOST_DIGITS: Final = 4
_MOST_YEARS: Final = len(YEARS)

T = TypeVar("T")


def as_address(choices: Choices) -> dict[str, str]:
    """Write choices as the parameters of an address."""
    return {
        "train": ",".join(map(str, choices.trained_on)),
        "watch": str(choices.watched),
        "algorithm": choices.algorithm.name,
        "gate": f"{100 * choices.gate_accuracy:.0f}",
        "seed": str(choices.seed),
        "turns": str(choices.turns),
    }


def from_address(
    parameters: Mapping[str, str], usual: Choices = DEFAULT
) -> tuple[Choices, tuple[str, ...]]:
    """Read choices from an address, with a notice for each value that makes no sense.

    Such a value falls back to the usual one; if the years do not fit together, all of them do.
    """
    letter = _Letter(parameters, usual)
    choices = replace(
        usual,
        algorithm=letter.read("algorithm", usual.algorithm, algorithm_named),
        gate_accuracy=letter.read("gate", usual.gate_accuracy, _gate),
        seed=letter.read("seed", usual.seed, _seed),
    )
    trained_on = letter.read("train", usual.trained_on, _years)
    watched = letter.read("watch", usual.watched, _whole)
    try:
        choices = replace(choices, trained_on=trained_on, watched=watched)
    except ChoiceError as problem:
        letter.notices.append(f"{problem} {_usual_years(usual)}")
    turns = letter.read("turns", usual.turns, _whole)
    try:
        choices = replace(choices, turns=turns)
    except ChoiceError as problem:
        letter.notices.append(f"{problem} This is one.")
    return choices, tuple(letter.notices)


def of_one_turn(parameters: Mapping[str, str]) -> dict[str, str]:
    """Leave the turns out, where every run has one: there the word may be somebody else's."""
    return {name: value for name, value in parameters.items() if name != "turns"}


Two = tuple[Choices, Choices]
"""The choices of a comparison's first run and of its second."""


def two_as_address(two: Two) -> dict[str, str]:
    """Write the choices of two runs as the parameters of one address; each has one turn."""
    return {
        f"{run}-{name}": value
        for run, choices in zip(RUNS, two, strict=True)
        for name, value in of_one_turn(as_address(choices)).items()
    }


def two_from_address(parameters: Mapping[str, str], usual: Two) -> tuple[Two, tuple[str, ...]]:
    """Read the choices of two runs, with a notice for each value that makes no sense.

    If the address speaks of the first run only, the second is the same with another algorithm.
    """
    own = [_of_run(run, parameters) for run in RUNS]
    one, about_one = from_address(own[0], usual[0])
    other, about_other = from_address(own[1], one.otherwise if own[0] and not own[1] else usual[1])
    notices = [f"First run: {notice}" for notice in about_one]
    notices += [f"Second run: {notice}" for notice in about_other]
    return (one, other), tuple(notices)


def _of_run(run: str, parameters: Mapping[str, str]) -> dict[str, str]:
    """Pick one run's own parameters, by the names they have in the address of a single run."""
    return {
        name: parameters[f"{run}-{name}"]
        for name in of_one_turn(as_address(DEFAULT))
        if f"{run}-{name}" in parameters
    }


def _usual_years(usual: Choices) -> str:
    return (
        f"The usual years are set: trained on {in_words(usual.trained_on)}, "
        f"watched in {usual.watched}."
    )


def _notice(key: str, asked: str, usual: Choices) -> str:
    """Say what a value ought to be, and what is taken instead."""
    match key:
        case "algorithm":
            return f"There is no algorithm {asked}: this is a {usual.algorithm}."
        case "gate":
            return (
                f"The gate is a whole percentage from {100 * LOWEST_GATE:.0f} to "
                f"{100 * HIGHEST_GATE:.0f}, not {asked}: it is {100 * usual.gate_accuracy:.0f}."
            )
        case "seed":
            return (
                f"The seed is a whole number from 0 to {HIGHEST_SEED}, not {asked}: "
                f"it is {usual.seed}."
            )
        case "train":
            return (
                f"The training years are years with commas between them, not {asked}: they are "
                f"{in_words(usual.trained_on)}."
            )
        case "watch":
            return f"The watched year is a year, not {asked}: it is {usual.watched}."
    return f"{asked} turns cannot be run: this is one."


@dataclass(frozen=True, slots=True)
class _Letter:
    """The parameters of an address while they are read, and what could not be."""

    parameters: Mapping[str, str]
    usual: Choices
    notices: list[str] = field(default_factory=list)

    def read(self, key: str, usual: T, reader: Callable[[str], T]) -> T:
        """Read one value, or take the usual one and notice it."""
        if key not in self.parameters:
            return usual
        try:
            return reader(self.parameters[key])
        except (LifecycleError, ValueError):
            self.notices.append(_notice(key, quoted(self.parameters[key]), self.usual))
            return usual


def _gate(text: str) -> float:
    return Choices(gate_accuracy=_whole(text) / 100).gate_accuracy


def _seed(text: str) -> int:
    return Choices(seed=_whole(text)).seed


def _years(text: str) -> tuple[int, ...]:
    years = text.split(",", maxsplit=_MOST_YEARS)
    return tuple(map(_whole, years))


def _whole(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS):
        raise ValueError(text)
    return int(text)
