"""Pictures of animals by weight and hind foot, and of the regions that the model draws."""

from collections import Counter
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd
import plotly.graph_objects as go
from numpy.typing import NDArray
from scipy.ndimage import uniform_filter

from lifecycle.inputs import COLUMNS, HIND_FOOT, WEIGHT
from lifecycle.stages.monitoring import Monitored
from lifecycle.stages.preparation import TARGET
from lifecycle.stages.training import Trained
from ui.charts.frame import PAPER, STRONG, Picture, colour_of, framed

GRID: Final = 200
NUMBER: Final = 15
"""The room that a region's number takes on a map, in cells of its grid."""
ONE: Final = 3.5
"""The width in px of the mark of a single animal."""


def map_of_training(trained: Trained) -> Picture:
    plane = _plane(trained, trained.train)
    figure = _borders(plane)
    figure.add_trace(_animals("training rows", trained.train, colour_of(trained.stage), "circle"))
    _number_regions(figure, plane, trained.train)
    return figure.update_layout(showlegend=False), (
        "Map: the training animals by weight and hind foot, a larger mark for more that are alike. "
        f"Lines part the {_key(plane, trained)}"
    )


def map_of_the_year(monitored: Monitored) -> Picture:
    trained, answers = monitored.deployed.evaluated.trained, monitored.answers
    strange = ~answers[TARGET].isin(trained.species)
    groups = {
        "named rightly": (answers[answers["correct"]], "gray", "circle"),
        "named wrongly": (
            answers[~answers["correct"] & ~strange],
            colour_of(monitored.stage),
            "x",
        ),
        "never trained": (answers[strange], STRONG, "diamond"),
    }
    plane = _plane(trained, answers)
    figure = _borders(plane)
    for name, (animals, colour, symbol) in groups.items():
        figure.add_trace(_animals(f"{name} ({len(animals):,})", animals, colour, symbol))
    _number_regions(figure, plane, answers)
    counts = ", ".join(f"{len(animals):,} {name}" for name, (animals, *_) in groups.items())
    return figure.update_layout(legend_itemsizing="constant"), (
        f"Map: the animals of {monitored.year} by weight and hind foot: {counts}; "
        f"a larger mark for more that are alike. Lines part the {_key(plane, trained)}"
    )


def _animals(name: str, animals: pd.DataFrame, colour: str, symbol: str) -> go.Scatter:
    """Draw a mark for all animals of the same weight and hind foot, the larger the more they are.

    A mark each would be thousands, most of them hidden under others, and slow whatever else the
    browser draws on the page.
    """
    alike = animals.groupby([WEIGHT.column, HIND_FOOT.column])["common_name"]
    marks = pd.DataFrame({"count": alike.size(), "told": alike.agg(_counted)}).reset_index()
    marks = marks.sort_values("count", ascending=False)  # the small ones lie on the large ones
    return go.Scatter(
        x=marks[WEIGHT.column],
        y=marks[HIND_FOOT.column],
        text=marks["told"],
        name=name,
        mode="markers",
        marker={
            "color": colour,
            "symbol": symbol,
            "size": marks["count"],
            "sizemode": "area",
            "sizeref": 2 / ONE**2,
            "line": {"width": 0.5, "color": PAPER},
            "opacity": 1,  # a browser pays for every mark that is translucent by itself
        },
        opacity=0.75,
        hovertemplate="%{text}<br>%{x} g, %{y} mm<extra></extra>",
    )


def _counted(names: "pd.Series[str]") -> str:
    """List the species of some animals, the commonest first, each with its number."""
    return "<br>".join(f"{name}: {count}" for name, count in Counter(names).most_common())


@dataclass(frozen=True, slots=True)
class Plane:
    """What the model answers for every weight (a column) and hind foot (a row) of a map."""

    weights: NDArray[np.float64]
    feet: NDArray[np.float64]
    answers: NDArray[np.object_]
    species: tuple[str, ...]
    """The species that it names somewhere on the map, commonest in training first."""


def _plane(trained: Trained, animals: pd.DataFrame) -> Plane:
    weights = np.geomspace(animals[WEIGHT.column].min(), animals[WEIGHT.column].max(), GRID)
    feet = np.linspace(animals[HIND_FOOT.column].min(), animals[HIND_FOOT.column].max(), GRID)
    plane = np.stack(np.meshgrid(weights, feet), axis=-1).reshape(-1, len(COLUMNS))
    answers = trained.model.predict(pd.DataFrame(plane, columns=COLUMNS)).reshape(GRID, GRID)
    named = set(np.unique(answers))
    return Plane(weights, feet, answers, tuple(id_ for id_ in trained.species if id_ in named))


