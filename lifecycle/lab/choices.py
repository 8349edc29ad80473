"""What can be chosen in the lab: years, algorithm, gate, seed and turns, checked before any run."""

from dataclasses import dataclass, replace
from typing import Final, Self

from lifecycle.algorithm import (
    ALGORITHMS,
    DECISION_TREE,
    LOGISTIC_REGRESSION,
    Algorithm,
    UnknownAlgorithmError,
)
from lifecycle.decision import GATE, Gate
from lifecycle.lab.refusals import (
    GateOutOfRangeError,
    NoTrainingYearError,
    SeedOutOfRangeError,
    TurnsOutOfRangeError,
    WatchedYearTooEarlyError,
    WatchedYearTrainedOnError,
    YearOutsideError,
)
from lifecycle.scenarios import Scenario, Turn
from lifecycle.years import in_words

FIRST_YEAR: Final = 1977
LAST_YEAR: Final = 2002
YEARS: Final = tuple(range(FIRST_YEAR, LAST_YEAR + 1))
"""The years of the records; a test sees that each of them has some."""

LOWEST_GATE: Final = 0.50
HIGHEST_GATE: Final = 0.95
HIGHEST_SEED: Final = 9_999


@dataclass(frozen=True, slots=True)
class Choices:
    """One choice of everything a run depends on; the same choices give the same run.

    `trained_on` is kept in ascending order, each year once. `turns` says how often the cycle
    may go round; it goes round again only if Monitoring calls for it.

    Raises:
        ChoiceError: Something was chosen that cannot be run.
        UnknownAlgorithmError: Nobody has built such an algorithm.
    """

    trained_on: tuple[int, ...] = (1993, 1994)
    watched: int = 1997
    algorithm: Algorithm = LOGISTIC_REGRESSION
    gate_accuracy: float = GATE.accuracy
    seed: int = 0
    turns: int = 1

    def __post_init__(self) -> None:
        """Put the years in order and refuse what cannot be run."""
        object.__setattr__(self, "trained_on", tuple(sorted(set(self.trained_on))))
        self._check_years()
        if self.algorithm not in ALGORITHMS:
            raise UnknownAlgorithmError(self.algorithm.name)
        if not _is_a_gate(self.gate_accuracy):
            raise GateOutOfRangeError(self.gate_accuracy, LOWEST_GATE, HIGHEST_GATE)
        if not 0 <= self.seed <= HIGHEST_SEED:
            raise SeedOutOfRangeError(self.seed, HIGHEST_SEED)
        if not 1 <= self.turns <= most_turns(self.watched):
            raise TurnsOutOfRangeError(self.turns, self.watched, most_turns(self.watched))

    def _check_years(self) -> None:
        if not self.trained_on:
            raise NoTrainingYearError
        for year in (*self.trained_on, self.watched):
            if year not in YEARS:
                raise YearOutsideError(year, FIRST_YEAR, LAST_YEAR)
        if self.watched in self.trained_on:
            raise WatchedYearTrainedOnError(self.watched)
        if self.watched < self.trained_on[-1]:
            raise WatchedYearTooEarlyError(self.watched, self.trained_on)

    @property
    def gate(self) -> Gate:
        """The gate that is agreed on; how far it lies above no model at all is not chosen."""
        return replace(GATE, accuracy=self.gate_accuracy)

    @property
    def question(self) -> str:
        """What a run of these choices answers."""
        return (
            f"Is the {self.algorithm} trained on {in_words(self.trained_on)} "
            f"still good in {self.watched}?"
        )

    @property
    def otherwise(self) -> Self:
        """The same with another algorithm: one thing changed shows what that one thing does."""
        other = LOGISTIC_REGRESSION if self.algorithm == DECISION_TREE else DECISION_TREE
        return replace(self, algorithm=other)

    @property
    def scenario(self) -> Scenario:
        """Answer with a scenario that runs as chosen; its name tells these choices from others."""
        turns = [Turn(self.trained_on, self.watched)]
        while len(turns) < self.turns:
            turns.append(turns[-1].following())
        return Scenario(
            self.name,
            "Live lab",
            self.question,
            tuple(turns),
            self.seed,
            self.algorithm,
            self.gate,
            most_turns=most_turns(self.watched),
        )

    @property
    def name(self) -> str:
        """Tell these choices from all others, in letters that an address can hold."""
        parts = (*self.trained_on, "in", self.watched, self.algorithm.name)
        gate = f"gate-{100 * self.gate_accuracy:.0f}"
        return "-".join(map(str, ("lab", *parts, gate, "seed", self.seed, "turns", self.turns)))


def most_turns(watched: int) -> int:
    """Say for how many turns there are records: each watches the year after the last one."""
    return LAST_YEAR - watched + 1


def _is_a_gate(accuracy: float) -> bool:
    in_range = LOWEST_GATE <= accuracy <= HIGHEST_GATE
    return in_range and round(accuracy, 2) == accuracy
