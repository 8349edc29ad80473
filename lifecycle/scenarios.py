"""The walks a learner can choose: which years train the model and which year watches it."""

from dataclasses import dataclass

from lifecycle.algorithm import LOGISTIC_REGRESSION, Algorithm
from lifecycle.decision import GATE, Gate
from lifecycle.errors import LifecycleError

MOST_TURNS = 2
"""The player, the address and the transcript speak of one turn and of a second."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One time round the six stages: the years trained on and the later year watched."""

    trained_on: tuple[int, ...]
    watched: int

    def following(self) -> "Turn":
        """Answer with a turn nobody has planned: it learns the newest years, watches the next."""
        return Turn(trained_on=(self.watched - 1, self.watched), watched=self.watched + 1)


@dataclass(frozen=True, slots=True)
class Scenario:
    """A real piece of history to walk through; the same one gives the same numbers everywhere."""

    name: str
    title: str
    question: str
    turns: tuple[Turn, ...]
    seed: int = 0
    algorithm: Algorithm = LOGISTIC_REGRESSION
    gate: Gate = GATE
    most_turns: int = MOST_TURNS
    """How many turns whoever shows it has room for."""

    def __post_init__(self) -> None:
        """Refuse more turns than can be shown."""
        if not 1 <= len(self.turns) <= self.most_turns:
            raise PlannedTurnsError(self)

    def turn(self, number: int) -> Turn:
        """Answer with the turn of this number, counted from 1, or with what would follow."""
        if number <= len(self.turns):
            return self.turns[number - 1]
        return self.turns[-1].following()

    def check_turns(self, turns: int) -> None:
        """Refuse a number of turns that was not planned."""
        if not 1 <= turns <= len(self.turns):
            raise UnknownTurnError(self, turns)


class PlannedTurnsError(LifecycleError):
    """A scenario was written with no turn, or with more than can be shown."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario.name
        self.turns = len(scenario.turns)
        most = scenario.most_turns
        super().__init__(
            f"A scenario has 1 {'or' if most == MOST_TURNS else 'to'} {most} turns; "
            f"{self.scenario} plans {self.turns}."
        )


SCENARIOS = (
    Scenario(
        "desert-changed",
        "The desert has changed",
        "Is the 1993-94 model still good in 1997?",
        (Turn((1993, 1994), 1997), Turn((1996, 1997), 1998)),
    ),
    Scenario(
        "quiet-year",
        "A quiet year",
        "Is the 1993-94 model still good in 1995?",
        (Turn((1993, 1994), 1995),),
    ),
    Scenario(
        "borderline-year",
        "A borderline year",
        "Is the 1993-94 model still good in 1996?",
        (Turn((1993, 1994), 1996),),
    ),
    Scenario(
        "loud-alarm",
        "A loud alarm",
        "Is the 1996-97 model still good in 2000?",
        (Turn((1996, 1997), 2000),),
    ),
)

DEFAULT = SCENARIOS[0]


class UnknownScenarioError(LifecycleError):
    """Nobody has written a scenario of this name."""

    def __init__(self, name: str) -> None:
        self.name = name
        known = ", ".join(scenario.name for scenario in SCENARIOS)
        super().__init__(f"There is no scenario named {name!r}; the known ones are {known}.")


class UnknownTurnError(LifecycleError):
    """The scenario was not planned for so many turns."""

    def __init__(self, scenario: Scenario, turns: int) -> None:
        self.scenario = scenario.name
        self.turns = turns
        most = len(scenario.turns)
        known = "1 turn" if most == 1 else f"1 to {most} turns"
        super().__init__(f"The scenario {scenario.name} has {known}, not {turns}.")


def scenario_named(name: str) -> Scenario:
    """Find a scenario by the name it has in the address."""
    for scenario in SCENARIOS:
        if scenario.name == name:
            return scenario
    raise UnknownScenarioError(name)
