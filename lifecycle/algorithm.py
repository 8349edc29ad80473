"""The algorithms a model can be made with; how each is built is said in Model Training."""

from dataclasses import dataclass

from lifecycle.errors import LifecycleError


@dataclass(frozen=True, slots=True)
class Algorithm:
    """A way to learn species from measurements.

    `name` stands in an address, `noun` in a sentence after "a", and `how` says in half a
    sentence how it tells one species from another.
    """

    name: str
    noun: str
    how: str

    @property
    def title(self) -> str:
        """The noun, as a heading begins."""
        return f"{self.noun[:1].upper()}{self.noun[1:]}"

    def __str__(self) -> str:
        """Answer with the noun."""
        return self.noun


MOST_ANSWERS = 30
"""Leaves of the decision tree: where its questions end."""
TREES = 60
NEIGHBOURS = 25

LOGISTIC_REGRESSION = Algorithm(
    "logistic-regression",
    "logistic regression",
    "weighs the two measurements and draws straight borders between the species",
)
DECISION_TREE = Algorithm(
    "decision-tree",
    "decision tree",
    f"asks one yes-or-no question after another, and has at most {MOST_ANSWERS} answers",
)
RANDOM_FOREST = Algorithm(
    "random-forest",
    "random forest",
    f"lets {TREES} trees, each grown on other draws of the rows, answer together",
)
NEAREST_NEIGHBOURS = Algorithm(
    "nearest-neighbours",
    "nearest-neighbours model",
    f"keeps every training row and lets the {NEIGHBOURS} most alike vote",
)

ALGORITHMS = (LOGISTIC_REGRESSION, DECISION_TREE, RANDOM_FOREST, NEAREST_NEIGHBOURS)


class UnknownAlgorithmError(LifecycleError):
    """Nobody has built an algorithm of this name."""

    def __init__(self, name: str) -> None:
        self.name = name
        known = ", ".join(algorithm.name for algorithm in ALGORITHMS)
        super().__init__(f"There is no algorithm named {name!r}; the known ones are {known}.")


def algorithm_named(name: str) -> Algorithm:
    """Find an algorithm by the name it has in the address."""
    for algorithm in ALGORITHMS:
        if algorithm.name == name:
            return algorithm
    raise UnknownAlgorithmError(name)
