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


def from_address(parameters: Mapping[str, str]) -> tuple[Choices, tuple[str, ...]]:
    """Read choices from an address, with a notice for each value that makes no sense.

    Such a value falls back to the usual one; if the years do not fit together, all of them do.
    """
    letter = _Letter(parameters)
    choices = Choices(
        algorithm=letter.read("algorithm", DEFAULT.algorithm, algorithm_named),
        gate_accuracy=letter.read("gate", DEFAULT.gate_accuracy, _gate),
        seed=letter.read("seed", DEFAULT.seed, _seed),
    )
    trained_on = letter.read("train", DEFAULT.trained_on, _years)
    watched = letter.read("watch", DEFAULT.watched, _whole)
    try:
        choices = replace(choices, trained_on=trained_on, watched=watched)
    except ChoiceError as problem:
        letter.notices.append(f"{problem} {_USUAL_YEARS}")
    turns = letter.read("turns", DEFAULT.turns, _whole)
    try:
        choices = replace(choices, turns=turns)
    except ChoiceError as problem:
        letter.notices.append(f"{problem} This is one.")
    return choices, tuple(letter.notices)


_USUAL_YEARS: Final = (
    f"The usual years are set: trained on {in_words(DEFAULT.trained_on)}, "
    f"watched in {DEFAULT.watched}."
)

_NOTICES: Final = {
    "algorithm": "There is no algorithm {asked}: this is a " + DEFAULT.algorithm.noun + ".",
    "gate": (
        f"The gate is a whole percentage from {100 * LOWEST_GATE:.0f} to "
        f"{100 * HIGHEST_GATE:.0f}, not {{asked}}: it is {100 * DEFAULT.gate_accuracy:.0f}."
    ),
    "seed": f"The seed is a whole number from 0 to {HIGHEST_SEED}, not {{asked}}: it is 0.",
    "train": (
        "The training years are years with commas between them, not {asked}: they are "
        f"{in_words(DEFAULT.trained_on)}."
    ),
    "watch": f"The watched year is a year, not {{asked}}: it is {DEFAULT.watched}.",
    "turns": "{asked} turns cannot be run: this is one.",
}


@dataclass(frozen=True, slots=True)
class _Letter:
    """The parameters of an address while they are read, and what could not be."""

    parameters: Mapping[str, str]
    notices: list[str] = field(default_factory=list)

    def read(self, key: str, usual: T, reader: Callable[[str], T]) -> T:
        """Read one value, or take the usual one and notice it."""
        if key not in self.parameters:
            return usual
        try:
            return reader(self.parameters[key])
        except (LifecycleError, ValueError):
            self.notices.append(_NOTICES[key].format(asked=quoted(self.parameters[key])))
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
