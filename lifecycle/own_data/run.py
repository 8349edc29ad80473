"""A plan carried through the six stages, as far as the data lets it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

from lifecycle.decision import Decision
from lifecycle.evidence import Evidence, Table
from lifecycle.own_data.collection import Collected, collect
from lifecycle.own_data.deployment import Deployed, deploy
from lifecycle.own_data.evaluation import Evaluated, evaluate
from lifecycle.own_data.monitoring import Monitored, NothingToWatchError, Unmeasured, monitor
from lifecycle.own_data.plan import Plan, check, newest_periods
from lifecycle.own_data.preparation import Prepared, prepare
from lifecycle.own_data.table import CsvTable
from lifecycle.own_data.training import NothingToLearnError, Trained, train
from lifecycle.refusals import GateNotPassedError
from lifecycle.stage import STAGES, Stage


@dataclass(frozen=True)
class Stopped:
    """The stage that could not be done, and why: it stands where its result would."""

    stage: Stage
    reason: str

    @cached_property
    def evidence(self) -> Evidence:
        """Tell what stopped the run and what was done before."""
        place = STAGES.index(self.stage)
        fates = ["done"] * place + ["stopped here"] + ["not reached"] * (len(STAGES) - place - 1)
        return Evidence(
            value="stopped",
            sentence=self.reason,
            numbers=(),
            table=Table(
                "How far the run came",
                ("Stage", "Fate"),
                tuple((str(stage), fate) for stage, fate in zip(STAGES, fates, strict=True)),
            ),
        )


StageResult = (
    Collected | Prepared | Trained | Evaluated | Deployed | Monitored | Unmeasured | Stopped
)


@dataclass(frozen=True, eq=False)
class OwnRun:
    """A plan and the result of each stage, in order; the last may be the stop.

    A cycle that goes back ends with what the next turn would collect.
    """

    turns: ClassVar[int] = 1
    plan: Plan
    records: tuple[StageResult, ...]

    @property
    def stopped(self) -> Stopped | None:
        """The stop, if the data did not carry the run to its end."""
        last = self.records[-1]
        return last if isinstance(last, Stopped) else None

    @property
    def deployed(self) -> Deployed | None:
        """The version in service, if one was let out."""
        return next((each for each in self.records if isinstance(each, Deployed)), None)

    @property
    def monitored(self) -> Monitored | None:
        """What monitoring measured, if the run came so far and there was anything to measure."""
        return next((each for each in self.records if isinstance(each, Monitored)), None)

    @property
    def decision(self) -> Decision | None:
        """What monitoring decided, if the run came so far."""
        return self._decided.decision if self._decided else None

    @property
    def reason(self) -> str:
        """Why the cycle ended as it did."""
        if self.stopped:
            return self.stopped.reason
        return self._decided.reason if self._decided else ""

    @property
    def _decided(self) -> Monitored | Unmeasured | None:
        decided = (each for each in self.records if isinstance(each, Monitored | Unmeasured))
        return next(decided, None)


def run(plan: Plan, table: CsvTable) -> OwnRun:
    """Check the plan, then execute the stages until the end or until the data stops them.

    A plan that does not fit the table raises a `RefusedPlanError` before anything is run.
    """
    check(plan, table)
    records: list[StageResult] = []
    try:
        records.extend(_results(plan, table))
    except (NothingToLearnError, GateNotPassedError, NothingToWatchError) as refusal:
        records.append(Stopped(STAGES[len(records)], str(refusal)))
    return OwnRun(plan, tuple(records))


def _results(plan: Plan, table: CsvTable) -> Iterator[StageResult]:
    yield (collected := collect(table, plan, plan.training))
    yield (prepared := prepare(collected))
    yield (trained := train(prepared))
    yield (evaluated := evaluate(trained))
    yield (deployed := deploy(evaluated))
    yield (monitored := monitor(deployed, table))
    if monitored.needs_retraining:
        yield collect(table, plan, newest_periods(plan, table))
