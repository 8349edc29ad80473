"""A case: one cycle with a fault in it beside a healthy one, and what differs between them."""

from dataclasses import dataclass
from functools import cached_property, lru_cache

from lifecycle.faults.broken import BROKEN, train_by_copying
from lifecycle.faults.checks import CHECKS, Check, Reading, correct
from lifecycle.faults.effect import Effect, effect
from lifecycle.faults.fault import Fault
from lifecycle.faults.work import Cycle, Work
from lifecycle.scenarios import Turn
from lifecycle.stage import Stage

HARMLESS = (
    "So on these records neither an accuracy nor the decision moves by more than chance may make; "
    "elsewhere they may, and nobody knows without measuring."
)


@dataclass(frozen=True, slots=True)
class Symptom:
    """What one check read in the healthy cycle and in the faulty one.

    `changed` says that the readings differ, by more than chance would make where they are shares.
    """

    name: str
    stage: Stage
    label: str
    healthy: str
    faulty: str
    changed: bool
    effect: Effect | None = None


@dataclass(frozen=True, eq=False)
class Case:
    """A fault, worked for real, and the same turn worked as it should be, on the same seed."""

    fault: Fault
    seed: int
    healthy: Cycle
    faulty: Cycle

    @cached_property
    def symptoms(self) -> tuple[Symptom, ...]:
        """What every check read in both cycles, in the order of the stages."""
        return tuple(self._symptom(check) for check in CHECKS)

    def symptom(self, name: str) -> Symptom:
        """Find what one check read."""
        return next(symptom for symptom in self.symptoms if symptom.name == name)

    def symptoms_of(self, stage: Stage) -> tuple[Symptom, ...]:
        """Answer with what the checks of one stage read."""
        return tuple(symptom for symptom in self.symptoms if symptom.stage is stage)

    @property
    def harmless(self) -> bool:
        """Whether neither a reported accuracy nor the decision differs by more than chance."""
        asked = ("reported", "later", "decision")
        return not any(self.symptom(name).changed for name in asked)

    @property
    def harm(self) -> str:
        """Say what the fault does to the two accuracies and to the decision, as measured."""
        told = [_moved("The accuracy reported at evaluation", self.symptom("reported"))]
        if self.faulty.monitored:
            told.append(_moved("The accuracy reported in use", self.symptom("later")))
        told.append(_decided(self.symptom("decision")))
        if self.harmless:
            told.append(HARMLESS)
        return " ".join(told)

    @cached_property
    def flattery(self) -> Effect | None:
        """What the fault adds to the reported accuracy of a model that remembers every row.

        Nothing for a fault that has not to do with rows seen before.
        """
        if not self.fault.flatters_memory:
            return None
        work = BROKEN[self.fault.name]
        honest = Work(train=train_by_copying)
        faulty = Work(prepare=work.prepare, train=train_by_copying, evaluate=work.evaluate)
        turn, seed = self.fault.turn, self.seed
        healthy, flattered = (
            correct(each.up_to_evaluation(turn, seed)) for each in (honest, faulty)
        )
        return effect(healthy, flattered, seed)

    @property
    def aside(self) -> str:
        """Say what the same fault does with a model that remembers every row; else nothing."""
        if self.flattery is None:
            return ""
        verdict = "flatters" if self.flattery.is_sure and self.flattery.difference > 0 else "moves"
        return (
            "With a model that copies the answer of the most similar training row, the same fault "
            f"{verdict} the reported accuracy by {self.flattery.points}."
        )

    def _symptom(self, check: Check) -> Symptom:
        healthy, faulty = check.read(self.healthy), check.read(self.faulty)
        measured = _compared(healthy, faulty, self.seed)
        changed = measured.is_sure if measured else healthy.key != faulty.key
        return Symptom(
            check.name, check.stage, check.label, healthy.text, faulty.text, changed, measured
        )


def open_case(fault: Fault, seed: int = 0) -> Case:
    """Run the cycle twice, as it should be and with the fault in it."""
    return Case(
        fault, seed, healthy_cycle(fault.turn, seed), BROKEN[fault.name].run(fault.turn, seed)
    )


@lru_cache(maxsize=2)
def healthy_cycle(turn: Turn, seed: int) -> Cycle:
    """Run a turn in which every stage is worked as it should be."""
    return Work().run(turn, seed)


def _compared(healthy: Reading, faulty: Reading, seed: int) -> Effect | None:
    if healthy.rows is None or faulty.rows is None:
        return None
    return effect(healthy.rows, faulty.rows, seed)


def _moved(what: str, symptom: Symptom) -> str:
    if symptom.effect is None or symptom.effect.is_nil:
        return f"{what} stays {symptom.faulty}."
    told = f"{what} is {symptom.faulty} instead of {symptom.healthy}: {symptom.effect.points}"
    return f"{told}." if symptom.changed else f"{told}, which chance may make."


def _decided(symptom: Symptom) -> str:
    if symptom.changed:
        return f"Instead of “{symptom.healthy}” the cycle ends with “{symptom.faulty}”."
    return f"The decision stays “{symptom.faulty}”."
