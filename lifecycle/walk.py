"""A walk: what the program did and what the stages did to the data, step beside step."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Self

from lifecycle.beside import beside
from lifecycle.errors import RefusalError
from lifecycle.predict_first import question, whys
from lifecycle.run import Run, StageResult, run_to_end
from lifecycle.scenarios import Scenario
from lifecycle.stage import STAGES, Stage
from lifecycle.stages.deployment import Refused
from lifecycle.stages.evaluation import Evaluated
from lifecycle.stages.monitoring import Monitored
from lifecycle.trace import Step, Trace, trace_program


@dataclass(frozen=True, slots=True)
class Walk:
    """One scenario's run and the trace of the program that it took."""

    run: Run
    trace: Trace

    @classmethod
    def through(cls, scenario: Scenario, turns: int = 1) -> Self:
        """Run the stages for real, then trace the program over what they answered."""
        return cls.over(run_to_end(scenario, turns))

    @classmethod
    def over(cls, run: Run) -> Self:
        """Trace the program over what the stages of a finished run answered."""
        answers = [(result.stage, _answer(result)) for result in run.records]
        return cls(run, trace_over(answers, run.turns))

    def result_of(self, step: Step) -> StageResult:
        """Answer with what the stage of this step did."""
        return self.run.records[step.number - 1]

    @property
    def answers(self) -> dict[str, list[object]]:
        """What each stage's verb answered, time after time."""
        given: dict[str, list[object]] = {stage.verb: [] for stage in STAGES}
        for result in self.run.records:
            given[result.stage.verb].append(_answer(result))
        return given

    @property
    def ending(self) -> str:
        """Say what becomes of the cycle at the end of this walk."""
        if self.run.refused:
            return self.run.refused.ending
        monitored = next(r for r in reversed(self.run.records) if isinstance(r, Monitored))
        return monitored.decision.ending

    def question(self, step: Step) -> str:
        """Ask for the next stage; before Monitoring or the gate decides, with what was measured."""
        result = self.result_of(step)
        if isinstance(result, Refused):
            return question(step, result.clue)
        if not isinstance(result, Monitored):
            return question(step)
        gate = result.gate.accuracy
        return question(
            step,
            f"In {result.year} the model named {beside(result.accuracy, gate)} of the animals "
            f"rightly, 95% interval {result.interval.beside(gate)}; the gate is {gate:.0%}.",
        )

    def why(self, step: Step) -> str:
        """Say why the right stage comes next, where that was decided; else nothing."""
        result = self.result_of(step)
        match result:
            case Monitored():
                return result.decision.because
            case Refused():
                return result.because
        return ""

    def whys(self, step: Step) -> dict[str, str]:
        """Say for every wrong stage why it does not come next."""
        result = self.result_of(step)
        failed = isinstance(result, Evaluated) and not result.passed
        return whys(step, self.why(step), failed=failed)


def trace_over(answers: Sequence[tuple[Stage, object]], turns: int) -> Trace:
    """Trace the program over what its stages answered, the last perhaps with a refusal.

    They have answered beforehand: while the program is traced, everything it calls is slow.
    """
    known = iter(answers)

    def hand_over(verb: str, *_: object) -> object:
        stage, answer = next(known)
        assert stage.verb == verb, f"the program calls {verb} where the run did {stage}"
        if isinstance(answer, RefusalError):
            raise answer
        return answer

    stand_ins = {stage.verb: partial(hand_over, stage.verb) for stage in STAGES}
    return trace_program(stand_ins, turns)


def _answer(result: StageResult) -> object:
    """Answer as the stage's function does in the program, or with the error it raises there."""
    match result:
        case Monitored():
            return result.needs_retraining
        case Refused():
            return result.refusal
    return result.value
