"""What quality is asked for beforehand, and what is decided from what is measured afterwards."""

from dataclasses import dataclass
from enum import StrEnum

from lifecycle.interval import Interval


@dataclass(frozen=True, slots=True)
class Gate:
    """The least a model must reach: agreed before training, a decision and not a law of nature."""

    accuracy: float
    above_baseline: float

    def passed_by(self, accuracy: float, baseline: float) -> bool:
        """Say whether a model is good enough, and better enough than no model at all."""
        return accuracy >= self.accuracy and accuracy - baseline >= self.above_baseline

    def __str__(self) -> str:
        """Say what is asked for."""
        return (
            f"at least {self.accuracy:.0%}, and at least {100 * self.above_baseline:.0f} points "
            "more than always naming the commonest species"
        )


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


_WORDS = {
    Decision.MEND_DATA: "mend the data first",
    Decision.KEEP_WATCHING: "keep watching",
    Decision.PERFORMS_WELL: "performs well, the cycle stops",
    Decision.BACK_TO_COLLECTION: "back to Data Collection",
}


def decide(missing_share: float, rows: int, interval: Interval) -> Decision:
    """Decide from the data's health, then from the accuracy's interval, never from drift alone.

    `rows` are the labelled animals that were measured, `interval` is that of the accuracy on them.
    """
    if missing_share > MOST_MISSING:
        return Decision.MEND_DATA
    if rows < FEWEST_ROWS:
        return Decision.KEEP_WATCHING
    if interval.low > GATE.accuracy:
        return Decision.PERFORMS_WELL
    if interval.high < GATE.accuracy:
        return Decision.BACK_TO_COLLECTION
    return Decision.KEEP_WATCHING
