"""Monitoring & Maintenance on own data: let the model meet a later period, measure, and decide."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar, Final

import numpy as np
from numpy.typing import NDArray

from lifecycle.beside import beside
from lifecycle.decision import MOST_MISSING, Decision, Gate, decide
from lifecycle.drift import LARGE_DRIFT, Drift, drift
from lifecycle.evidence import Evidence, Number, Table
from lifecycle.interval import Interval, bootstrap
from lifecycle.own_data.collection import collect
from lifecycle.own_data.deployment import Deployed
from lifecycle.own_data.errors import OwnDataError, shown
from lifecycle.own_data.evaluation import by_label
from lifecycle.own_data.preparation import Prepared, prepare
from lifecycle.own_data.table import CsvTable
from lifecycle.stage import MONITORING, Stage
from lifecycle.stages.monitoring import RULE
from lifecycle.watching import Watching, checks, told_strangers, too_much_missing

if TYPE_CHECKING:
    import pandas as pd

FAULTY: Final = "rows"
CHECKED: Final = ("Check", "Measured", "Verdict")
NOTHING_KNOWN: Final = Interval(0, 1)
"""Where the accuracy lies in a period in which no row could be asked about: anywhere."""


class NothingToWatchError(OwnDataError):
    """The watched period has no row that anybody named."""

    def __init__(self, watched: str, rows: int) -> None:
        self.watched = watched
        self.rows = rows
        super().__init__(
            f"None of the {rows:,} rows of {shown(watched)} has a label, so nothing can be "
            "measured; add the labels of that period, or watch another."
        )


@dataclass(frozen=True, eq=False)
class Unmeasured:
    """A later period whose labelled rows all lack an input: there is nothing to ask about."""

    stage: ClassVar[Stage] = MONITORING
    decision: ClassVar[Decision] = Decision.MEND_DATA
    needs_retraining: ClassVar[bool] = False
    prepared: Prepared

    @property
    def watched(self) -> str:
        """The period that was watched."""
        return shown(self.prepared.collected.plan.watched)

    @property
    def rows(self) -> int:
        """How many rows of the period have a label."""
        collected = self.prepared.collected
        return len(collected.raw) - collected.unlabelled

    @property
    def reason(self) -> str:
        """Say in one sentence why this was decided."""
        return too_much_missing(_unmeasured(self.prepared), FAULTY)

    @cached_property
    def evidence(self) -> Evidence:
        """Tell that nothing could be measured and what was decided."""
        share = self.prepared.missing_share
        nothing = "no row has a number for each input"
        return Evidence(
            value=self.decision.words,
            sentence=f"{self.reason} {RULE}",
            numbers=(
                Number(f"Accuracy in {self.watched}", "not measured", nothing),
                Number("Not measured", f"{share:.1%}", f"of {self.rows:,} rows with a label"),
            ),
            table=Table(
                f"Checks of {self.watched}",
                CHECKED,
                checks(share, (), self.prepared.clean.labels.value_counts(), of_kind="labels"),
            ),
        )


@dataclass(frozen=True, eq=False)
class Monitored:
    """What the deployed model met in a later period, and what follows from it."""

    stage: ClassVar[Stage] = MONITORING
    deployed: Deployed
    prepared: Prepared
    predicted: NDArray[np.object_]
    correct: NDArray[np.bool_]
    drifts: tuple[Drift, ...]
    accuracy: float
    interval: Interval

    @property
    def watched(self) -> str:
        """The period that was watched."""
        return shown(self.prepared.collected.plan.watched)

    @property
    def gate(self) -> Gate:
        """What was asked for beforehand."""
        return self.prepared.collected.plan.gate

    @cached_property
    def never_trained(self) -> "pd.Series[int]":
        """Rows of labels that the model never learnt, commonest first."""
        labels = self.prepared.clean.labels
        return labels[~labels.isin(self.deployed.evaluated.trained.labels)].value_counts()

    @property
    def never_trained_share(self) -> float:
        """The share of the period's rows that the model cannot name rightly."""
        return float(self.never_trained.sum()) / len(self.correct)

    @cached_property
    def by_label(self) -> "pd.DataFrame":
        """Rows of the period and accuracy of each label, commonest first."""
        learnt = self.deployed.evaluated.trained.labels
        return by_label(self.prepared.clean.labels, self.correct, learnt)

    @property
    def largest_drift(self) -> Drift:
        """The input that has moved most, by its PSI."""
        return max(self.drifts, key=lambda each: each.psi)

    @property
    def decision(self) -> Decision:
        """Where the cycle goes from here."""
        share = self.prepared.missing_share
        return decide(share, len(self.correct), self.interval, self.gate)

    @property
    def needs_retraining(self) -> bool:
        """The variable that the program's last branch asks for."""
        return self.decision is Decision.BACK_TO_COLLECTION

    @property
    def reason(self) -> str:
        """Say in one sentence, with the numbers, why this was decided."""
        return Watching(
            period=self.watched,
            rows=len(self.correct),
            things="rows",
            accuracy=self.accuracy,
            interval=self.interval,
            gate=self.gate,
            unmeasured=_unmeasured(self.prepared),
            faulty=FAULTY,
            strangers=self._strangers(),
            alarm=self._alarm(),
        ).reason(self.decision)

    def _strangers(self) -> str:
        if self.never_trained.empty:
            return ""
        counts = self.never_trained.rename(lambda label: shown(str(label)))
        return told_strangers(counts, self.never_trained_share, "rows", "labels")

    def _alarm(self) -> str:
        largest = self.largest_drift
        if largest.psi < LARGE_DRIFT:
            return ""
        return (
            f"{largest.measured.name} differs much from what it learnt from (PSI {largest.written})"
        )

    @cached_property
    def evidence(self) -> Evidence:
        """Tell what the later period was like and what was decided."""
        return Evidence(
            value=self.decision.words,
            sentence=f"{self.reason} {RULE}",
            numbers=(
                Number(
                    f"Accuracy in {self.watched}",
                    beside(self.accuracy, self.gate.accuracy),
                    self.interval.note(self.gate.accuracy),
                ),
                Number(
                    "Largest drift",
                    self.largest_drift.written,
                    f"{self.largest_drift.measured.name} (PSI); above {LARGE_DRIFT} is much",
                ),
                Number(
                    "Never trained",
                    f"{self.never_trained_share:.1%}",
                    f"rows of {len(self.never_trained):,} labels",
                ),
            ),
            table=Table(f"Checks of {self.watched}", CHECKED, self._checks()),
        )

    def _checks(self) -> tuple[tuple[str, str, str], ...]:
        strangers = self.never_trained.rename(lambda label: shown(str(label)))
        return checks(self.prepared.missing_share, self.drifts, strangers, of_kind="labels")


