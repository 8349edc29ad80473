"""The walks a learner can choose: which years train the model and which year watches it."""

from dataclasses import dataclass

from lifecycle.errors import LifecycleError


@dataclass(frozen=True, slots=True)
class Turn:
    """One time round the six stages: the years trained on and the later year watched."""

    trained_on: tuple[int, ...]
    watched: int

    @property
    def newest(self) -> tuple[int, int]:
        """The watched year and the one before: what a next turn would collect."""
        return (self.watched - 1, self.watched)


@dataclass(frozen=True, slots=True)
class Scenario:
    """A real piece of history to walk through; the same one gives the same numbers everywhere."""

    name: str
    title: str
    question: str
    turns: tuple[Turn, ...]
    seed: int = 0


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


def scenario_named(name: str) -> Scenario:
    """Find a scenario by the name it has in the address."""
    for scenario in SCENARIOS:
        if scenario.name == name:
            return scenario
    raise UnknownScenarioError(name)
