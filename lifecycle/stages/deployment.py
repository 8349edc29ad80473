"""Model Deployment: let only an approved model out, as a version that can be checked and asked."""

from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from sklearn.pipeline import Pipeline

from lifecycle.answer import Candidate, Prediction
from lifecycle.artifact import Artifact, pack
from lifecycle.beside import beside
from lifecycle.errors import RefusalError
from lifecycle.evidence import Evidence, Number, Table
from lifecycle.gain import Gain, paired_gain
from lifecycle.inputs import COLUMNS, HIND_FOOT, INPUTS, WEIGHT
from lifecycle.model_card import ModelCard
from lifecycle.refusals import GateNotPassedError, NoSureGainError, SmokeTestError
from lifecycle.stage import DEPLOYMENT, Stage
from lifecycle.stages.evaluation import Evaluated
from lifecycle.stages.preparation import TARGET
from lifecycle.years import in_words


@dataclass(frozen=True, eq=False)
class Deployed:
    """An approved version in service: its artifact, its card, and the model loaded from it."""

    stage: ClassVar[Stage] = DEPLOYMENT
    evaluated: Evaluated
    artifact: Artifact
    card: ModelCard
    model: Pipeline
    gain: Gain | None

    @property
    def version(self) -> str:
        """The name of this version: v1, and v2 when it has replaced v1."""
        return self.artifact.version

    def answer(self, rows: pd.DataFrame) -> NDArray[np.object_]:
        """Name the species of every row."""
        return np.asarray(self.model.predict(rows[COLUMNS]), dtype=object)

    def predict(self, weight: float, hindfoot_length: float) -> Prediction:
        """Name the species of one animal from its weight in grams and hind foot in millimetres."""
        WEIGHT.check(weight)
        HIND_FOOT.check(hindfoot_length)
        animal = pd.DataFrame([[weight, hindfoot_length]], columns=COLUMNS, dtype=float)
        chances = zip(self.model.classes_, self.model.predict_proba(animal)[0], strict=True)
        candidates = [Candidate(id_, self.card.species[id_], float(p)) for id_, p in chances]
        candidates.sort(key=lambda candidate: candidate.probability, reverse=True)
        return Prediction(weight, hindfoot_length, self.version, tuple(candidates))

    def most_like(self, prediction: Prediction) -> str:
        """Describe the animal it learnt from that is most like the one that was asked about.

        Alike is what lies near in both inputs, each counted in its own standard deviations.
        """
        trained = self.evaluated.trained
        learnt = trained.train[trained.train[TARGET].isin(trained.species)]
        asked = [prediction.weight, prediction.hindfoot_length]
        apart = ((learnt[COLUMNS] - asked) / learnt[COLUMNS].std()).to_numpy()
        found = learnt.iloc[int(np.nanargmin((apart**2).sum(axis=1)))]
        return (
            f"{found[WEIGHT.column]:g} {WEIGHT.unit} and "
            f"{found[HIND_FOOT.column]:g} {HIND_FOOT.unit}, {self.card.species[found[TARGET]]}"
        )

    @property
    def value(self) -> str:
        """What the program's variable holds, in few words."""
        return f"version {self.version}"

    @cached_property
    def evidence(self) -> Evidence:
        """Tell which version is in service and how that was made sure."""
        asked, size = len(self.evaluated.answers), len(self.artifact.content)
        promotion = ""
        if self.gain:
            way_back = f"{self.gain.champion} is kept with its fingerprint, for a way back"
            promotion = f"; {self.gain.sentence_for(self.version)}; {way_back}"
        return Evidence(
            value=self.value,
            sentence=(
                f"The approved model became version {self.version}, a file of {size:,} bytes with "
                "its fingerprint (SHA-256) and a model card. Loaded again from that file, it gave "
                f"the same answer as before for all {asked:,} held-out animals{promotion}."
            ),
            numbers=(
                Number("Version", self.version, "in service"),
                Number("Same answers", f"{asked:,} of {asked:,}", "after loading it again"),
                self._gain_or_size(),
            ),
            table=Table(
                "From the model card",
                ("Entry", "Value"),
                (
                    ("Trained on", in_words(self.card.trained_on)),
                    ("Inputs", ", ".join(f"{each.name} ({each.unit})" for each in INPUTS)),
                    ("Species it learnt", f"{len(self.card.species)}"),
                    ("Held-out accuracy", f"{self.card.accuracy:.1%}"),
                    ("Fingerprint (SHA-256)", f"{self.artifact.sha256[:12]}…"),
                ),
            ),
            measures={
                "version": self.version,
                "bytes": size,
                "sha256": self.artifact.sha256,
                "smoke_test": {"asked": asked, "same_answers": asked},
                **({"replaces": self.gain.measures} if self.gain else {}),
            },
        )

    def _gain_or_size(self) -> Number:
        if self.gain is None:
            size = len(self.artifact.content)
            return Number("File", f"{size:,} bytes", "opened only if its fingerprint agrees")
        return Number(
            f"Gain over {self.gain.champion}",
            f"{100 * self.gain.gain:+.1f} points",
            self.gain.note,
        )


