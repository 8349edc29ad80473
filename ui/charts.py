"""One picture for each stage, drawn from what the stage really did."""

from typing import Final

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from lifecycle.answer import Prediction
from lifecycle.decision import GATE
from lifecycle.inputs import COLUMNS, HIND_FOOT, WEIGHT
from lifecycle.run import StageResult
from lifecycle.stage import STAGES, Stage
from lifecycle.stages.collection import Collected
from lifecycle.stages.deployment import Deployed
from lifecycle.stages.evaluation import Evaluated
from lifecycle.stages.monitoring import Monitored
from lifecycle.stages.preparation import TARGET, Prepared
from lifecycle.stages.training import Trained

HEIGHT: Final = 380
SHOWN: Final = 9
NAME_WIDTH: Final = 0.5
NAME_HEIGHT: Final = 2.5
"""The room a name takes on a map, in powers of ten of a gram and in mm."""
GRID: Final = 200

Picture = tuple[go.Figure, str]
"""A figure, and the sentence that says what it shows."""


def picture(result: StageResult) -> Picture:
    """Draw what a stage did."""
    match result:
        case Collected():
            return _labels(result)
        case Prepared():
            return _fates(result)
        case Trained():
            return _map_of_training(result)
        case Evaluated():
            return _scores(result)
        case Deployed():
            return answer(result.predict(weight=43, hindfoot_length=36))
        case Monitored():
            return _map_of_the_year(result)


def answer(prediction: Prediction) -> Picture:
    """Draw the probabilities with which the deployed model names one animal."""
    likeliest = prediction.candidates[:4]
    names = [each.common_name for each in likeliest]
    values = [each.probability for each in likeliest]
    figure = _bars(Deployed.stage, names, values, [f"{value:.0%}" for value in values])
    figure.update_xaxes(range=[0, 1.12], tickformat=".0%", title="probability")
    return figure, (
        f"Bars: probability of each species for an animal of {prediction.weight:g} g with a "
        f"hind foot of {prediction.hindfoot_length:g} mm; the likeliest is "
        f"{prediction.best.common_name}."
    )


def colour_of(stage: Stage) -> str:
    """Name a stage's colour: Streamlit replaces #000001 by the theme's first, and so on."""
    return f"#{STAGES.index(stage) + 1:06d}"


def _bars(stage: Stage, names: list[str], values: list[float], texts: list[str]) -> go.Figure:
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
    return _framed(figure)


