"""Model Training on own data: put a quarter of the rows away, and fit the lesson's model."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar, Final

from sklearn.model_selection import train_test_split
from sklearn.pipeline import Pipeline
from threadpoolctl import threadpool_limits

from lifecycle.evidence import Evidence, Number, Table
from lifecycle.own_data.collection import SHOWN_LABELS, told
from lifecycle.own_data.errors import OwnDataError, shown
from lifecycle.own_data.preparation import Examples, Prepared
from lifecycle.stage import TRAINING, Stage
from lifecycle.stages.training import FEWEST_EXAMPLES, HELD_OUT_SHARE, new_pipeline

if TYPE_CHECKING:
    import pandas as pd

FEWEST_CLEAN_ROWS: Final = 2 * FEWEST_EXAMPLES
FEWEST_LABELS: Final = 2

MOST_WORK: Final = 5_000_000
"""Rows times labels times inputs that are fitted to. 45,000 rows of 50 labels and 20 inputs took
lbfgs a minute, the 5,000 that are drawn of them 2 s; the accuracy was 72% and 71%."""

MOST_FOR_THE_EXACT_SOLVER: Final = 50
"""Labels times inputs. The equations that the lesson's solver solves grow with the square of this
number: 50 labels of 20 inputs took it 8 s on 5,000 rows, and lbfgs 2 s on 25,000."""


class NothingToLearnError(OwnDataError):
    """What preparation left is not enough to tell labels apart."""

    def __init__(self, rows: int, inputs: int, labels: int) -> None:
        self.rows = rows
        self.inputs = inputs
        self.labels = labels
        super().__init__(f"No model is trained: {self._lack()}.")

    def _lack(self) -> str:
        if not self.inputs:
            return (
                "every input holds one value only, or none, so nothing tells the rows apart; "
                "choose other inputs"
            )
        if self.rows < FEWEST_CLEAN_ROWS:
            return (
                f"{self.rows} clean rows are left and at least {FEWEST_CLEAN_ROWS} are needed; "
                "choose more training periods, or leave out the input that is missing most"
            )
        return (
            f"of the labels, {self.labels} {'has' if self.labels == 1 else 'have'} "
            f"{FEWEST_EXAMPLES} training rows or more, and at least {FEWEST_LABELS} must; choose "
            "more training periods, or a label with fewer kinds"
        )


@dataclass(frozen=True, eq=False)
class Trained:
    """A fitted pipeline, the rows it has seen and the rows it has not."""

    stage: ClassVar[Stage] = TRAINING
    prepared: Prepared
    model: Pipeline
    train: Examples
    held_out: Examples
    examples: "pd.Series[int]"
    """Rows of each label that the model was fitted to, commonest first."""
    drawn: bool
    """Whether it was fitted to rows drawn from those it could learn from, for there are many."""

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels the model can name."""
        return tuple(map(str, self.examples.index))

    @property
    def fitted(self) -> int:
        """How many training rows the model was fitted to, all of labels it learnt."""
        return int(self.examples.sum())

    @property
    def too_rare(self) -> int:
        """How many labels were seen in training, but too seldom to be learnt."""
        return self.train.labels.nunique() - len(self.examples)

    @property
    def seed(self) -> int:
        """What chance began with."""
        return self.prepared.collected.plan.seed

    @cached_property
    def evidence(self) -> Evidence:
        """Tell what the model learnt from."""
        train, held_out, inputs = len(self.train), len(self.held_out), self.prepared.inputs
        return Evidence(
            value=f"a model of {len(self.labels)} labels",
            sentence=(
                f"We put {held_out:,} clean rows away for the test and kept the other {train:,} "
                f"for training. A logistic regression was fitted to {self.fitted:,} of them"
                f"{', drawn by chance so that it takes seconds,' if self.drawn else ','} and from "
                f"{told(inputs)} alone it learnt to tell {len(self.labels)} labels apart"
                f"{self._told_rare()}."
            ),
            numbers=(
                Number("Training rows", f"{train:,}", f"the model is fitted to {self.fitted:,}"),
                Number("Held-out rows", f"{held_out:,}", "put away until the evaluation"),
                Number("Labels learnt", f"{len(self.labels)}", f"{self.too_rare} too rare"),
            ),
            table=Table(
                "Commonest labels in training",
                ("Label", "Training rows"),
                tuple(
                    (shown(str(label)), f"{count:,}")
                    for label, count in self.examples.head(SHOWN_LABELS).items()
                ),
            ),
        )

    @property
    def _rare_rows(self) -> int:
        return int((~self.train.labels.isin(self.labels)).sum())

    def _told_rare(self) -> str:
        if not self.too_rare:
            return ""
        kind = "drawn" if self.drawn else "training"
        return (
            f"; what has fewer than {FEWEST_EXAMPLES} {kind} rows was left out here and stays in "
            f"the test, where it counts as an error: {self.too_rare} of "
            f"{self.too_rare + len(self.labels)} labels, in {self._rare_rows:,} of the rows"
        )


def train(prepared: Prepared) -> Trained:
    """Hold a quarter of the rows out, then fit the pipeline to the labels with enough rows."""
    clean, inputs = prepared.clean, prepared.inputs
    if not inputs or len(clean) < FEWEST_CLEAN_ROWS:
        raise NothingToLearnError(len(clean), len(inputs), clean.labels.nunique())
    seen, unseen, labels, hidden = train_test_split(
        clean.inputs,
        clean.labels,
        test_size=HELD_OUT_SHARE,
        random_state=prepared.collected.plan.seed,
    )
    train, held_out = Examples(seen, labels), Examples(unseen, hidden)
    learnt = train.often_enough(FEWEST_EXAMPLES)
    most = MOST_WORK // (len(inputs) * max(learnt.labels.nunique(), 1))
    drawn = len(learnt) > most
    if drawn:
        learnt = learnt.drawn(most, prepared.collected.plan.seed).often_enough(FEWEST_EXAMPLES)
    examples = learnt.labels.value_counts()
    if len(examples) < FEWEST_LABELS:
        raise NothingToLearnError(len(clean), len(inputs), len(examples))
    # several threads wait for each other where the cores are busy: 58 s instead of 4
    with threadpool_limits(1):
        model = pipeline_for(inputs, len(examples)).fit(learnt.inputs, learnt.labels)
    return Trained(prepared, model, train, held_out, examples, drawn)


def pipeline_for(inputs: tuple[str, ...], labels: int) -> Pipeline:
    """Answer with the lesson's unfitted model, asked with other columns.

    Where there are many labels and inputs, another solver finds the same borders sooner.
    """
    model = new_pipeline()
    [(name, scaler, _)] = model["inputs"].transformers
    model.set_params(inputs__transformers=[(name, scaler, list(inputs))])
    if len(inputs) * labels > MOST_FOR_THE_EXACT_SOLVER:
        model.set_params(classifier__solver="lbfgs", classifier__max_iter=1_000)
    return model
