"""What quality is asked for beforehand, and what is decided from what is measured afterwards."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from lifecycle.beside import EXACT, decimals, written

if TYPE_CHECKING:  # a scenario carries its gate, and must not wait for numpy
    from lifecycle.interval import Interval


class Written(NamedTuple):
    """An accuracy and what it is held to, written so that none looks like what it is not."""

    accuracy: str
    baseline: str
    above_baseline: str
    """The baseline and what is asked for above it, together."""
    least: str

    @property
    def note(self) -> str:
        """Say in a few words what the gate is, for below its verdict."""
        return f"agreed beforehand: at least {self.least} here"


@dataclass(frozen=True, slots=True)
class Gate:
    """The least a model must reach: agreed before training, a decision and not a law of nature."""

    accuracy: float
    above_baseline: float

    def least(self, baseline: float) -> float:
        """Work out the accuracy a model needs to pass, given that of no model at all."""
        return max(self.accuracy, baseline + self.above_baseline)

    def passed_by(self, accuracy: float, baseline: float) -> bool:
        """Say whether a model is good enough, and better enough than no model at all."""
        gained = round(accuracy - baseline, EXACT)
        return accuracy >= self.accuracy and gained >= self.above_baseline

    def written(self, accuracy: float, baseline: float) -> Written:
        """Write an accuracy beside what is asked for, all with the same decimals."""
        above_baseline = baseline + self.above_baseline
        places = decimals(accuracy, self.accuracy, above_baseline)
        shares = (accuracy, baseline, above_baseline, self.least(baseline))
        return Written(*(written(share, places) for share in shares))

    def asking(self, named: str) -> str:
        """Say what is asked for of a model that names, for example, a species."""
        return (
            f"at least {self.accuracy:.0%}, and at least {100 * self.above_baseline:.0f} points "
            f"more than always naming the commonest {named}"
        )

    def __str__(self) -> str:
        """Say what is asked for in the lesson."""
        return self.asking("species")


GATE = Gate(accuracy=0.70, above_baseline=0.20)
MOST_MISSING = 0.20
FEWEST_ROWS = 200


class Decision(StrEnum):
    """Where the cycle goes after Monitoring."""

    MEND_DATA = "mend-data"
    KEEP_WATCHING = "keep-watching"
    PERFORMS_WELL = "performs-well"
    BACK_TO_COLLECTION = "back-to-collection"

    @property
    def words(self) -> str:
        """Say it to people."""
        return _WORDS[self]

    @property
    def because(self) -> str:
        """Give the reason in half a sentence."""
        return _BECAUSE[self]

    @property
    def ending(self) -> str:
        """Say what becomes of the cycle."""
        return _ENDINGS[self]


_WORDS = {
    Decision.MEND_DATA: "mend the data first",
    Decision.KEEP_WATCHING: "keep watching",
    Decision.PERFORMS_WELL: "performs well, the cycle stops",
    Decision.BACK_TO_COLLECTION: "back to Data Collection",
}

_BECAUSE = {
    Decision.MEND_DATA: "too many animals were not measured",
    Decision.KEEP_WATCHING: "the interval reaches across the gate",
    Decision.PERFORMS_WELL: "the whole interval lies above the gate",
    Decision.BACK_TO_COLLECTION: "the whole interval lies below the gate",
}
_ENDINGS = {
    Decision.MEND_DATA: "Here no new turn begins: the data has to be mended first.",
    Decision.KEEP_WATCHING: (
        "Here neither is sure. No new turn begins yet, and the model goes on being monitored "
        "until the evidence is clear."
    ),
    Decision.PERFORMS_WELL: (
        "Here it stops: no new turn begins, and the model goes on being monitored."
    ),
    Decision.BACK_TO_COLLECTION: (
        "Here it repeats: the last row begins the next turn, and there the loop has used up its "
        "steps."
    ),
}


def decide(missing_share: float, rows: int, interval: "Interval", gate: Gate = GATE) -> Decision:
    """Decide from the data's health, then from the accuracy's interval, never from drift alone.

    `rows` are the labelled animals that were measured, `interval` is that of the accuracy on them.
    """
    if missing_share > MOST_MISSING:
        return Decision.MEND_DATA
    if rows < FEWEST_ROWS:
        return Decision.KEEP_WATCHING
    if interval.low > gate.accuracy:
        return Decision.PERFORMS_WELL
    if interval.high < gate.accuracy:
        return Decision.BACK_TO_COLLECTION
    return Decision.KEEP_WATCHING
