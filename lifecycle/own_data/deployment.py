"""Model Deployment on own data: let only an approved model out, as a file that can be checked."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from sklearn.pipeline import Pipeline

from lifecycle.artifact import Artifact, pack
from lifecycle.evidence import Evidence, Number, Table
from lifecycle.inputs import Input
from lifecycle.own_data.cells import LARGEST
from lifecycle.own_data.collection import told
from lifecycle.own_data.errors import OwnDataError, shown
from lifecycle.own_data.evaluation import Evaluated
from lifecycle.own_data.preparation import Examples
from lifecycle.refusals import GateNotPassedError, SmokeTestError
from lifecycle.stage import DEPLOYMENT, Stage

VERSION: Final = "v1"
"""Own data is walked through once, so there is one version."""


class UnansweredInputError(OwnDataError):
    """A question without a number for each input."""

    def __init__(self, column: str) -> None:
        self.column = column
        super().__init__(
            f"The model is asked without a number for “{shown(column)}”; give one for each input."
        )


class LargeInputError(OwnDataError):
    """A question with a number that no cell of a table may hold either."""

    def __init__(self, column: str) -> None:
        self.column = column
        super().__init__(
            f"The number for “{shown(column)}” is beyond what is measured; give one from "
            f"{-LARGEST:g} to {LARGEST:g}."
        )


@dataclass(frozen=True, slots=True)
class Candidate:
    """A label that a row may have."""

    label: str
    probability: float


@dataclass(frozen=True, eq=False)
class Deployed:
    """An approved version in service: its artifact, and the model loaded from it."""

    stage: ClassVar[Stage] = DEPLOYMENT
    evaluated: Evaluated
    artifact: Artifact
    model: Pipeline

    @property
    def inputs(self) -> tuple[Input, ...]:
        """What the model is asked with, each with the least and the most seen in training."""
        measured = self.evaluated.trained.train.inputs
        return tuple(
            Input(name, shown(name), "", float(measured[name].min()), float(measured[name].max()))
            for name in measured.columns
        )

    def answer(self, rows: Examples) -> NDArray[np.object_]:
        """Name the label of every row."""
        return np.asarray(self.model.predict(rows.inputs), dtype=object)

    def predict(self, values: Mapping[str, float]) -> tuple[Candidate, ...]:
        """Name the labels of one row, the likeliest first, from a number for each input."""
        columns = self.evaluated.trained.prepared.inputs
        for column in columns:
            value = values.get(column, np.nan)
            if np.isnan(value):
                raise UnansweredInputError(column)
            if abs(value) > LARGEST:
                raise LargeInputError(column)
        row = pd.DataFrame([[float(values[column]) for column in columns]], columns=list(columns))
        chances = zip(self.model.classes_, self.model.predict_proba(row)[0], strict=True)
        candidates = [Candidate(str(label), float(chance)) for label, chance in chances]
        return tuple(sorted(candidates, key=lambda each: each.probability, reverse=True))

    @cached_property
    def evidence(self) -> Evidence:
        """Tell which version is in service and how that was made sure."""
        evaluated, version = self.evaluated, self.artifact.version
        asked, size = len(evaluated.correct), len(self.artifact.content)
        trained = evaluated.trained
        return Evidence(
            value=f"version {version}",
            sentence=(
                f"The approved model became version {version}, a file of {size:,} bytes with its "
                "fingerprint (SHA-256). Loaded again from that file, it gave the same answer as "
                f"before for all {asked:,} held-out rows."
            ),
            numbers=(
                Number("Version", version, "in service"),
                Number("Same answers", f"{asked:,} of {asked:,}", "after loading it again"),
                Number("File", f"{size:,} bytes", "opened only if its fingerprint agrees"),
            ),
            table=Table(
                "What belongs to this version",
                ("Entry", "Value"),
                (
                    ("Trained on", told(trained.prepared.collected.periods)),
                    ("Inputs", told(trained.prepared.inputs)),
                    ("Labels it can name", f"{len(trained.labels)}"),
                    ("Held-out accuracy", f"{evaluated.accuracy:.1%}"),
                    ("Fingerprint (SHA-256)", f"{self.artifact.sha256[:12]}…"),
                ),
            ),
        )


def deploy(evaluated: Evaluated) -> Deployed:
    """Let an approved model out, and prove that it answers as it did."""
    trained = evaluated.trained
    plan = trained.prepared.collected.plan
    if not evaluated.passed:
        raise GateNotPassedError(
            evaluated.accuracy, evaluated.baseline, plan.gate, shown(plan.label)
        )
    artifact = pack(trained.model, VERSION)
    deployed = Deployed(evaluated, artifact, artifact.load())
    different = int((deployed.answer(trained.held_out) != evaluated.predicted).sum())
    if different:
        raise SmokeTestError(VERSION, different)
    return deployed
