"""The six stages as they are worked: the same way every time, except where a fault works one."""

from collections.abc import Callable
from dataclasses import dataclass

from lifecycle.evidence import Evidence, Number, Table
from lifecycle.refusals import GateNotPassedError
from lifecycle.scenarios import Turn
from lifecycle.stage import DEPLOYMENT, MONITORING, STAGES, Stage
from lifecycle.stages.collection import Collected, collect
from lifecycle.stages.deployment import Deployed, deploy
from lifecycle.stages.evaluation import Evaluated, evaluate
from lifecycle.stages.monitoring import Monitored, watch
from lifecycle.stages.preparation import Prepared, prepare
from lifecycle.stages.training import Trained, train


@dataclass(frozen=True, eq=False, slots=True)
class Cycle:
    """One turn through the six stages; where deployment was refused, the last two are absent."""

    evaluated: Evaluated
    watched: Prepared
    """The clean rows of the later year, there whether or not a model was let out to meet them."""
    deployed: Deployed | None = None
    monitored: Monitored | None = None
    refusal: str = ""

    @property
    def trained(self) -> Trained:
        """The model and its split."""
        return self.evaluated.trained

    @property
    def prepared(self) -> Prepared:
        """The clean rows it was trained on."""
        return self.trained.prepared

    @property
    def collected(self) -> Collected:
        """The raw records these came from."""
        return self.prepared.collected

    @property
    def reports(self) -> dict[Stage, Evidence]:
        """What each stage tells of itself, in order.

        A report holds what its stage believes: whoever breaks a stage seldom knows it.
        """
        made = (self.collected, self.prepared, self.trained, self.evaluated)
        told = [record.evidence for record in made]
        if self.deployed and self.monitored:
            told += [self.deployed.evidence, self.monitored.evidence]
        else:
            told += [_refused(self.refusal), _not_reached()]
        return dict(zip(STAGES, told, strict=True))


@dataclass(frozen=True, slots=True)
class Work:
    """How each stage is done, one function a stage; a fault puts its own in place of one."""

    collect: Callable[[tuple[int, ...]], Collected] = collect
    prepare: Callable[[Collected], Prepared] = prepare
    train: Callable[[Prepared, int], Trained] = train
    evaluate: Callable[[Trained], Evaluated] = evaluate
    deploy: Callable[[Evaluated], Deployed] = deploy
    monitor: Callable[[Deployed, Prepared], Monitored] = watch

    def up_to_evaluation(self, turn: Turn, seed: int) -> Evaluated:
        """Carry one turn as far as a model can be carried before anybody uses it."""
        trained = self.train(self.prepare(self.collect(turn.trained_on)), seed)
        return self.evaluate(trained)

    def run(self, turn: Turn, seed: int) -> Cycle:
        """Carry one turn through the six stages, up to a model that is not let out.

        The watched year is collected as the training years were and prepared as it should be.
        """
        evaluated = self.up_to_evaluation(turn, seed)
        watched = prepare(self.collect((turn.watched,)))
        try:
            deployed = self.deploy(evaluated)
        except GateNotPassedError as refusal:
            return Cycle(evaluated, watched, refusal=str(refusal))
        return Cycle(evaluated, watched, deployed, self.monitor(deployed, watched))


def _refused(why: str) -> Evidence:
    return Evidence(
        value="no version",
        sentence=why,
        numbers=(Number("Version", "none", "not let out"),),
        table=Table(DEPLOYMENT.name, ("Entry", "Value"), (("In service", "nothing"),)),
        measures={"version": None},
    )


def _not_reached() -> Evidence:
    return Evidence(
        value="nothing to watch",
        sentence="No model is in service, so there is nothing to monitor.",
        numbers=(Number("Decision", "none", "not reached"),),
        table=Table(MONITORING.name, ("Check", "Measured"), (("Animals asked", "none"),)),
        measures={"decision": None},
    )
