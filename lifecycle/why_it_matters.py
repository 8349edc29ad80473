"""Why it matters: what has happened to models that nobody watched, and what happens here."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from lifecycle.moments import PROSE
from lifecycle.years import in_words

if TYPE_CHECKING:  # the cases are told before scikit-learn is there
    from lifecycle.interval import Interval
    from lifecycle.run import Run
    from lifecycle.stages.monitoring import Monitored


@dataclass(frozen=True, slots=True)
class Watched:
    """What was measured when a deployed model met a later year, as the prose speaks of it."""

    trained_on: str
    tested: float
    """The accuracy in the model's own test, before it was let out."""
    gate: float
    year: int
    animals: int
    wrong: int
    accuracy: float
    interval: "Interval"
    strangers: float
    """The share of the animals whose species the model never learnt."""
    drift: float
    """The larger of the two inputs' PSI."""

    @classmethod
    def by(cls, monitored: "Monitored") -> Self:
        """Take the figures from what Monitoring measured."""
        evaluated = monitored.deployed.evaluated
        return cls(
            trained_on=in_words(evaluated.trained.prepared.collected.years),
            tested=evaluated.accuracy,
            gate=monitored.gate.accuracy,
            year=monitored.year,
            animals=len(monitored.answers),
            wrong=int((~monitored.answers["correct"]).sum()),
            accuracy=monitored.accuracy,
            interval=monitored.interval,
            strangers=monitored.never_trained_share,
            drift=max(each.psi for each in monitored.drifts),
        )


def cases() -> str:
    """Tell what has happened elsewhere, in Markdown, with its sources."""
    return _prose("why-it-matters.md")


def here(turned: "Run", quiet: "Run", alarm: "Run") -> str:
    """Tell in Markdown what happens in this lesson, with the figures its runs have measured.

    `turned` is a run of two turns, `quiet` one of a year in which little changed, `alarm` one of
    much drift and no damage.
    """
    first, second = (Watched.by(monitored) for monitored in turned.findings)
    (calm,), (loud,) = (map(Watched.by, run.findings) for run in (quiet, alarm))
    return _prose("why-it-matters-here.md").format(
        first=first, second=second, quiet=calm, alarm=loud
    )


def _prose(name: str) -> str:
    return (PROSE / name).read_text(encoding="utf-8")
