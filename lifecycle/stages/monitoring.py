"""Monitoring & Maintenance: let the deployed model meet a later year, measure, and decide."""

from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

import pandas as pd

from lifecycle.beside import beside
from lifecycle.decision import MOST_MISSING, Decision, Gate, decide
from lifecycle.drift import LARGE_DRIFT, Drift, drift
from lifecycle.evidence import Evidence, Number, Table
from lifecycle.inputs import INPUTS
from lifecycle.interval import Interval, bootstrap
from lifecycle.stage import MONITORING, Stage
from lifecycle.stages.collection import collect
from lifecycle.stages.deployment import Deployed
from lifecycle.stages.preparation import TARGET, Prepared, prepare
from lifecycle.watching import Watching, checks, told_strangers

RULE = (
    "In use, a new turn begins only if the whole interval lies below the gate, the least that was "
    "agreed: one number below it could be chance."
)


@dataclass(frozen=True, eq=False)
class Monitored:
    """What the deployed model met in a later year, and what follows from it."""

    stage: ClassVar[Stage] = MONITORING
    deployed: Deployed
    year: int
    prepared: Prepared
    answers: pd.DataFrame
    """The year's clean rows with two columns more: `predicted`, a species, and `correct`."""
    drifts: tuple[Drift, ...]
    accuracy: float
    interval: Interval

    @cached_property
    def never_trained(self) -> "pd.Series[int]":
        """Animals of species that the model never learnt, by common name, commonest first."""
        learnt = self.deployed.evaluated.trained.species
        strangers = self.answers[~self.answers[TARGET].isin(learnt)]
        return strangers["common_name"].value_counts()

    @property
    def never_trained_share(self) -> float:
        """The share of the year's animals that the model cannot name rightly."""
        return float(self.never_trained.sum()) / max(len(self.answers), 1)

    @property
    def gate(self) -> Gate:
        """What was agreed before the model was trained."""
        return self.deployed.evaluated.gate

    @property
    def largest_drift(self) -> Drift:
        """The input that has moved most, by its PSI."""
        return max(self.drifts, key=lambda each: each.psi)

    @property
    def decision(self) -> Decision:
        """Where the cycle goes from here."""
        return decide(self.prepared.missing_share, len(self.answers), self.interval, self.gate)

    @property
    def needs_retraining(self) -> bool:
        """The variable that the program's last branch asks for."""
        return self.decision is Decision.BACK_TO_COLLECTION

    @property
    def reason(self) -> str:
        """Say in one sentence, with the numbers, why this was decided."""
        missing = beside(self.prepared.missing_share, MOST_MISSING)
        return Watching(
            period=str(self.year),
            rows=len(self.answers),
            things="animals",
            accuracy=self.accuracy,
            interval=self.interval,
            gate=self.gate,
            unmeasured=f"{missing} of the animals of {self.year} were not measured",
            faulty="records",
            strangers=self._strangers(),
            alarm=self._alarm(),
        ).reason(self.decision)

    def _strangers(self) -> str:
        if self.never_trained.empty:
            return ""
        counts, others = self.never_trained, len(self.answers) - int(self.never_trained.sum())
        told = told_strangers(counts, self.never_trained_share, "animals", "species")
        if not others:
            return told
        right = beside(self.answers["correct"].sum() / others, self.gate.accuracy)
        return f"{told}; of all others it named {right} rightly"

    def _alarm(self) -> str:
        if self.largest_drift.psi < LARGE_DRIFT:
            return ""
        values = " and ".join(each.written for each in self.drifts)
        return f"the animals differ much from those it learnt from (PSI {values})"

    @property
    def value(self) -> str:
        """What the program's variable holds, in few words."""
        return self.decision.words

    @cached_property
    def evidence(self) -> Evidence:
        """Tell what the later year was like and what was decided."""
        return Evidence(
            value=self.value,
            sentence=f"{self.reason} {RULE}",
            numbers=(
                Number(
                    f"Accuracy in {self.year}",
                    beside(self.accuracy, self.gate.accuracy),
                    self.interval.note(self.gate.accuracy),
                ),
                Number(
                    "Largest drift",
                    self.largest_drift.written,
                    f"how far the sizes shifted (PSI); above {LARGE_DRIFT} is much",
                ),
                Number(
                    "Never trained",
                    f"{self.never_trained_share:.1%}",
                    f"animals of {len(self.never_trained)} species",
                ),
            ),
            table=Table(f"Checks of {self.year}", ("Check", "Measured", "Verdict"), self._checks()),
            measures=self._measures(),
        )

    def _checks(self) -> tuple[tuple[str, str, str], ...]:
        missing = self.prepared.missing_share
        return checks(missing, self.drifts, self.never_trained, of_kind="species")

    def _measures(self) -> dict[str, object]:
        return {
            "year": self.year,
            "accuracy": round(self.accuracy, 4),
            "interval": self.interval.rounded(),
            "rows": len(self.answers),
            "missing_share": round(self.prepared.missing_share, 4),
            "drift": {
                each.measured.column: {"psi": round(each.psi, 4), "ks": round(each.ks, 4)}
                for each in self.drifts
            },
            "never_trained": {
                "share": round(self.never_trained_share, 4),
                "species": {str(name): int(count) for name, count in self.never_trained.items()},
            },
            "decision": self.decision.value,
            "needs_retraining": self.needs_retraining,
        }


def monitor(deployed: Deployed, year: int) -> Monitored:
    """Collect and prepare a later year in the same way, and ask the deployed model about it."""
    return watch(deployed, prepare(collect((year,), deployed.evaluated.gate)))


def watch(deployed: Deployed, prepared: Prepared) -> Monitored:
    """Ask the deployed model about the clean rows of a later year, and measure what it met."""
    (year,) = prepared.collected.years
    predicted = deployed.answer(prepared.clean)
    answers = prepared.clean.assign(
        predicted=predicted, correct=prepared.clean[TARGET] == predicted
    )
    trained = deployed.evaluated.trained
    return Monitored(
        deployed,
        year,
        prepared,
        answers,
        drifts=tuple(
            drift(each, trained.train[each.column].to_numpy(), answers[each.column].to_numpy())
            for each in INPUTS
        ),
        accuracy=float(answers["correct"].mean()),
        interval=bootstrap(answers["correct"].to_numpy(), trained.seed),
    )
