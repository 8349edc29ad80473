"""A walk over own data: what the stages did to it, and the program that was traced over that."""

from dataclasses import dataclass
from typing import Self

from lifecycle.beside import beside
from lifecycle.decision import MOST_MISSING, Decision
from lifecycle.errors import RefusalError
from lifecycle.own_data.evaluation import Evaluated
from lifecycle.own_data.monitoring import Monitored, Unmeasured
from lifecycle.own_data.plan import Plan
from lifecycle.own_data.run import OwnRun, StageResult, Stopped, run
from lifecycle.own_data.table import CsvTable
from lifecycle.predict_first import question, whys
from lifecycle.trace import Step, Trace
from lifecycle.walk import trace_over


@dataclass(frozen=True, slots=True)
class OwnWalk:
    """A run over a learner's table and the trace of the program that it took."""

    run: OwnRun
    trace: Trace

    @classmethod
    def through(cls, plan: Plan, table: CsvTable) -> Self:
        """Run the stages for real, then trace the program over what they answered.

        Raises:
            RefusedPlanError: The plan does not fit the table.
        """
        done = run(plan, table)
        answers = [(result.stage, _answer(result)) for result in done.records]
        return cls(done, trace_over(answers, done.turns))

    def result_of(self, step: Step) -> StageResult:
        """Answer with what the stage of this step did."""
        return self.run.records[step.number - 1]

    @property
    def ending(self) -> str:
        """Say what becomes of the cycle."""
        if stopped := self.run.stopped:
            return f"Here it stops at {stopped.stage}."
        assert self.run.decision, "a run that was not stopped was monitored"
        return self.run.decision.ending

    def question(self, step: Step) -> str:
        """Ask for the next stage; before Monitoring or the gate decides, with what was measured."""
        result = self.result_of(step)
        if isinstance(result, Monitored):
            gate = result.gate.accuracy
            return question(
                step,
                f"In {result.watched} the model named {beside(result.accuracy, gate)} of the rows "
                f"rightly, 95% interval {result.interval.beside(gate)}; the gate is {gate:.0%}.",
            )
        if isinstance(result, Unmeasured):
            return question(
                step,
                f"In none of the {result.rows:,} labelled rows of {result.watched} is every input "
                f"a number; at most {MOST_MISSING:.0%} may lack one.",
            )
        before = self.run.records[step.number - 2]
        if isinstance(result, Stopped) and isinstance(before, Evaluated):
            return question(
                step,
                f"The model named {before.written.accuracy} of the held-out rows rightly; the gate "
                f"asks for at least {before.written.least} here.",
            )
        return question(step)

    def why(self, step: Step) -> str:
        """Say why the right stage comes next, where that was decided; else nothing."""
        result = self.result_of(step)
        match result:
            case Unmeasured() | Monitored(decision=Decision.MEND_DATA):
                return "too many rows were not measured"
            case Monitored():
                return result.decision.because
            case Stopped():
                return f"{result.stage} could not be done with this table"
        return ""

    def whys(self, step: Step) -> dict[str, str]:
        """Say for every wrong stage why it does not come next."""
        result = self.result_of(step)
        failed = isinstance(result, Evaluated) and not result.passed
        return whys(step, self.why(step), failed=failed)


def _answer(result: StageResult) -> object:
    """Answer as the stage's function does in the program, or with the error it raises there."""
    match result:
        case Monitored() | Unmeasured():
            return result.needs_retraining
        case Stopped():
            return RefusalError(result.reason)
    return result.evidence.value
