"""Model Deployment: let only an approved model out, as a version that can be checked and asked."""

import math
import platform
from dataclasses import dataclass
from typing import ClassVar, Self

import numpy as np
import pandas as pd
import sklearn
from numpy.typing import NDArray
from sklearn.pipeline import Pipeline

from lifecycle.artifact import Artifact, pack
from lifecycle.decision import GATE
from lifecycle.errors import LifecycleError
from lifecycle.evidence import Evidence, Number, Table
from lifecycle.interval import Interval, bootstrap
from lifecycle.model_card import ModelCard
from lifecycle.stage import DEPLOYMENT, Stage
from lifecycle.stages.evaluation import Evaluated
from lifecycle.stages.preparation import FOOT_RANGE, INPUTS, TARGET, WEIGHT_RANGE


class GateNotPassedError(LifecycleError):
    """A model that failed its evaluation is not let out."""

    def __init__(self, accuracy: float, baseline: float) -> None:
        self.accuracy = accuracy
        self.baseline = baseline
        super().__init__(
            f"The model is not deployed: {accuracy:.1%} right against a baseline of "
            f"{baseline:.1%} does not pass the gate of {GATE.accuracy:.0%} and "
            f"{100 * GATE.above_baseline:.0f} points above the baseline."
        )


class NoGainError(LifecycleError):
    """A new version that is not surely better leaves the old one where it is."""

    def __init__(self, champion: str, gain: "Gain") -> None:
        self.champion = champion
        self.gain = gain
        super().__init__(
            f"The new model does not replace {champion}: on the same rows it gains "
            f"{gain.interval}, and that is not surely above 0."
        )


class SmokeTestError(LifecycleError):
    """The loaded model is not the model that was evaluated."""

    def __init__(self, version: str, different: int) -> None:
        self.version = version
        self.different = different
        super().__init__(
            f"The version {version} is not put into service: loaded again, it answers "
            f"{different:,} held-out rows differently."
        )


class ImpossibleMeasurementError(LifecycleError):
    """No rodent of this desert has such a measurement."""

    def __init__(self, name: str, value: float, unit: str, least: int, most: int) -> None:
        self.name = name
        self.value = value
        super().__init__(
            f"A {name} of {value:g} {unit} is impossible; give a value from {least} to {most} "
            f"{unit}."
        )


@dataclass(frozen=True, slots=True)
class Gain:
    """How much better a new version is than the old, on the same held-out rows."""

    old_accuracy: float
    gain: float
    interval: Interval


@dataclass(frozen=True, slots=True)
class Candidate:
    """A species the animal may be."""

    species_id: str
    common_name: str
    probability: float


@dataclass(frozen=True, slots=True)
class Prediction:
    """The deployed model's answer about one animal, its likeliest species first."""

    weight: float
    hindfoot_length: float
    version: str
    candidates: tuple[Candidate, ...]

    @property
    def best(self) -> Candidate:
        """The species the model names."""
        return self.candidates[0]