def _framed(figure: go.Figure) -> go.Figure:
    return figure.update_layout(
        height=HEIGHT,
        margin={"l": 8, "r": 8, "t": 12, "b": 8},
        bargap=0.35,
        legend={"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0},
        dragmode=False,
    )


def _labels(collected: Collected) -> Picture:
    shown = collected.labels.head(SHOWN)
    counts = {str(name): int(count) for name, count in shown.items()}
    counts["no label"] = collected.unlabelled
    figure = _bars(
        collected.stage,
        list(counts),
        list(counts.values()),
        [f"{count:,}" for count in counts.values()],
    )
    figure.update_xaxes(title="records", range=[0, 1.15 * max(counts.values())])
    return figure, (
        f"Bars: raw records of each label; the commonest is {shown.index[0]} "
        f"with {shown.iloc[0]:,}, and {collected.unlabelled:,} have no label."
    )


def _fates(prepared: Prepared) -> Picture:
    counts = {"clean": len(prepared.clean), **prepared.dropped}
    figure = _bars(
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


def _scores(evaluated: Evaluated) -> Picture:
    shown = evaluated.by_species.head(SHOWN)
    figure = _bars(
        evaluated.stage,
        list(shown["common_name"]),
        list(shown["accuracy"]),
        [f"{each.accuracy:.0%} of {each.rows}" for each in shown.itertuples()],
    )
    figure.add_vline(GATE.accuracy, line_dash="dash", annotation_text="gate")
    figure.add_vrect(
        evaluated.interval.low, evaluated.interval.high, fillcolor="gray", opacity=0.2, line_width=0
    )
    figure.update_xaxes(range=[0, 1.25], tickformat=".0%", tickvals=[0, 0.25, 0.5, 0.75, 1])
    return figure, (
        f"Bars: share of each species' held-out animals named rightly. A band from "
        f"{evaluated.interval} marks the interval of the whole, to the right of the gate at "
        f"{GATE.accuracy:.0%}."
    )


def _map_of_training(trained: Trained) -> Picture:
    figure = _borders(trained, trained.train)
    figure.add_trace(_animals("training rows", trained.train, colour_of(trained.stage), "circle"))
    _name_clusters(figure, trained)
    return figure.update_layout(showlegend=False), (
        "Map: each training animal as a point, by weight and hind foot; lines part the "
        f"regions in which the model names each of its {len(trained.species)} species."
    )


def _map_of_the_year(monitored: Monitored) -> Picture:
    trained, answers = monitored.deployed.evaluated.trained, monitored.answers
    strange = ~answers[TARGET].isin(trained.species)
    colour = colour_of(monitored.stage)
    groups = {
        "named rightly": (answers[answers["correct"]], "circle"),
        "named wrongly": (answers[~answers["correct"] & ~strange], "x-thin-open"),
        "never trained": (answers[strange], "diamond"),
    }
    figure = _borders(trained, answers)
    for name, (animals, symbol) in groups.items():
        shade = colour if name == "never trained" else "gray"
        figure.add_trace(_animals(f"{name} ({len(animals):,})", animals, shade, symbol))
    _name_clusters(figure, trained)
    counts = ", ".join(f"{len(animals):,} {name}" for name, (animals, _) in groups.items())
    return figure, (
        f"Map: the animals of {monitored.year} by weight and hind foot, over the borders the "
        f"model learnt: {counts}."
    )


def _animals(name: str, animals: pd.DataFrame, colour: str, symbol: str) -> go.Scatter:
    marker = {"color": colour, "symbol": symbol, "size": 6, "opacity": 0.65}
    return go.Scatter(
        x=animals[WEIGHT.column],
        y=animals[HIND_FOOT.column],
        text=animals["common_name"],
        name=name,
        mode="markers",
        marker=marker,
        hovertemplate="%{text}<br>%{x} g, %{y} mm<extra></extra>",
    )


def _borders(trained: Trained, animals: pd.DataFrame) -> go.Figure:
    """Draw where, on the plane of the two inputs, the model's answer changes."""
    weights = np.geomspace(animals[WEIGHT.column].min(), animals[WEIGHT.column].max(), GRID)
    feet = np.linspace(animals[HIND_FOOT.column].min(), animals[HIND_FOOT.column].max(), GRID)
    plane = np.stack(np.meshgrid(weights, feet), axis=-1).reshape(-1, len(COLUMNS))
    answers = trained.model.predict(pd.DataFrame(plane, columns=COLUMNS))
    named = np.unique(answers, return_inverse=True)[1].reshape(GRID, GRID)
    border = np.zeros((GRID, GRID), dtype=np.uint8)
    border[:, 1:] |= named[:, 1:] != named[:, :-1]
    border[1:, :] |= named[1:, :] != named[:-1, :]
    figure = go.Figure(
        go.Heatmap(
            x=weights,
            y=feet,
            z=border,
            colorscale=[[0, "rgba(128,128,128,0)"], [1, "rgba(128,128,128,0.8)"]],
            showscale=False,
            hoverinfo="skip",
        )
    )
    figure.update_xaxes(
        type="log", title="weight in g", tickvals=[5, 10, 20, 50, 100, 200], showgrid=False
    )
    figure.update_yaxes(title="hind foot in mm", showgrid=False)
    return _framed(figure)


def _name_clusters(figure: go.Figure, trained: Trained) -> None:
    """Write the learnt species' names where their animals are, none over another."""
    animals = trained.train[trained.train[TARGET].isin(trained.species)]
    written: list[tuple[float, float]] = []
    for name in animals["common_name"].value_counts().index:
        cluster = animals[animals["common_name"] == name]
        x = float(np.log10(cluster[WEIGHT.column].median()))
        y = float(cluster[HIND_FOOT.column].median())
        if any(abs(x - other) < NAME_WIDTH and abs(y - o) < NAME_HEIGHT for other, o in written):
            continue
        written.append((x, y))
        figure.add_annotation(
            x=x,
            y=y,
            text=name,
            showarrow=False,
            bgcolor="#000038",  # Streamlit puts the page's background here
            opacity=0.9,
            font_size=11,
        )
