"""What a stage tells of itself when it was worked wrongly and says so without knowing it.

Each is the honest result with another report; where a fault is not seen from inside its
stage, the honest report stands and is wrong.
"""

from dataclasses import dataclass, fields, replace
from functools import cached_property
from typing import TypeVar

from lifecycle.evidence import Evidence, Number, Table
from lifecycle.stages.deployment import Deployed
from lifecycle.stages.evaluation import Evaluated
from lifecycle.stages.preparation import Prepared
from lifecycle.stages.training import Trained

Record = TypeVar("Record", Prepared, Trained, Evaluated, Deployed)


def reporting_as(kind: type[Record], record: Record) -> Record:
    """Answer with the same result, reporting as this kind does."""
    return kind(**{each.name: getattr(record, each.name) for each in fields(record)})


@dataclass(frozen=True, eq=False)
class Double(Prepared):
    """Rows of which each stands there twice."""

    @cached_property
    def evidence(self) -> Evidence:
        """Tell of more rows than there were records."""
        honest, clean, raw = super().evidence, len(self.clean), len(self.collected.raw)
        dropped = len(self.rejected)
        return replace(
            honest,
            sentence=(
                f"{len(self.dropped)} named rules dropped {dropped:,} of the {raw:,} raw records; "
                f"joined with the table of plots, {clean:,} clean rows came out. Genus and Latin "
                "name are left out: they are written down only once the species is known."
            ),
            numbers=(
                honest.numbers[0],
                Number("Dropped", f"{dropped:,}", honest.numbers[1].note),
                honest.numbers[2],
            ),
        )


@dataclass(frozen=True, eq=False)
class WithGenus(Prepared):
    """Rows that carry the genus as a third input."""

    @cached_property
    def evidence(self) -> Evidence:
        """Tell that the genus goes along."""
        honest, clean, raw = super().evidence, len(self.clean), len(self.collected.raw)
        return replace(
            honest,
            sentence=(
                f"{len(self.dropped)} named rules dropped {len(self.rejected):,} of the {raw:,} "
                f"raw records and changed none; the other {clean:,} passed the check against the "
                "schema. The genus goes along as a third input, because more columns help."
            ),
            measures={**honest.measures, "leaks_left_out": ["species"]},
        )


@dataclass(frozen=True, eq=False)
class WithGenusLearnt(Trained):
    """A model that reads the genus too."""

    @cached_property
    def evidence(self) -> Evidence:
        """Tell what it learnt from."""
        return _learning(super().evidence, self, "logistic regression", "weight, foot and genus")


@dataclass(frozen=True, eq=False)
class ByHeart(Trained):
    """A tree that was grown without any limit."""

    @cached_property
    def evidence(self) -> Evidence:
        """Tell how it learnt."""
        return _learning(super().evidence, self, "decision tree", "weight and hind foot")


def _learning(honest: Evidence, trained: Trained, algorithm: str, inputs: str) -> Evidence:
    return replace(
        honest,
        sentence=(
            f"We put {len(trained.held_out):,} clean rows away for the test and kept the other "
            f"{len(trained.train):,} for training. A {algorithm} was fitted to "
            f"{trained.fitted:,} of them; from {inputs} it learnt to tell "
            f"{len(trained.species)} species apart."
        ),
        measures={**honest.measures, "algorithm": algorithm},
    )


@dataclass(frozen=True, eq=False)
class OneNumber(Evaluated):
    """An evaluation that looks at all animals together and at no species by itself."""

    @cached_property
    def evidence(self) -> Evidence:
        """Tell the accuracy and nothing else."""
        right, rows = int(self.answers["correct"].sum()), len(self.answers)
        verdict = "passes" if self.passed else "does not pass"
        return replace(
            super().evidence,
            sentence=(
                f"Of {rows:,} animals it had never seen, the model named {right:,} rightly: "
                f"{self.written.accuracy}, and of all such animals probably "
                f"{self.interval}. The model {verdict} the gate."
            ),
            table=Table(
                "Accuracy",
                ("Animals", "Held-out rows", "Right"),
                (("all together", f"{rows:,}", f"{self.accuracy:.0%}"),),
            ),
        )


@dataclass(frozen=True, eq=False)
class NeverAsked(Deployed):
    """A version put into service without a smoke test."""

    @cached_property
    def evidence(self) -> Evidence:
        """Tell that it is in service, and that nobody asked it anything."""
        honest, size = super().evidence, len(self.artifact.content)
        return replace(
            honest,
            sentence=(
                f"Version {self.version}, a file of {size:,} bytes, was put into service with its "
                "model card. There was no time to ask it anything beforehand."
            ),
            numbers=(
                honest.numbers[0],
                Number("Same answers", "not tried", "no smoke test"),
                honest.numbers[2],
            ),
            measures={**honest.measures, "smoke_test": None},
        )
