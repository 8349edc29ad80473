"""The page that travels with a model: what it is, how good it is, what it is not for."""

import platform
from dataclasses import dataclass
from typing import Self

import pandas as pd
import sklearn

from lifecycle.artifact import Artifact
from lifecycle.inputs import COLUMNS
from lifecycle.stages.evaluation import Evaluated
from lifecycle.stages.preparation import TARGET
from lifecycle.years import in_words

LIMITS = (
    "It knows only the species it was trained on and names every other animal wrongly.",
    "A species of which it named few rightly is hardly ever its answer, although it learnt it.",
    "The records bear no tags: an animal that was caught twice may be in training and in the test.",
    "It was measured in one desert, in the years named above; later years must be watched.",
    "The records are a simplified teaching copy of the Portal Project: not for research.",
)


@dataclass(frozen=True, slots=True)
class ModelCard:
    """What somebody must know before they ask the model."""

    version: str
    sha256: str
    algorithm: str
    trained_on: tuple[int, ...]
    snapshot_sha256: str
    training_rows: int
    fitted_rows: int
    seed: int
    inputs: tuple[str, ...]
    species: dict[str, str]
    held_out: dict[str, int]
    """How many animals of each species were in its test."""
    right: dict[str, int]
    """How many of them it named rightly."""
    accuracy: float
    interval: list[float]
    baseline: float
    gate: float
    gate_above_baseline: float
    libraries: dict[str, str]
    limits: tuple[str, ...] = LIMITS

    @classmethod
    def of(cls, evaluated: Evaluated, artifact: Artifact) -> Self:
        """Write down what is known of an artifact."""
        trained = evaluated.trained
        collected = trained.prepared.collected
        tested = evaluated.answers[TARGET]
        held_out = tested.value_counts()
        right = tested[evaluated.answers["correct"]].value_counts()
        return cls(
            version=artifact.version,
            sha256=artifact.sha256,
            algorithm=trained.algorithm.noun,
            trained_on=collected.years,
            snapshot_sha256=collected.snapshot,
            training_rows=len(trained.train),
            fitted_rows=trained.fitted,
            seed=trained.seed,
            inputs=tuple(COLUMNS),
            species=trained.common_names,
            held_out={id_: int(held_out.get(id_, 0)) for id_ in trained.common_names},
            right={id_: int(right.get(id_, 0)) for id_ in trained.common_names},
            accuracy=round(evaluated.accuracy, 4),
            interval=evaluated.interval.rounded(),
            baseline=round(evaluated.baseline, 4),
            gate=evaluated.gate.accuracy,
            gate_above_baseline=evaluated.gate.above_baseline,
            libraries={
                "python": platform.python_version(),
                "scikit-learn": sklearn.__version__,
                "pandas": pd.__version__,
            },
        )

    def markdown(self) -> str:
        """Write the card as people read it."""
        years = in_words(self.trained_on)
        low, high = self.interval
        species = "\n".join(
            f"- {name} ({id_}): {self.right[id_]} of {self.held_out[id_]} held-out animals"
            for id_, name in self.species.items()
        )
        limits = "\n".join(f"- {limit}" for limit in self.limits)
        libraries = ", ".join(f"{name} {version}" for name, version in self.libraries.items())
        return f"""# Model card: which rodent is in the trap? {self.version}

**What it does.** It names the species from {" and ".join(self.inputs)} (grams, millimetres).

**How it was made.** {self.algorithm.capitalize()}, seed {self.seed}, fitted to \
{self.fitted_rows:,} of the {self.training_rows:,} training rows of {years}, without the species \
too rare to learn; snapshot `{self.snapshot_sha256}`; {libraries}.

**How good it is.** {self.accuracy:.1%} of held-out animals named rightly, 95% interval \
{low:.1%} to {high:.1%}; always naming the commonest species: {self.baseline:.1%}; \
gate: {self.gate:.0%}, and {100 * self.gate_above_baseline:.0f} points more than that.

**Artifact.** SHA-256 `{self.sha256}`

## Species it learnt, and how many of each it named rightly

{species}

## What it is not for

{limits}
"""