def _key(plane: Plane, trained: Trained) -> str:
    """Say which species has which number, and which were learnt and have no region."""
    names = trained.common_names
    numbered = ", ".join(f"{n} {names[id_]}" for n, id_ in enumerate(plane.species, start=1))
    told = f"{len(plane.species)} regions in which the model names one species: {numbered}."
    nowhere = [names[id_] for id_ in trained.species if id_ not in plane.species]
    if not nowhere:
        return told
    them = "it" if len(nowhere) == 1 else "them"
    return (
        f"{told} It learnt {' and '.join(nowhere)} too, but names {them} nowhere on this map: "
        "another species is always likelier."
    )


def _borders(plane: Plane) -> go.Figure:
    """Draw where, on the plane of the two inputs, the model's answer changes."""
    figure = go.Figure()
    figure.add_shape(
        type="path",  # a trace would be drawn piece by piece
        path="".join(
            f"M{x:.4g},{y:.4g}L{to_x:.4g},{to_y:.4g}" for x, y, to_x, to_y in _lines(plane)
        ),
        line={"width": 1.5, "color": "rgba(128,128,128,0.8)"},
        layer="below",
    )
    figure.update_xaxes(
        type="log", title="weight in g", tickvals=[5, 10, 20, 50, 100, 200], showgrid=False
    )
    figure.update_yaxes(title="hind foot in mm", showgrid=False)
    return framed(figure)


def _lines(plane: Plane) -> NDArray[np.float64]:
    """Answer with the lines of the border, one a row: weight and foot of its two ends.

    Of each square of four neighbouring answers, a line goes from the middle of every side whose
    ends differ to the mean of those middles.
    """
    x, y, answers = np.log10(plane.weights), plane.feet, plane.answers
    between_x, between_y = (x[1:] + x[:-1]) / 2, (y[1:] + y[:-1]) / 2
    sides = [(between_x, y[:-1]), (between_x, y[1:]), (x[:-1], between_y), (x[1:], between_y)]
    middles = np.stack([np.stack(np.meshgrid(*side)) for side in sides])
    across, upward = answers[:, 1:] != answers[:, :-1], answers[1:, :] != answers[:-1, :]
    differ = np.stack([across[:-1], across[1:], upward[:, :-1], upward[:, 1:]])
    mean = np.einsum("saij,sij->aij", middles, differ) / np.maximum(differ.sum(axis=0), 1)
    ends = np.stack([middles, np.broadcast_to(mean, middles.shape)])
    lines: NDArray[np.float64] = ends.transpose(1, 3, 4, 0, 2)[differ].reshape(-1, 4)
    lines[:, ::2] = 10 ** lines[:, ::2]
    return lines


def _number_regions(figure: go.Figure, plane: Plane, animals: pd.DataFrame) -> None:
    """Write each region's number into it, where it covers the fewest animals."""
    rows = np.searchsorted(plane.feet, animals[HIND_FOOT.column]).clip(max=GRID - 1)
    columns = np.searchsorted(plane.weights, animals[WEIGHT.column]).clip(max=GRID - 1)
    crowd = np.zeros((GRID, GRID))
    np.add.at(crowd, (rows, columns), 1)
    for number, id_ in enumerate(plane.species, start=1):
        row, column = _clearest(plane.answers == id_, crowd)
        crowd[max(row - NUMBER, 0) : row + NUMBER, max(column - NUMBER, 0) : column + NUMBER] = 99
        figure.add_annotation(
            x=np.log10(plane.weights[column]),
            y=plane.feet[row],
            text=f"<b>{number}</b>",
            showarrow=False,
            bgcolor=PAPER,
            bordercolor=STRONG,
            font={"size": 12, "color": STRONG},
        )


def _clearest(region: NDArray[np.bool_], crowd: NDArray[np.float64]) -> tuple[int, int]:
    """Find the cell of a region where a number lies most inside it, and covers least."""
    inside = uniform_filter(region.astype(float), NUMBER, mode="constant")
    covered = uniform_filter(crowd, NUMBER, mode="constant")
    middle = np.argwhere(region).mean(axis=0)
    away = np.hypot(*(np.indices(region.shape) - middle[:, None, None])) / GRID
    worth = np.where(region, inside - covered / (1 + covered) - away / GRID, -np.inf)
    row, column = np.unravel_index(np.argmax(worth), worth.shape)
    return int(row), int(column)
