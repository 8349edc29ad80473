from typing import TypeVar

import plotly.graph_objects as go
import pytest
from streamlit.elements.lib import streamlit_plotly_theme

from lifecycle.run import Run, StageResult
from lifecycle.stage import STAGES
from lifecycle.stages.collection import Collected
from lifecycle.stages.deployment import Deployed
from lifecycle.stages.evaluation import Evaluated
from lifecycle.stages.monitoring import Monitored
from lifecycle.stages.preparation import Prepared
from lifecycle.stages.training import Trained
from tests.runs import run_for
from ui.charts import answer, colour_of, picture

Result = TypeVar("Result", bound=StageResult)

every_step = pytest.mark.parametrize(
    ("name", "turns", "step"),
    [
        (name, turns, step)
        for name, turns, steps in (("desert-changed", 2, 12), ("quiet-year", 1, 6))
        for step in range(1, steps + 1)
    ],
)


def first(kind: type[Result], run: Run) -> Result:
    """Answer with what the first stage of this kind did."""
    return next(result for result in run.records if isinstance(result, kind))


def bars(figure: go.Figure) -> dict[str, float]:
    (bar,) = (trace for trace in figure.data if trace.type == "bar")
    return dict(zip(bar.y, bar.x, strict=True))


def points(figure: go.Figure) -> dict[str, int]:
    return {trace.name: len(trace.x) for trace in figure.data if trace.type == "scatter"}


@every_step
def test_every_picture_comes_with_a_sentence_for_who_cannot_see_it(
    name: str, turns: int, step: int
) -> None:
    _, alt = picture(run_for(name, turns).records[step - 1])

    assert alt.endswith(".")
    assert len(alt) > 40


@every_step
def test_every_picture_wears_the_colour_of_its_stage(name: str, turns: int, step: int) -> None:
    result = run_for(name, turns).records[step - 1]

    figure, _ = picture(result)

    shades = {trace.marker.color for trace in figure.data if trace.type in {"bar", "scatter"}}
    assert colour_of(result.stage) in shades
    assert shades <= {colour_of(result.stage), "gray"}


def test_a_stages_colour_is_the_placeholder_that_streamlit_replaces() -> None:
    placeholders = [
        getattr(streamlit_plotly_theme, f"CATEGORY_{number}") for number in range(len(STAGES))
    ]

    assert [colour_of(stage) for stage in STAGES] == placeholders


def test_the_page_shows_through_behind_a_name_on_the_map() -> None:
    figure, _ = picture(first(Trained, run_for("desert-changed")))

    grounds = {note.bgcolor for note in figure.layout.annotations}

    assert grounds == {streamlit_plotly_theme.BG_COLOR}


def test_collection_draws_the_records_of_each_label() -> None:
    collected = first(Collected, run_for("desert-changed"))

    figure, alt = picture(collected)
    drawn_bars = bars(figure)

    assert drawn_bars.pop("no label") == collected.unlabelled
    assert drawn_bars == dict(collected.labels.head(len(drawn_bars)))
    assert f"{collected.unlabelled:,} have no label" in alt


def test_preparation_draws_what_became_of_every_record() -> None:
    prepared = first(Prepared, run_for("desert-changed"))

    figure, alt = picture(prepared)
    fates = bars(figure)

    assert fates == {"clean": len(prepared.clean), **prepared.dropped}
    assert sum(fates.values()) == len(first(Collected, run_for("desert-changed")).raw)
    assert f"{len(prepared.clean):,} rows are clean" in alt


def test_training_draws_every_training_row() -> None:
    trained = first(Trained, run_for("desert-changed"))

    figure, alt = picture(trained)

    assert points(figure) == {"training rows": len(trained.train)}
    assert f"{len(trained.species)} species" in alt


def test_evaluation_draws_the_score_of_each_species_the_gate_and_the_interval() -> None:
    evaluated = first(Evaluated, run_for("desert-changed"))

    figure, alt = picture(evaluated)
    scores = bars(figure)

    shown = evaluated.by_species.head(len(scores))
    gate, band = figure.layout.shapes
    assert scores == dict(zip(shown["common_name"], shown["accuracy"], strict=True))
    assert gate.x0 == gate.x1
    assert (band.x0, band.x1) == (evaluated.interval.low, evaluated.interval.high)
    assert str(evaluated.interval) in alt


def test_deployment_draws_what_the_model_in_service_answers() -> None:
    deployed = first(Deployed, run_for("desert-changed"))
    prediction = deployed.predict(43, 36)

    figure, alt = picture(deployed)
    chances = bars(figure)

    assert chances == {
        each.common_name: each.probability for each in prediction.candidates[: len(chances)]
    }
    assert prediction.best.common_name in alt


def test_another_animal_gets_another_picture() -> None:
    deployed = first(Deployed, run_for("desert-changed"))

    _, small = answer(deployed.predict(8, 15))
    _, large = answer(deployed.predict(160, 45))

    assert "8 g with a hind foot of 15 mm" in small
    assert small.split("likeliest")[1] != large.split("likeliest")[1]


@pytest.mark.parametrize("name", ["desert-changed", "quiet-year", "loud-alarm"])
def test_monitoring_draws_every_animal_of_the_year_right_or_wrong(name: str) -> None:
    monitored = first(Monitored, run_for(name))

    figure, alt = picture(monitored)
    groups = points(figure)

    right = next(count for group, count in groups.items() if group.startswith("named rightly"))
    assert sum(groups.values()) == len(monitored.answers)
    assert right == int(monitored.answers["correct"].sum())
    assert f"{right:,} named rightly" in alt
