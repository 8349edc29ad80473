"""The page's address: which walk, which step, and whether the learner predicts first."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from lifecycle.faults.fault import FAULTS
from lifecycle.program import ROWS_OF_ONE_TURN
from lifecycle.quoting import quoted
from lifecycle.scenarios import DEFAULT, SCENARIOS, Scenario

_SEED: Final = re.compile(r"[a-z0-9-]{1,40}")
MOST_TESTS: Final = 99
"""How many tests a seed has."""
_MOST_MINUTES: Final = 240
_YES: Final = {"1": True, "true": True, "0": False, "false": False}


@dataclass(frozen=True, slots=True)
class Place:
    """A place of a walk, as an address can name it; `notices` say what could not be read."""

    scenario: Scenario
    step: int
    turns: int
    predict: bool
    notices: tuple[str, ...] = ()


KEY: Final = "test-"
"""What the names of all tests begin with, in the log."""


@dataclass(frozen=True, slots=True)
class Paper:
    """Which ten questions: a seed that can be shared, and the how-manieth test of it."""

    seed: str
    number: int
    minutes: int = 0
    """How long it may take; 0 leaves the learner all the time there is."""

    @property
    def sitting(self) -> str:
        """Its name in the log."""
        return f"{KEY}{self.seed}-{self.number}"

    @property
    def address(self) -> dict[str, str]:
        """Its parameters in the address."""
        limit = {"minutes": str(self.minutes)} if self.minutes else {}
        return {"seed": self.seed, "number": str(self.number), **limit}


def paper(parameters: Mapping[str, str]) -> tuple[Paper | None, str]:
    """Read which test an address asks for, with a notice where it makes no sense."""
    if "seed" not in parameters:
        return None, ""
    seed = parameters["seed"].lower()
    number = _whole(parameters.get("number", "1"), 1, MOST_TESTS)
    minutes = _whole(parameters.get("minutes", "0"), 0, _MOST_MINUTES)
    if not _SEED.fullmatch(seed):
        return None, f"There is no test {quoted(parameters['seed'])}: begin one of your own."
    if number is None or minutes is None:
        wrong = "number" if number is None else "minutes"
        return None, f"A test has no {wrong} {quoted(parameters[wrong])}: begin one of your own."
    return Paper(seed, number, minutes), ""


def case(parameters: Mapping[str, str]) -> tuple[int | None, str]:
    """Read which broken cycle an address asks for, with a notice where there is none."""
    if "case" not in parameters:
        return None, ""
    number = _whole(parameters["case"], 1, len(FAULTS))
    if number is None:
        return 1, f"There is no case {quoted(parameters['case'])}: this is the first."
    return number, ""


def at(parameters: Mapping[str, str], moments: int) -> tuple[int, str]:
    """Read which moment of a playlist an address asks for, with a notice where there is none."""
    number = _whole(parameters.get("at", "1"), 1, moments)
    if number is None:
        return 1, f"There is no moment {quoted(parameters['at'])} here: this is the first."
    return number, ""


def read(parameters: Mapping[str, str], *, all_turns: bool = False) -> Place:
    """Read a place from an address's parameters, and fall back where they make no sense.

    On a page that tells `all_turns`, a step may lie in any of them, however many are named.
    """
    notices: list[str] = []

    named = parameters.get("scenario", DEFAULT.name)
    scenario = next((known for known in SCENARIOS if known.name == named), None)
    if scenario is None:
        scenario = DEFAULT
        notices.append(f"There is no scenario {quoted(named)}: this is “{scenario.title}”.")

    turns = _whole(parameters.get("turns", "1"), 1, len(scenario.turns))
    if turns is None:
        turns = 1
        notices.append(f"{quoted(parameters['turns'])} turns cannot be walked here: this is one.")

    last = ROWS_OF_ONE_TURN * (len(scenario.turns) if all_turns else turns) + 1
    step = _whole(parameters.get("step", "0"), 0, last)
    if step is None:
        step = 0
        notices.append(_no_step(parameters["step"]))

    predict = _YES.get(parameters.get("predict", "0"))
    if predict is None:
        predict = False
        notices.append(
            f"Predict first is on or off, 1 or 0, not {quoted(parameters['predict'])}: it is off."
        )

    return Place(scenario, step, turns, predict, tuple(notices))


def within(place: Place, last: int) -> Place:
    """Begin at the start, and say so, if the walk has no such step; `last` is its last one."""
    if place.step <= last:
        return place
    notices = (*place.notices, _no_step(str(place.step)))
    return replace(place, step=0, notices=notices)


def _no_step(asked: str) -> str:
    return f"There is no step {quoted(asked)} in this walk: it begins at the start."


def _whole(text: str, least: int, most: int) -> int | None:
    if not (text.isascii() and text.isdigit() and len(text) <= len(str(most))):
        return None
    return int(text) if least <= int(text) <= most else None