def monitor(deployed: Deployed, table: CsvTable) -> Monitored | Unmeasured:
    """Collect and prepare the watched period in the same way, and ask the deployed model."""
    trained = deployed.evaluated.trained
    plan = trained.prepared.collected.plan
    collected = collect(table, plan, (plan.watched,))
    prepared = prepare(collected, trained.prepared.inputs)
    rows = prepared.clean
    if not len(rows):
        if decide(prepared.missing_share, 0, NOTHING_KNOWN, plan.gate) is Decision.MEND_DATA:
            return Unmeasured(prepared)
        raise NothingToWatchError(plan.watched, len(collected.raw))
    predicted = deployed.answer(rows)
    correct = (rows.labels == predicted).to_numpy(dtype=np.bool_)
    return Monitored(
        deployed,
        prepared,
        predicted,
        correct,
        drifts=tuple(
            drift(
                each,
                trained.train.inputs[each.column].to_numpy(),
                rows.inputs[each.column].to_numpy(),
            )
            for each in deployed.inputs
        ),
        accuracy=float(correct.mean()),
        interval=bootstrap(correct, trained.seed),
    )


def _unmeasured(prepared: Prepared) -> str:
    share = beside(prepared.missing_share, MOST_MISSING)
    watched = shown(prepared.collected.plan.watched)
    return f"In {share} of the labelled rows of {watched} an input is no number"