@dataclass(frozen=True, eq=False)
class Refused:
    """A model that was not let out, and why; what was in service stays in service."""

    stage: ClassVar[Stage] = DEPLOYMENT
    evaluated: Evaluated
    champion: Deployed | None
    refusal: RefusalError

    @property
    def gain(self) -> Gain | None:
        """What it would have gained over the version in service, if it was asked that."""
        return self.refusal.gain if isinstance(self.refusal, NoSureGainError) else None

    @property
    def because(self) -> str:
        """Give the reason in half a sentence."""
        if self.gain:
            return f"its gain over {self.gain.champion} may be chance"
        return "the model did not pass the gate"

    @property
    def clue(self) -> str:
        """Say what was measured, and not what follows from it."""
        if self.gain:
            return (
                f"On the same animals the gain over {self.gain.champion} is probably "
                f"{self.gain.points}; the whole interval has to lie above 0."
            )
        told = self.evaluated.written
        return (
            f"The model named {told.accuracy} of the held-out animals rightly; "
            f"the gate asks for at least {told.least} here."
        )

    @property
    def ending(self) -> str:
        """Say what becomes of the cycle."""
        if self.champion:
            return f"Here it stops at Model Deployment: {self._stays}."
        return f"Here it stops at Model Deployment: {self._stays}, and there is nothing to monitor."

    @property
    def value(self) -> str:
        """What the program's variable holds, in few words."""
        return "not deployed"

    @cached_property
    def evidence(self) -> Evidence:
        """Tell why the model was not let out and what is in service instead."""
        told = self.evaluated.written
        return Evidence(
            value=self.value,
            sentence=f"{self.refusal} So {self._stays}.",
            numbers=(
                Number(
                    "Accuracy",
                    told.accuracy,
                    self.evaluated.interval.note(),
                ),
                Number("Asked for", told.least, "at least, of the held-out animals"),
                self._gain_or_lack(),
            ),
            table=Table("Checks before use", ("Check", "Measured", "Verdict"), self._checks()),
            measures={
                "refused": "gain" if self.gain else "gate",
                "accuracy": round(self.evaluated.accuracy, 4),
                "interval": self.evaluated.interval.rounded(),
                "least": round(self._least, 4),
                "in_service": self.champion.version if self.champion else None,
                **({"against": self.gain.measures} if self.gain else {}),
            },
        )

    @property
    def _least(self) -> float:
        return self.evaluated.gate.least(self.evaluated.baseline)

    @property
    def _stays(self) -> str:
        return f"{self.champion.version} stays in service" if self.champion else "no model is used"

    def _gain_or_lack(self) -> Number:
        if self.gain:
            return Number(
                f"Gain over {self.gain.champion}",
                f"{100 * self.gain.gain:+.1f} points",
                self.gain.note,
            )
        lack = beside(100 * (self._least - self.evaluated.accuracy), 0, kind="f")
        return Number("Lacking", f"{lack} points", "between the model and the gate")

    def _checks(self) -> tuple[tuple[str, str, str], ...]:
        told, verdict = self.evaluated.written, "passed" if self.evaluated.passed else "not passed"
        gate = ("Gate", f"{told.accuracy} against {told.least}", verdict)
        if not self.gain:
            return (gate,)
        return (gate, (f"Gain over {self.gain.champion} above 0", self.gain.points, "not sure"))


def deploy(evaluated: Evaluated, champion: Deployed | None = None) -> Deployed:
    """Let an approved model out as the next version, and prove that it answers as it did.

    A `champion` is the version in service; it stays unless the gain's interval is above 0.
    """
    if not evaluated.passed:
        raise GateNotPassedError(evaluated.accuracy, evaluated.baseline, evaluated.gate)
    gain = gain_over(champion, evaluated) if champion else None
    if gain and not gain.is_sure:
        raise NoSureGainError(gain)
    artifact = pack(evaluated.trained.model, version_after(champion))
    card = ModelCard.of(evaluated, artifact)
    deployed = Deployed(evaluated, artifact, card, artifact.load(), gain)
    smoke_test(deployed)
    return deployed


def version_after(champion: Deployed | None) -> str:
    """Count the versions: v1 is the first, each later one replaces the one before."""
    return f"v{int(champion.version.removeprefix('v')) + 1}" if champion else "v1"


def gain_over(champion: Deployed, evaluated: Evaluated) -> Gain:
    """Ask both versions about the newest rows, of the held-out ones those that neither has seen."""
    seen = champion.evaluated.trained.train["record_id"]
    rows = evaluated.answers[~evaluated.answers["record_id"].isin(seen)]
    old = (rows[TARGET] == champion.answer(rows)).to_numpy()
    return paired_gain(champion.version, old, rows["correct"].to_numpy(), evaluated.trained.seed)


def smoke_test(deployed: Deployed) -> None:
    """See that the loaded model answers every held-out row as the evaluated one did."""
    rows = deployed.evaluated.answers
    different = int((deployed.answer(rows) != rows["predicted"]).sum())
    if different:
        raise SmokeTestError(deployed.version, different)
