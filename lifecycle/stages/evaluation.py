"""Model Evaluation: ask the model about rows it has never seen, and hold it to the gate."""

from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

import pandas as pd

from lifecycle.decision import Gate, Written
from lifecycle.evidence import Evidence, Number, Table
from lifecycle.inputs import COLUMNS
from lifecycle.interval import Interval, bootstrap
from lifecycle.stage import EVALUATION, Stage
from lifecycle.stages.preparation import TARGET
from lifecycle.stages.training import Trained

SHOWN_SPECIES = 8
RULE = (
    "To be let out, a model needs an accuracy that reaches the gate, though the interval may lie "
    "partly below: in use the model is measured again, and called back only if all of the "
    "interval lies below."
)


@dataclass(frozen=True, slots=True)
class Score:
    """How many held-out animals of a species, or of several together, were named rightly."""

    name: str
    rows: int
    accuracy: float
    learnt: bool

    @property
    def right(self) -> str:
        """Say the share; of a species that was not learnt, that."""
        return f"{self.accuracy:.0%}" if self.learnt else "not learnt"


@dataclass(frozen=True, eq=False)
class Evaluated:
    """The model's answers on the held-out rows, and whether they are good enough."""

    stage: ClassVar[Stage] = EVALUATION
    trained: Trained
    answers: pd.DataFrame
    """The held-out rows with two columns more: `predicted`, a species, and `correct`."""
    accuracy: float
    interval: Interval
    commonest: str
    baseline: float
    """The accuracy of always naming the commonest species of the training rows."""

    @property
    def gate(self) -> Gate:
        """What was agreed beforehand, when the data was collected."""
        return self.trained.prepared.collected.gate

    @property
    def passed(self) -> bool:
        """Whether the model goes through the gate."""
        return self.gate.passed_by(self.accuracy, self.baseline)

    @property
    def written(self) -> Written:
        """The accuracy and what it is held to, as every sentence and table shows them."""
        return self.gate.written(self.accuracy, self.baseline)

    @cached_property
    def by_species(self) -> pd.DataFrame:
        """Held-out rows and accuracy of each species, commonest first, also of those not learnt."""
        by_species = self.answers.groupby(TARGET).agg(
            common_name=("common_name", "first"),
            rows=("correct", "size"),
            accuracy=("correct", "mean"),
        )
        by_species["learnt"] = by_species.index.isin(self.trained.species)
        return by_species.sort_values("rows", ascending=False, kind="stable")

    @cached_property
    def scores(self) -> tuple[Score, ...]:
        """The commonest species one by one, then all others together: every held-out animal."""
        shown, rest = self.by_species[:SHOWN_SPECIES], self.by_species[SHOWN_SPECIES:]
        columns = (shown[name] for name in ("common_name", "rows", "accuracy", "learnt"))
        scores = tuple(Score(*values) for values in zip(*columns, strict=True))
        if rest.empty:
            return scores
        return (*scores, together(rest, "species"))

    @property
    def value(self) -> str:
        """What the program's variable holds, in few words."""
        return f"{self.written.accuracy} right, {'passed' if self.passed else 'not passed'}"

    @cached_property
    def evidence(self) -> Evidence:
        """Tell how good the model is, how sure that is, and what it is compared with."""
        right, rows = int(self.answers["correct"].sum()), len(self.answers)
        commonest = self.trained.common_names[self.commonest]
        told, verdict = self.written, "passes" if self.passed else "does not pass"
        return Evidence(
            value=self.value,
            sentence=(
                f"Of {rows:,} held-out animals, the model named {right:,} rightly: "
                f"{told.accuracy}, and of all such animals probably {self.interval}. Always "
                f"answering “{commonest}” would have been right for {told.baseline}. The gate, "
                f"the least that was agreed beforehand, asks for {self.gate.accuracy:.0%}, and for "
                f"{100 * self.gate.above_baseline:.0f} points more than that answer, here "
                f"{told.above_baseline}; so the model {verdict}{self._failures()}. {RULE}"
            ),
            numbers=(
                Number("Accuracy", told.accuracy, self.interval.note()),
                Number("Baseline", told.baseline, f"always “{commonest}”"),
                Number("Gate", verdict, told.note),
            ),
            table=Table(
                "Accuracy of each species", ("Species", "Held-out rows", "Right"), self._rows()
            ),
            measures={
                "accuracy": round(self.accuracy, 4),
                "interval": self.interval.rounded(),
                "rows": rows,
                "baseline": {"species": self.commonest, "accuracy": round(self.baseline, 4)},
                "gate": {
                    "accuracy": self.gate.accuracy,
                    "above_baseline": self.gate.above_baseline,
                },
                "passed": self.passed,
            },
        )

    def _failures(self) -> str:
        failed = self.by_species[self.by_species["learnt"] & (self.by_species["accuracy"] == 0)]
        if failed.empty:
            return ""
        *others, last = failed["common_name"]
        names = f"{', '.join(others)} and {last}" if others else last
        return (
            f"{', although' if self.passed else ', and'} it named none of the held-out {names} "
            f"rightly{self._most_errors(failed)}: the gate looks at all animals together"
        )

    def _most_errors(self, failed: pd.DataFrame) -> str:
        """Tell which species has most of the errors, if it is none of those never named."""
        wrong = self.answers.loc[~self.answers["correct"], TARGET].value_counts()
        worst = wrong.index[0]
        if worst in failed.index:
            return ""
        name = self.by_species["common_name"][worst]
        return f", and of its {wrong.sum():,} errors {wrong.iloc[0]:,} were of the species {name}"

    def _rows(self) -> tuple[tuple[str, str, str], ...]:
        return tuple((score.name, f"{score.rows:,}", score.right) for score in self.scores)


def together(rest: pd.DataFrame, kind: str) -> Score:
    """Score species, or labels, together, and say how many of them the model cannot name at all.

    `rest` has the columns `rows`, `accuracy` and `learnt`.
    """
    rows = int(rest["rows"].sum())
    accuracy = float((rest["rows"] * rest["accuracy"]).sum() / rows)
    learnt = int(rest["learnt"].sum())
    unknown = f" ({len(rest) - learnt} not learnt)" if 0 < learnt < len(rest) else ""
    return Score(f"{len(rest)} other {kind}{unknown}", rows, accuracy, learnt=learnt > 0)


def evaluate(trained: Trained) -> Evaluated:
    """Let the model name every held-out animal; a species it never learnt counts as an error."""
    predicted = trained.model.predict(trained.held_out[COLUMNS])
    answers = trained.held_out.assign(
        predicted=predicted, correct=trained.held_out[TARGET] == predicted
    )
    commonest = trained.species[0]
    return Evaluated(
        trained,
        answers,
        accuracy=float(answers["correct"].mean()),
        interval=bootstrap(answers["correct"].to_numpy(), trained.seed),
        commonest=commonest,
        baseline=float((answers[TARGET] == commonest).mean()),
    )
