"""Pictures of the stages on a learner's own table; its words stand in them as they were written."""

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING, Final

import plotly.graph_objects as go

from lifecycle.own_data.collection import Collected
from lifecycle.own_data.deployment import Candidate, Deployed
from lifecycle.own_data.errors import shown
from lifecycle.own_data.evaluation import Evaluated
from lifecycle.own_data.monitoring import Monitored
from lifecycle.own_data.preparation import Prepared
from lifecycle.own_data.run import OwnRun, Stopped
from lifecycle.own_data.training import Trained
from lifecycle.stage import Stage
from ui.charts.bars import beside_the_gate, fates, mark_gate
from ui.charts.frame import Picture, bars

if TYPE_CHECKING:
    import pandas as pd

MOST_BARS: Final = 9
LONGEST: Final = 24
"""Letters of a name beside its bar: more would leave a phone no room for the bar."""


def own_picture(run: OwnRun, step: int) -> Picture | None:
    """Draw what the stage of this step did; a deployed model is drawn by what it answers."""
    result = run.records[step - 1]
    if isinstance(result, Stopped):
        result = run.records[step - 2]
    match result:
        case Collected():
            return _counts(result.stage, result.labels, "raw rows of each label")
        case Prepared():
            return fates(result)
        case Trained():
            return _counts(result.stage, result.examples, "rows that each label was learnt from")
        case Evaluated():
            return _shares(result, result.by_label, "held-out rows")
        case Monitored():
            return _shares(result, result.by_label, f"rows of {result.watched}")
    return None


def own_answer(candidates: Sequence[Candidate]) -> Picture:
    """Draw the probabilities with which the deployed model names one row."""
    likeliest = candidates[:4]
    values = [each.probability for each in likeliest]
    figure = _bars(
        Deployed.stage,
        [each.label for each in likeliest],
        values,
        [f"{value:.0%}" for value in values],
    )
    figure.update_xaxes(range=[0, 1.12], tickformat=".0%", title="probability")
    return figure, (
        f"Bars: probability of each label for this row; the likeliest is "
        f"{shown(likeliest[0].label)}."
    )


def _counts(stage: Stage, counts: "pd.Series[int]", what: str) -> Picture:
    most = counts.head(MOST_BARS)
    names, values = [str(name) for name in most.index], [int(count) for count in most]
    figure = _bars(stage, names, values, [f"{value:,}" for value in values])
    figure.update_xaxes(title="rows", range=[0, 1.2 * max(values, default=1)])
    if not names:
        return figure, "Bars: no row has a label."
    rest = (
        f" {len(counts) - len(most)} other labels are not drawn." if len(counts) > len(most) else ""
    )
    return figure, (f"Bars: {what}; the commonest is {shown(names[0])} with {values[0]:,}.{rest}")


def _shares(result: Evaluated | Monitored, by_label: "pd.DataFrame", what: str) -> Picture:
    most = by_label.head(MOST_BARS)
    shares = [float(share) for share in most["accuracy"]]
    texts = [
        f"{share:.0%} of {rows:,}" if learnt else "not learnt"
        for share, rows, learnt in zip(shares, most["rows"], most["learnt"], strict=True)
    ]
    figure = _bars(result.stage, [str(label) for label in most.index], shares, texts)
    mark_gate(figure, result.interval, result.gate)
    rest = len(by_label) - len(most)
    others = f" {rest} other labels are not drawn." if rest else ""
    return figure, (
        f"Bars: share of each label's {what} named rightly. A band from "
        f"{result.interval.beside(result.gate.accuracy)} marks the interval of the whole, "
        f"{beside_the_gate(result.interval, result.gate)} the gate at "
        f"{result.gate.accuracy:.0%}.{others}"
    )


def _bars(stage: Stage, names: list[str], values: Sequence[float], texts: list[str]) -> go.Figure:
    """Draw a bar for each name, though two look alike when cut, or are numbers, or hold tags."""
    places = [f"bar {place}" for place in range(len(names))]
    figure = bars(stage, places, list(values), texts)
    written = [escape(shown(name, most=LONGEST)) for name in names]
    return figure.update_yaxes(type="category", tickvals=places, ticktext=written)
