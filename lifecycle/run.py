"""A run: one scenario carried through the six stages, as a value that only ever grows anew."""

from dataclasses import dataclass, replace
from typing import Self

from lifecycle.decision import Decision
from lifecycle.errors import LifecycleError, RefusalError
from lifecycle.scenarios import Scenario
from lifecycle.stage import STAGES
from lifecycle.stages.collection import Collected, collect
from lifecycle.stages.deployment import Deployed, Refused, deploy
from lifecycle.stages.evaluation import Evaluated, evaluate
from lifecycle.stages.monitoring import Monitored, monitor
from lifecycle.stages.preparation import Prepared, prepare
from lifecycle.stages.training import Trained, train

StageResult = Collected | Prepared | Trained | Evaluated | Deployed | Refused | Monitored


class RunFinishedError(LifecycleError):
    """There is no next stage to execute."""

    def __init__(self, scenario: str, steps: int) -> None:
        self.scenario = scenario
        self.steps = steps
        super().__init__(f"The run of {scenario} is finished after {steps} steps.")


class NoReasonForTurnError(LifecycleError):
    """A turn was planned that what was measured gives no reason for."""

    def __init__(self, run: "Run") -> None:
        self.scenario = run.scenario.name
        self.turns = run.turns
        turn = run.turn_of(len(run.records))
        super().__init__(
            f"The scenario {self.scenario} plans {self.turns} turns, but after turn {turn} "
            f"no new one begins: {run.reason}"
        )


@dataclass(frozen=True, slots=True)
class Run:
    """A scenario, how many turns are wanted, and what has been done so far."""

    scenario: Scenario
    turns: int = 1
    records: tuple[StageResult, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a number of turns that the scenario does not have."""
        self.scenario.check_turns(self.turns)

    @property
    def finished(self) -> bool:
        """Whether nothing is left to do: the model is kept or kept out, or a turn is not wanted."""
        match self.records:
            case (*_, Monitored() as monitored):
                return not monitored.needs_retraining
            case (*_, Collected()):
                return len(self.records) > self.turns * len(STAGES)
            case (*_, Refused()):
                return True
        return False

    def advance(self) -> Self:
        """Execute the next stage."""
        if self.finished:
            raise RunFinishedError(self.scenario.name, len(self.records))
        return replace(self, records=(*self.records, self._next_result()))

    def ended_by(self, refusal: RefusalError) -> Self:
        """Answer with the run that ends because the evaluated model was not let out."""
        evaluated = self.records[-1]
        assert isinstance(evaluated, Evaluated), "only an evaluated model can be refused"
        refused = Refused(evaluated, self.deployed, refusal.with_traceback(None))
        return replace(self, records=(*self.records, refused))

    def cut_to(self, turns: int) -> Self:
        """Answer with the run that would have been made, had only so many turns been wanted."""
        return replace(self, turns=turns, records=self.records[: turns * len(STAGES) + 1])

    def turn_of(self, step: int) -> int:
        """Say to which turn a step belongs; both count from 1."""
        return (step - 1) // len(STAGES) + 1

    @property
    def deployed(self) -> Deployed | None:
        """The version in service, the newest one deployed."""
        versions = [record for record in self.records if isinstance(record, Deployed)]
        return versions[-1] if versions else None

    @property
    def refused(self) -> Refused | None:
        """The model that was not let out, if that is how the run ended."""
        last = self.records[-1] if self.records else None
        return last if isinstance(last, Refused) else None

    @property
    def findings(self) -> tuple[Monitored, ...]:
        """What each monitoring found, turn after turn."""
        return tuple(record for record in self.records if isinstance(record, Monitored))

    @property
    def monitored(self) -> Monitored | None:
        """What the last monitoring found."""
        return self.findings[-1] if self.findings else None

    @property
    def decision(self) -> Decision | None:
        """What the last monitoring decided."""
        return self.monitored.decision if self.monitored else None

    @property
    def reason(self) -> str:
        """Why it decided so, or why no model was let out; empty before either."""
        if self.refused:
            return str(self.refused.refusal)
        return self.monitored.reason if self.monitored else ""

    def _next_result(self) -> StageResult:
        turn = self.scenario.turn(self.turn_of(len(self.records) + 1))
        match self.records:
            case (*_, Collected() as collected):
                return prepare(collected)
            case (*_, Prepared() as prepared):
                return train(prepared, self.scenario.seed, self.scenario.algorithm)
            case (*_, Trained() as trained):
                return evaluate(trained)
            case (*_, Evaluated() as evaluated):
                return deploy(evaluated, champion=self.deployed)
            case (*_, Deployed() as deployed):
                return monitor(deployed, turn.watched)
        return collect(turn.trained_on, self.scenario.gate)


def run_to_end(scenario: Scenario, turns: int = 1) -> Run:
    """Execute every stage of a scenario, up to the turn that was asked for."""
    run = Run(scenario, turns)
    while not run.finished:
        run = run.advance()
    if run.turn_of(len(run.records)) < turns:
        raise NoReasonForTurnError(run)
    return run