@dataclass(frozen=True, eq=False)
class Deployed:
    """An approved version in service: its artifact, its card, and the model loaded from it."""

    stage: ClassVar[Stage] = DEPLOYMENT
    evaluated: Evaluated
    artifact: Artifact
    card: ModelCard
    model: Pipeline
    champion: Self | None = None
    gain: Gain | None = None

    @property
    def version(self) -> str:
        """The name of this version, v1 or later."""
        return self.artifact.version

    def answer(self, rows: pd.DataFrame) -> NDArray[np.object_]:
        """Name the species of every row."""
        return np.asarray(self.model.predict(rows[list(INPUTS)]), dtype=object)

    def predict(self, weight: float, hindfoot_length: float) -> Prediction:
        """Name the species of one animal from its weight in grams and hind foot in millimetres."""
        _check("weight", weight, "g", *WEIGHT_RANGE)
        _check("hind foot", hindfoot_length, "mm", *FOOT_RANGE)
        animal = pd.DataFrame([[weight, hindfoot_length]], columns=list(INPUTS))
        chances = zip(self.model.classes_, self.model.predict_proba(animal)[0], strict=True)
        names = self.card.species
        candidates = (Candidate(id_, names[id_], float(chance)) for id_, chance in chances)
        ordered = sorted(candidates, key=lambda candidate: -candidate.probability)
        return Prediction(weight, hindfoot_length, self.version, tuple(ordered))

    @property
    def evidence(self) -> Evidence:
        """Tell which version is in service and how that was made sure."""
        asked, size = len(self.evaluated.answers), len(self.artifact.content)
        return Evidence(
            value=f"{self.version} in service",
            sentence=(
                f"The approved model became version {self.version}, a file of {size:,} bytes with "
                f"its SHA-256 and a model card. Loaded again from that file, it gave the same "
                f"answer as before for all {asked:,} held-out animals{self._promotion()}."
            ),
            numbers=(
                Number("Version", self.version, f"{size:,} bytes, with a model card"),
                Number("Same answers", f"{asked:,} of {asked:,}", "after loading it again"),
                self._third_number(),
            ),
            table=Table(
                "From the model card",
                ("Entry", "Value"),
                (
                    ("Trained on", " and ".join(map(str, self.card.trained_on))),
                    ("Inputs", "weight (g), hind foot (mm)"),
                    ("Species it can name", f"{len(self.card.species)}"),
                    ("Held-out accuracy", f"{self.card.accuracy:.1%}"),
                    ("SHA-256", f"{self.artifact.sha256[:12]}…"),
                ),
            ),
            measures={
                "version": self.version,
                "bytes": size,
                "sha256": self.artifact.sha256,
                "smoke_test": {"asked": asked, "same_answers": asked},
                **self._promotion_measures(),
            },
        )

    def _promotion(self) -> str:
        if self.champion is None or self.gain is None:
            return ""
        return (
            f"; on the same animals {self.champion.version} names "
            f"{self.gain.old_accuracy:.1%} rightly, so {self.version} surely gains "
            f"({self.gain.interval}) and replaces it"
        )

    def _third_number(self) -> Number:
        if self.champion is None or self.gain is None:
            return Number("SHA-256", f"{self.artifact.sha256[:8]}…", "checked before it is opened")
        return Number(
            f"Gain over {self.champion.version}",
            f"{100 * self.gain.gain:.1f} points",
            f"95% interval {self.gain.interval}",
        )

    def _promotion_measures(self) -> dict[str, object]:
        if self.champion is None or self.gain is None:
            return {}
        return {
            "replaces": {
                "version": self.champion.version,
                "accuracy": round(self.gain.old_accuracy, 4),
                "gain": round(self.gain.gain, 4),
                "gain_interval": self.gain.interval.rounded(),
            }
        }


def deploy(evaluated: Evaluated, champion: Deployed | None = None) -> Deployed:
    """Let an approved model out as the next version, and prove that it answers as it did.

    A `champion` is the version in service; it stays unless the new one is surely better.
    """
    if not evaluated.passed:
        raise GateNotPassedError(evaluated.accuracy, evaluated.baseline)
    gain = champion and gain_over(champion, evaluated)
    if champion and gain and gain.interval.low <= 0:
        raise NoGainError(champion.version, gain)
    version = f"v{1 + int(champion.version[1:])}" if champion else "v1"
    artifact = pack(evaluated.trained.model, version)
    card = write_card(evaluated, artifact)
    deployed = Deployed(evaluated, artifact, card, artifact.load(), champion, gain)
    different = int((deployed.answer(evaluated.answers) != evaluated.answers["predicted"]).sum())
    if different:
        raise SmokeTestError(version, different)
    return deployed


def gain_over(champion: Deployed, evaluated: Evaluated) -> Gain:
    """Ask both versions about the same held-out rows and compare them row by row."""
    rows = evaluated.answers
    new = rows["correct"].to_numpy(dtype=int)
    old = (rows[TARGET] == champion.answer(rows)).to_numpy(dtype=int)
    difference = new - old
    interval = bootstrap(difference, evaluated.trained.seed)
    return Gain(float(old.mean()), float(difference.mean()), interval)


def write_card(evaluated: Evaluated, artifact: Artifact) -> ModelCard:
    """Write down what the evaluation knows about an artifact."""
    trained = evaluated.trained
    collected = trained.prepared.collected
    return ModelCard(
        version=artifact.version,
        sha256=artifact.sha256,
        algorithm="logistic regression",
        trained_on=collected.years,
        snapshot_sha256=collected.snapshot,
        training_rows=int(trained.examples.sum()),
        seed=trained.seed,
        inputs=INPUTS,
        species=trained.common_names,
        accuracy=round(evaluated.accuracy, 4),
        interval=evaluated.interval.rounded(),
        baseline=round(evaluated.baseline, 4),
        gate=GATE.accuracy,
        libraries={
            "python": platform.python_version(),
            "scikit-learn": sklearn.__version__,
            "pandas": pd.__version__,
        },
    )


def _check(name: str, value: float, unit: str, least: int, most: int) -> None:
    if not (math.isfinite(value) and least <= value <= most):
        raise ImpossibleMeasurementError(name, value, unit, least, most)
