"""The picture of a timeline: how many animals each version named rightly, year after year."""

from itertools import groupby
from typing import Final

import plotly.graph_objects as go

from lifecycle.lab.timeline import Timeline, WatchedYear
from lifecycle.stage import STAGES
from lifecycle.years import in_words
from ui.charts.frame import STRONG, Picture, colour_of, framed

SYMBOLS: Final = ("circle", "square", "diamond", "triangle-up", "x", "star", "cross")
"""One more than there are colours, so that both together come round late."""


def years(timeline: Timeline) -> Picture:
    """Draw the accuracy of every watched year with its interval, by version, and the gate.

    A dotted line stands where one version was retired and the next one took over.
    """
    gate = timeline.choices.gate.accuracy
    figure = framed(go.Figure())
    told = []
    by_version = groupby(timeline.watched, key=lambda watched: watched.version)
    for place, (version, group) in enumerate(by_version):
        watched = list(group)
        figure.add_trace(_points(version, watched, place))
        told.append(f"{version} in {in_words(each.year for each in watched)}")
    figure.add_hline(gate, line_dash="dash", line_width=2, line_color=STRONG)
    figure.add_annotation(
        x=1,
        xref="paper",
        xanchor="left",
        xshift=6,
        y=gate,
        text=f"gate {gate:.0%}",
        showarrow=False,
    )
    retired = [version.until for version in timeline.versions if version.until]
    for year in retired:
        figure.add_vline(year + 0.5, line_dash="dot", line_width=1, line_color=STRONG)
    figure.update_layout(margin={"r": 70})
    figure.update_xaxes(dtick=_every(timeline), tickformat="d", showgrid=False)
    figure.update_yaxes(range=[_floor(timeline), 1.02], tickformat=".0%", title="named rightly")
    figure.update_layout(showlegend=True)
    alt = f"{_sentence(timeline)} Watched were {'; '.join(told)}."
    if retired:
        alt += f" Dotted: a version was retired at the end of {in_words(retired)}."
    return figure, alt


def _points(version: str, watched: list[WatchedYear], place: int) -> go.Scatter:
    colour = colour_of(STAGES[place % len(STAGES)])
    return go.Scatter(
        x=[each.year for each in watched],
        y=[each.accuracy for each in watched],
        error_y={
            "array": [each.interval.high - each.accuracy for each in watched],
            "arrayminus": [each.accuracy - each.interval.low for each in watched],
            "color": colour,
        },
        name=version,
        mode="markers+lines",
        line={"color": colour, "width": 1},
        marker={"color": colour, "symbol": SYMBOLS[place % len(SYMBOLS)], "size": 10},
        hovertemplate="%{x}: %{y:.1%}",
    )


def _every(timeline: Timeline) -> int:
    """Say at how many years there is room for a number, on a phone too."""
    return 1 + len(timeline.watched) // 8


def _floor(timeline: Timeline) -> float:
    """Answer with the highest tenth that leaves room below every interval and the gate."""
    lowest = min(timeline.choices.gate.accuracy, *(w.interval.low for w in timeline.watched))
    return max(0.0, (int(10 * lowest) - 1) / 10)


def _sentence(timeline: Timeline) -> str:
    best = max(timeline.watched, key=lambda watched: watched.accuracy)
    worst = min(timeline.watched, key=lambda watched: watched.accuracy)
    return (
        f"Points: share of each year's animals named rightly, with its 95% interval; the highest "
        f"is {best.accuracy:.1%} in {best.year}, the lowest {worst.accuracy:.1%} in {worst.year}, "
        f"and the gate is {timeline.choices.gate.accuracy:.0%}."
    )
