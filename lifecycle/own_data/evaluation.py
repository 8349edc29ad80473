"""Model Evaluation on own data: ask about rows never seen, and hold the answers to the gate."""

from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from lifecycle.decision import Gate, Written
from lifecycle.evidence import Evidence, Number, Table
from lifecycle.interval import Interval, bootstrap
from lifecycle.own_data.collection import SHOWN_LABELS
from lifecycle.own_data.errors import shown
from lifecycle.own_data.training import Trained
from lifecycle.stage import EVALUATION, Stage
from lifecycle.stages.evaluation import RULE, together


@dataclass(frozen=True, eq=False)
class Evaluated:
    """The model's answers on the held-out rows, and whether they are good enough."""

    stage: ClassVar[Stage] = EVALUATION
    trained: Trained
    predicted: NDArray[np.object_]
    correct: NDArray[np.bool_]
    accuracy: float
    interval: Interval
    baseline: float
    """The accuracy of always naming the commonest label of the training rows."""

    @property
    def commonest(self) -> str:
        """The commonest label of the training rows."""
        return self.trained.labels[0]

    @property
    def gate(self) -> Gate:
        """What was asked for beforehand."""
        return self.trained.prepared.collected.plan.gate

    @property
    def passed(self) -> bool:
        """Whether the model goes through the gate."""
        return self.gate.passed_by(self.accuracy, self.baseline)

    @property
    def written(self) -> Written:
        """The accuracy and what it is held to, as every sentence and table shows them."""
        return self.gate.written(self.accuracy, self.baseline)

    @cached_property
    def by_label(self) -> pd.DataFrame:
        """Held-out rows and accuracy of each label, commonest first, also of those not learnt."""
        return by_label(self.trained.held_out.labels, self.correct, self.trained.labels)

    @cached_property
    def evidence(self) -> Evidence:
        """Tell how good the model is, how sure that is, and what it is compared with."""
        right, rows = int(self.correct.sum()), len(self.correct)
        gate, commonest = self.gate, shown(self.commonest)
        told, verdict = self.written, "passes" if self.passed else "does not pass"
        return Evidence(
            value=f"{told.accuracy} right, {'passed' if self.passed else 'not passed'}",
            sentence=(
                f"Of {rows:,} rows it had never seen, the model named {right:,} rightly: "
                f"{told.accuracy}, and of all such rows probably "
                f"{self.interval}. Always answering “{commonest}” would have been right for "
                f"{told.baseline}. The gate, the least that was agreed beforehand, asks for "
                f"{gate.accuracy:.0%}, and for {100 * gate.above_baseline:.0f} points more than "
                f"that answer, here {told.above_baseline}; so the model {verdict}. {RULE}"
            ),
            numbers=(
                Number("Accuracy", told.accuracy, self.interval.note()),
                Number("Baseline", told.baseline, f"always “{commonest}”"),
                Number("Gate", verdict, told.note),
            ),
            table=Table(
                "Accuracy of each label", ("Label", "Held-out rows", "Right"), self._rows()
            ),
        )

    def _rows(self) -> tuple[tuple[str, str, str], ...]:
        shares = self.by_label.head(SHOWN_LABELS).itertuples()
        rest = self.by_label[SHOWN_LABELS:]
        rows = tuple(
            (shown(str(label)), f"{rows:,}", f"{accuracy:.0%}" if learnt else "not learnt")
            for label, rows, accuracy, learnt in shares
        )
        if rest.empty:
            return rows
        others = together(rest, "labels")
        return (*rows, (others.name, f"{others.rows:,}", others.right))


def by_label(
    labels: "pd.Series[str]", correct: NDArray[np.bool_], learnt: tuple[str, ...]
) -> pd.DataFrame:
    """Count rows and accuracy of each label, commonest first, and say whether it was learnt."""
    answers = pd.DataFrame({"label": labels.to_numpy(), "correct": correct})
    counted = answers.groupby("label").agg(rows=("correct", "size"), accuracy=("correct", "mean"))
    counted["learnt"] = counted.index.isin(learnt)
    return counted.sort_values("rows", ascending=False, kind="stable")


def evaluate(trained: Trained) -> Evaluated:
    """Let the model name every held-out row; a label it never learnt counts as an error."""
    held_out = trained.held_out
    predicted = np.asarray(trained.model.predict(held_out.inputs), dtype=object)
    correct = (held_out.labels == predicted).to_numpy(dtype=np.bool_)
    return Evaluated(
        trained,
        predicted,
        correct,
        accuracy=float(correct.mean()),
        interval=bootstrap(correct, trained.seed),
        baseline=float((held_out.labels == trained.labels[0]).mean()),
    )
