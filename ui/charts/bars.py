"""Pictures of counts and shares: horizontal bars, each with its value in words."""

from typing import Final

import plotly.graph_objects as go

from lifecycle.answer import Prediction
from lifecycle.decision import Gate
from lifecycle.interval import Interval
from lifecycle.own_data.preparation import Prepared as OwnPrepared
from lifecycle.stages.collection import Collected
from lifecycle.stages.deployment import Deployed
from lifecycle.stages.evaluation import Evaluated
from lifecycle.stages.preparation import Prepared
from ui.charts.frame import STRONG, Picture, bars

SHOWN: Final = 9


def answer(prediction: Prediction) -> Picture:
    """Draw the probabilities with which the deployed model names one animal."""
    likeliest = prediction.candidates[:4]
    names = [each.common_name for each in likeliest]
    values = [each.probability for each in likeliest]
    figure = bars(Deployed.stage, names, values, [f"{value:.0%}" for value in values])
    figure.update_xaxes(range=[0, 1.12], tickformat=".0%", title="probability")
    return figure, (
        f"Bars: probability of each species for an animal of {prediction.weight:g} g with a "
        f"hind foot of {prediction.hindfoot_length:g} mm; the likeliest is "
        f"{prediction.best.common_name}."
    )


def labels(collected: Collected) -> Picture:
    shown = collected.labels.head(SHOWN)
    counts = {str(name): int(count) for name, count in shown.items()}
    counts["no label"] = collected.unlabelled
    figure = bars(
        collected.stage,
        list(counts),
        list(counts.values()),
        [f"{count:,}" for count in counts.values()],
    )
    figure.update_xaxes(title="records", range=[0, 1.15 * max(counts.values())])
    return figure, (
        f"Bars: raw records of the {len(shown)} commonest of {len(collected.labels)} labels; "
        f"{shown.index[0]} has {shown.iloc[0]:,}, and {collected.unlabelled:,} have no label."
    )


def fates(prepared: Prepared | OwnPrepared) -> Picture:
    counts = {"clean": len(prepared.clean), **prepared.dropped}
    figure = bars(
        prepared.stage,
        list(counts),
        list(counts.values()),
        [f"{count:,}" for count in counts.values()],
    )
    figure.update_xaxes(title="rows", range=[0, 1.15 * max(counts.values())])
    worst = max(prepared.dropped, key=lambda rule: prepared.dropped[rule])
    return figure, (
        f"Bars: {len(prepared.clean):,} rows are clean; of the rules, “{worst}” dropped most, "
        f"{prepared.dropped[worst]:,}."
    )


def scores(evaluated: Evaluated) -> Picture:
    scores, interval, gate = evaluated.scores, evaluated.interval, evaluated.gate
    figure = bars(
        evaluated.stage,
        [each.name for each in scores],
        [each.accuracy for each in scores],
        [f"{each.right} of {each.rows}" if each.learnt else each.right for each in scores],
    )
    mark_gate(figure, interval, gate)
    return figure, (
        f"Bars: share of each species' held-out animals named rightly. A band from "
        f"{interval.beside(gate.accuracy)} marks the interval of the whole, "
        f"{beside_the_gate(interval, gate)} the gate at {gate.accuracy:.0%}."
    )


def mark_gate(figure: go.Figure, interval: Interval, gate: Gate) -> None:
    """Mark a gate and an interval on bars of shares.

    The bars' values stand to the right of the plot and the gate above it, off every line.
    """
    figure.add_vline(gate.accuracy, line_dash="dash", line_width=2, line_color=STRONG)
    figure.add_vrect(interval.low, interval.high, fillcolor="gray", opacity=0.3, line_width=0)
    figure.update_xaxes(range=[0, 1], tickformat=".0%", tickvals=[0, 0.25, 0.5, 0.75, 1])
    (bars,) = figure.data
    bars.textposition = "none"
    for name, text in zip(bars.y, bars.text, strict=True):
        figure.add_annotation(
            x=1, xref="paper", xanchor="left", xshift=6, y=name, text=text, showarrow=False
        )
    figure.add_annotation(
        x=gate.accuracy,
        y=1,
        yref="paper",
        yanchor="bottom",
        text=f"gate {gate.accuracy:.0%}",
        showarrow=False,
    )
    figure.update_layout(margin={"t": 28, "r": 92})


def beside_the_gate(interval: Interval, gate: Gate) -> str:
    """Say on which side of a gate an interval lies."""
    if interval.low > gate.accuracy:
        return "to the right of"
    if interval.high < gate.accuracy:
        return "to the left of"
    return "across"
