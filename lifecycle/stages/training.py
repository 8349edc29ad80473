"""Model Training: put a part of the rows away, and fit a model to the rest."""

from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

import pandas as pd
from sklearn.base import ClassifierMixin
from sklearn.compose import ColumnTransformer
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.tree import DecisionTreeClassifier

from lifecycle.algorithm import (
    DECISION_TREE,
    LOGISTIC_REGRESSION,
    MOST_ANSWERS,
    NEAREST_NEIGHBOURS,
    NEIGHBOURS,
    RANDOM_FOREST,
    TREES,
    Algorithm,
)
from lifecycle.errors import LifecycleError
from lifecycle.evidence import Evidence, Number, Table
from lifecycle.inputs import COLUMNS
from lifecycle.stage import TRAINING, Stage
from lifecycle.stages.preparation import TARGET, Prepared
from lifecycle.years import in_words

HELD_OUT_SHARE = 0.25
FEWEST_EXAMPLES = 10
"""A species with fewer training rows is not learnt; met later, it counts as an error."""
FEWEST_SPECIES = 2
"""A model that can name one species only has nothing to decide."""
SHOWN_SPECIES = 8


class TooFewSpeciesError(LifecycleError):
    """There are not two species to tell apart."""

    def __init__(self, years: tuple[int, ...], species: int) -> None:
        self.years = years
        self.species = species
        super().__init__(
            f"Nothing can be learnt from {in_words(years)}: {'only one' if species else 'no'} "
            f"species has {FEWEST_EXAMPLES} clean training rows, and a model tells at least "
            f"{FEWEST_SPECIES} apart; choose more years."
        )


@dataclass(frozen=True, eq=False)
class Trained:
    """A fitted pipeline, the rows it has seen and the rows it has not."""

    stage: ClassVar[Stage] = TRAINING
    prepared: Prepared
    seed: int
    algorithm: Algorithm
    model: Pipeline
    train: pd.DataFrame
    held_out: pd.DataFrame
    examples: "pd.Series[int]"
    """Training rows of each species that was learnt, by `species_id`, commonest first."""

    @property
    def species(self) -> tuple[str, ...]:
        """The species the model can name."""
        return tuple(self.examples.index)

    @cached_property
    def common_names(self) -> dict[str, str]:
        """What people call the species that the model can name."""
        return dict(self.train.groupby(TARGET)["common_name"].first()[list(self.species)])

    @property
    def fitted(self) -> int:
        """How many training rows the model was fitted to: those of the species it learnt."""
        return int(self.examples.sum())

    @property
    def too_rare(self) -> int:
        """How many species were seen in training, but too seldom to be learnt."""
        return self.train[TARGET].nunique() - len(self.examples)

    @property
    def value(self) -> str:
        """What the program's variable holds, in few words."""
        return f"a model of {len(self.species)} species"

    def _told_rare(self) -> str:
        few, rows = f"fewer than {FEWEST_EXAMPLES} animals", len(self.train) - self.fitted
        match self.too_rare:
            case 0:
                return ""
            case 1:
                return f"; one species, in {rows} of the rows, had {few} and was left out"
        return (
            f"; the {self.too_rare} species of the other {rows:,} rows had {few} each and were "
            "left out"
        )

    @cached_property
    def evidence(self) -> Evidence:
        """Tell what the model learnt from."""
        train, held_out, names = len(self.train), len(self.held_out), self.common_names
        return Evidence(
            value=self.value,
            sentence=(
                f"We put {held_out:,} clean rows away for the test and kept the other {train:,} "
                f"for training. A {self.algorithm} was fitted to {self.fitted:,} of them, and "
                f"from weight and hind foot alone it learnt to tell {len(self.species)} species "
                f"apart{self._told_rare()}."
            ),
            numbers=(
                Number("Training rows", f"{train:,}", f"the model is fitted to {self.fitted:,}"),
                Number("Held-out rows", f"{held_out:,}", "put away until the evaluation"),
                Number("Species learnt", f"{len(self.species)}", f"{self.too_rare} too rare"),
            ),
            table=Table(
                "Commonest species in training",
                ("Species", "Training rows"),
                tuple((names[id_], f"{n:,}") for id_, n in self._shown()),
            ),
            measures={
                "algorithm": self.algorithm.noun,
                "seed": self.seed,
                "train": train,
                "fitted": self.fitted,
                "held_out": held_out,
                "species": list(self.species),
                "too_rare": self.too_rare,
            },
        )

    def _shown(self) -> list[tuple[str, int]]:
        return [(str(id_), int(n)) for id_, n in self.examples.head(SHOWN_SPECIES).items()]


def train(prepared: Prepared, seed: int, algorithm: Algorithm = LOGISTIC_REGRESSION) -> Trained:
    """Hold a quarter of the rows out, then fit the pipeline to the species with enough rows."""
    train, held_out = train_test_split(prepared.clean, test_size=HELD_OUT_SHARE, random_state=seed)
    counts = train[TARGET].value_counts()
    examples = counts[counts >= FEWEST_EXAMPLES]
    if len(examples) < FEWEST_SPECIES:
        raise TooFewSpeciesError(prepared.collected.years, len(examples))
    learnt = train[train[TARGET].isin(examples.index)]
    model = new_pipeline(algorithm, seed).fit(learnt[COLUMNS], learnt[TARGET])
    return Trained(prepared, seed, algorithm, model, train, held_out, examples)


def new_pipeline(algorithm: Algorithm = LOGISTIC_REGRESSION, seed: int = 0) -> Pipeline:
    """Answer with an unfitted model: put the inputs on one scale, draw borders."""
    return Pipeline(
        [
            ("inputs", ColumnTransformer([("scaler", StandardScaler(), COLUMNS)])),
            ("classifier", new_classifier(algorithm, seed)),
        ]
    )


def new_classifier(algorithm: Algorithm, seed: int) -> ClassifierMixin:
    """Answer with what draws the borders; the same seed draws the same ones.

    The logistic regression's solver goes all the way to the optimum, so its borders are the
    same on every machine.
    """
    if algorithm == DECISION_TREE:
        return DecisionTreeClassifier(max_leaf_nodes=MOST_ANSWERS, random_state=seed)
    if algorithm == RANDOM_FOREST:
        return RandomForestClassifier(TREES, min_samples_leaf=5, random_state=seed, n_jobs=1)
    if algorithm == NEAREST_NEIGHBOURS:
        return KNeighborsClassifier(NEIGHBOURS, n_jobs=1)
    return LogisticRegression(C=10, solver="newton-cholesky")
