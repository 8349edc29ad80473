"""Model Training: put a part of the rows away, and fit a model to the rest."""

from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

import pandas as pd
from sklearn.compose import ColumnTransformer
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler

from lifecycle.evidence import Evidence, Number, Table
from lifecycle.inputs import COLUMNS
from lifecycle.stage import TRAINING, Stage
from lifecycle.stages.preparation import TARGET, Prepared

HELD_OUT_SHARE = 0.25
FEWEST_EXAMPLES = 10
"""A species with fewer training rows is not learnt; met later, it counts as an error."""
SHOWN_SPECIES = 8


@dataclass(frozen=True, eq=False)
class Trained:
    """A fitted pipeline, the rows it has seen and the rows it has not."""

    stage: ClassVar[Stage] = TRAINING
    prepared: Prepared
    seed: int
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

    @cached_property
    def evidence(self) -> Evidence:
        """Tell what the model learnt from."""
        train, held_out, names = len(self.train), len(self.held_out), self.common_names
        return Evidence(
            value=f"a model of {len(self.species)} species",
            sentence=(
                f"We put {held_out:,} clean rows away for the test and kept the other {train:,} "
                f"for training. A logistic regression was fitted to {self.fitted:,} of them, and "
                f"from weight and hind foot alone it learnt to tell {len(self.species)} species "
                f"apart; the {self.too_rare} species of the other {train - self.fitted:,} rows had "
                f"fewer than {FEWEST_EXAMPLES} animals each and were left out."
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
                "algorithm": "logistic regression",
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


def train(prepared: Prepared, seed: int) -> Trained:
    """Hold a quarter of the rows out, then fit the pipeline to the species with enough rows."""
    train, held_out = train_test_split(prepared.clean, test_size=HELD_OUT_SHARE, random_state=seed)
    counts = train[TARGET].value_counts()
    examples = counts[counts >= FEWEST_EXAMPLES]
    learnt = train[train[TARGET].isin(examples.index)]
    model = new_pipeline().fit(learnt[COLUMNS], learnt[TARGET])
    return Trained(prepared, seed, model, train, held_out, examples)


def new_pipeline() -> Pipeline:
    """Answer with an unfitted model: fill the gaps, put the inputs on one scale, draw borders.

    The solver goes all the way to the optimum, so the borders are the same on every machine.
    """
    numbers = make_pipeline(SimpleImputer(strategy="median"), StandardScaler())
    return Pipeline(
        [
            ("inputs", ColumnTransformer([("numbers", numbers, COLUMNS)])),
            ("classifier", LogisticRegression(C=10, solver="newton-cholesky")),
        ]
    )
