"""The picture of a verdict: how likely each mastery is."""

from math import floor

import numpy as np
import plotly.graph_objects as go

from lifecycle.stage import STAGES
from quizzes.mastery import GOAL, Mastery, percent_told
from ui.charts.frame import STRONG, Picture, colour_of, framed


def mastery(shown: Mastery) -> Picture:
    """Draw how likely each value of mastery is after a test, its interval and the goal."""
    values = (np.arange(len(shown.density)) + 0.5) / len(shown.density)
    low, high = shown.interval
    inside = (values >= low) & (values <= high)
    figure = framed(go.Figure())
    for chosen, name, colour in (
        (np.ones_like(inside), "mastery", "rgba(128,128,128,0.25)"),
        (inside, "90% interval", colour_of(STAGES[0])),
    ):
        figure.add_scatter(
            x=values[chosen],
            y=shown.density[chosen],
            name=name,
            mode="lines",
            fill="tozeroy",
            line={"color": colour},
            hoverinfo="skip",
        )
    figure.add_vline(
        GOAL,
        line_dash="dash",
        line_color=STRONG,
        annotation_text="goal",
        annotation_position="top left",
    )
    figure.update_xaxes(range=[0, 1.03], dtick=0.2, tickformat=".0%", title="mastery")
    figure.update_yaxes(visible=False)
    return figure.update_layout(showlegend=False, height=240), (
        f"Curve: how likely each mastery is after your answers, the share of such questions that "
        f"you know. The middle nine tenths lie between {low:.0%} and {high:.0%}; "
        f"{percent_told(floor(100 * shown.probability))} lie at the goal of {GOAL:.0%} or above."
    )
