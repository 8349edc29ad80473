"""What all pictures share: size, margins, colours that follow the theme."""

from typing import Final

import plotly.graph_objects as go

from lifecycle.stage import STAGES, Stage

HEIGHT: Final = 380
STRONG: Final = "#000037"
"""Streamlit puts a strong grey here: dark on light paper, light on dark."""

PAPER: Final = "#000038"
"""Streamlit puts the page's background here."""

Picture = tuple[go.Figure, str]
"""A figure, and the sentence that says what it shows."""


def colour_of(stage: Stage) -> str:
    """Name a stage's colour: Streamlit replaces #000001 by the theme's first, and so on."""
    return f"#{STAGES.index(stage) + 1:06d}"


def bars(stage: Stage, names: list[str], values: list[float], texts: list[str]) -> go.Figure:
    """Draw horizontal bars, the first on top, each with its value in words."""
    figure = go.Figure(
        go.Bar(
            x=values[::-1],
            y=names[::-1],
            text=texts[::-1],
            orientation="h",
            marker_color=colour_of(stage),
            textposition="outside",
            cliponaxis=False,
            hoverinfo="skip",
        )
    )
    figure.update_yaxes(automargin=True, showgrid=False)
    return framed(figure)


def framed(figure: go.Figure) -> go.Figure:
    return figure.update_layout(
        height=HEIGHT,
        margin={"l": 8, "r": 8, "t": 12, "b": 8},
        bargap=0.35,
        legend={"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0},
        dragmode=False,
    )
