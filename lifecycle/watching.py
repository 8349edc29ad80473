"""What monitoring says of a later period, whatever rows it met there: animals, or a learner's."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from lifecycle.beside import beside
from lifecycle.decision import FEWEST_ROWS, MOST_MISSING, Decision, Gate
from lifecycle.interval import Interval

if TYPE_CHECKING:
    import pandas as pd

    from lifecycle.drift import Drift

SHOWN_STRANGERS: Final = 3
FOREMOST: Final = 2
"""How many of them are told in a sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Watching:
    """A period's measurements, and the half sentences that its rows are told in."""

    period: str
    rows: int
    things: str
    """What the rows are: animals, or just rows."""
    accuracy: float
    interval: Interval
    gate: Gate
    unmeasured: str
    """Says in how many rows something is missing, for example "8.0% were not measured"."""
    faulty: str
    strangers: str = ""
    """Follows after a semicolon: which rows the model could not name."""
    alarm: str = ""
    """Follows after "although": what differs much from what the model learnt from."""

    def reason(self, decision: Decision) -> str:
        """Say in one sentence, with the numbers, why this was decided."""
        gate = f"{self.gate.accuracy:.0%}"
        interval = self.interval.beside(self.gate.accuracy)
        right = beside(self.accuracy, self.gate.accuracy)
        measured = f"{right} of {self.rows:,} {self.things} were named rightly in {self.period}"
        match decision:
            case Decision.MEND_DATA:
                return too_much_missing(self.unmeasured, self.faulty)
            case Decision.KEEP_WATCHING if self.rows < FEWEST_ROWS:
                return (
                    f"Only {self.rows:,} labelled {self.things} were measured in {self.period}, "
                    f"fewer than the {FEWEST_ROWS} needed to decide, so keep watching."
                )
            case Decision.KEEP_WATCHING:
                return (
                    f"{measured}, but the interval from {interval} straddles the gate of "
                    f"{gate}: the model may or may not have fallen below it, so keep watching."
                )
            case Decision.BACK_TO_COLLECTION:
                strangers = f"; {self.strangers}" if self.strangers else ""
                return (
                    f"Only {measured}, and the whole interval from {interval} lies below the "
                    f"gate of {gate}, so the cycle goes back to Data Collection{strangers}."
                )
            case Decision.PERFORMS_WELL:
                alarm = f", although {self.alarm}: drift is not damage" if self.alarm else ""
                return (
                    f"{measured}, and the whole interval from {interval} lies above the gate "
                    f"of {gate}, so the model performs well and the cycle stops{alarm}."
                )


def told_strangers(counts: "pd.Series[int]", share: float, things: str, kind: str) -> str:
    """Say in half a sentence which rows have a name that the model never learnt.

    `counts` are those of each name, the commonest first; `kind` is what the names are of.
    """
    names = ", ".join(f"{name}: {count:,}" for name, count in counts.head(FOREMOST).items())
    others = len(counts) - FOREMOST
    rest = f", {others} more {kind}: {counts.iloc[FOREMOST:].sum():,}" if others > 0 else ""
    return f"{share:.1%} of the {things} are of {kind} it never learnt ({names}{rest})"


def too_much_missing(unmeasured: str, faulty: str) -> str:
    """Say why the data has to be mended first, in the half sentences of the rows."""
    return (
        f"{unmeasured}, more than the {MOST_MISSING:.0%} allowed, so mend the data first: a model "
        f"cannot be judged, nor retrained, on faulty {faulty}."
    )


def checks(
    missing: float, drifts: Iterable["Drift"], strangers: "pd.Series[int]", of_kind: str
) -> tuple[tuple[str, str, str], ...]:
    """Tabulate what was checked of a period, what was measured, and what that means.

    `strangers` are the rows of each name that the model never learnt, the commonest name first;
    the first few are told one by one. `of_kind` is what the names are of, such as "species".
    """
    drifts = tuple(drifts)
    told = [(str(name), int(count)) for name, count in strangers.head(SHOWN_STRANGERS).items()]
    if others := len(strangers) - len(told):
        told.append((f"{others:,} other {of_kind}", int(strangers.iloc[len(told) :].sum())))
    return (
        (
            "Not measured",
            beside(missing, MOST_MISSING),
            f"{'too many' if missing > MOST_MISSING else 'fine'}, limit {MOST_MISSING:.0%}",
        ),
        *((f"Drift of {each.measured.name} (PSI)", each.written, each.warning) for each in drifts),
        *(
            (f"Widest gap in {each.measured.name} (KS)", f"{each.ks:.2f}", each.difference)
            for each in drifts
        ),
        *((f"Never trained: {name}", f"{count:,}", "always an error") for name, count in told),
    )
