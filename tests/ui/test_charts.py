import re
from dataclasses import replace
from typing import TypeVar

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest
from numpy.typing import NDArray
from streamlit.elements.lib import streamlit_plotly_theme

from lifecycle.inputs import COLUMNS
from lifecycle.interval import Interval
from lifecycle.run import Run, StageResult
from lifecycle.scenarios import scenario_named
from lifecycle.stage import STAGES
from lifecycle.stages.collection import Collected
from lifecycle.stages.deployment import Deployed
from lifecycle.stages.evaluation import Evaluated
from lifecycle.stages.monitoring import Monitored
from lifecycle.stages.preparation import Prepared
from lifecycle.stages.training import Trained
from tests.runs import run_for
from ui.charts import STRONG, Picture, answer, colour_of, picture
from ui.charts.maps import GRID


def drawn(result: StageResult) -> Picture:
    """Draw what a stage did, as the page does; of a deployed model it draws an answer."""
    return answer(result.predict(43, 36)) if isinstance(result, Deployed) else picture(result)


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


def marks(figure: go.Figure) -> list[go.Scatter]:
    return [trace for trace in figure.data if trace.type == "scatter"]


def animals(figure: go.Figure) -> dict[str, int]:
    return {trace.name: int(trace.marker.size.sum()) for trace in marks(figure)}


@every_step
def test_every_picture_has_a_sentence_the_colour_of_its_stage_and_a_tenth_of_the_size_allowed(
    name: str, turns: int, step: int
) -> None:
    result = run_for(name, turns).records[step - 1]

    figure, alt = drawn(result)

    assert alt.endswith(".")
    assert len(alt) > 40
    assert len(figure.to_json()) < 500_000
    shades = {trace.marker.color for trace in figure.data if trace.type in {"bar", "scatter"}}
    assert colour_of(result.stage) in shades
    assert shades <= {colour_of(result.stage), "gray", STRONG}


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

    assert animals(figure) == {"training rows": len(trained.train)}
    assert "9 regions in which the model names one species: 1 Merriam's kangaroo rat, 2 " in alt


def test_a_mark_tells_every_animal_that_it_stands_for_and_no_two_stand_at_one_place() -> None:
    trained = first(Trained, run_for("desert-changed"))

    (trace,) = marks(picture(trained)[0])

    told = [sum(int(n) for n in re.findall(r": (\d+)", text)) for text in trace.text]
    assert told == list(trace.marker.size)
    assert len({*zip(trace.x, trace.y, strict=True)}) == len(trace.x)


def test_the_model_answers_differently_on_the_two_sides_of_a_border() -> None:
    trained = first(Trained, run_for("desert-changed"))
    (border,) = picture(trained)[0].layout.shapes
    begins = np.array(re.findall(r"M([\d.]+),([\d.]+)L", border.path), dtype=float)
    weights, feet = np.log10(begins[:, 0]), begins[:, 1]
    cells = [np.ptp(np.log10(trained.train[COLUMNS[0]])), np.ptp(trained.train[COLUMNS[1]])]

    def named(weight: float, foot: float) -> NDArray[np.object_]:
        right, up = weight * cells[0] / 2 / (GRID - 1), foot * cells[1] / 2 / (GRID - 1)
        places = {COLUMNS[0]: 10 ** (weights + right), COLUMNS[1]: feet + up}
        answers: NDArray[np.object_] = trained.model.predict(pd.DataFrame(places))
        return answers

    parted = (named(-1, 0) != named(1, 0)) | (named(0, -1) != named(0, 1))
    assert parted.mean() > 0.99
    assert len(parted) > GRID


@pytest.mark.parametrize("name", ["desert-changed", "loud-alarm"])
@pytest.mark.parametrize("kind", [Trained, Monitored])
def test_every_region_of_a_map_has_its_number_within_its_borders(
    name: str, kind: type[Trained] | type[Monitored]
) -> None:
    result = first(kind, run_for(name))
    trained = result if isinstance(result, Trained) else result.deployed.evaluated.trained

    figure, alt = picture(result)

    numbers = {note.text: (10**note.x, note.y) for note in figure.layout.annotations}
    places = pd.DataFrame(numbers.values(), columns=COLUMNS)
    named = [trained.common_names[id_] for id_ in trained.model.predict(places)]
    key = re.findall(r"(\d+) ([A-Z][^,.]+)[,.]", alt.partition("one species: ")[2])
    assert list(numbers) == [f"<b>{n}</b>" for n, _ in enumerate(named, start=1)]
    assert key == [(str(n), name) for n, name in enumerate(named, start=1)]


def test_a_species_that_wins_nowhere_on_the_map_is_said() -> None:
    _, one = picture(first(Trained, run_for("desert-changed")))
    _, two = picture(first(Trained, run_for("loud-alarm")))

    assert "It learnt Cactus mouse too, but names it nowhere on this map" in one
    assert "Cactus mouse and White-footed mouse too, but names them nowhere" in two


def test_the_numbers_stand_in_ink_on_opaque_paper() -> None:
    figure, _ = picture(first(Trained, run_for("desert-changed")))

    assert {(note.font.color, note.opacity) for note in figure.layout.annotations} == {
        (streamlit_plotly_theme.GRAY_90, None)
    }


def test_evaluation_draws_the_score_of_each_species_the_gate_and_the_interval() -> None:
    evaluated = first(Evaluated, run_for("desert-changed"))

    figure, alt = picture(evaluated)
    scores = bars(figure)

    gate, band = figure.layout.shapes
    assert scores == {each.name: each.accuracy for each in evaluated.scores}
    assert list(scores)[::-1] == [row[0] for row in evaluated.evidence.table.rows]
    assert gate.x0 == gate.x1
    assert (band.x0, band.x1) == (evaluated.interval.low, evaluated.interval.high)
    assert str(evaluated.interval) in alt


def test_no_word_stands_on_the_bars_and_the_gate_follows_the_theme() -> None:
    evaluated = first(Evaluated, run_for("desert-changed"))

    figure, _ = picture(evaluated)

    gate, _ = figure.layout.shapes
    *values, label = figure.layout.annotations
    assert figure.data[0].textposition == "none"
    assert {(note.xref, note.x, note.xanchor) for note in values} == {("paper", 1, "left")}
    assert (label.text, label.yref, label.y, label.yanchor) == ("gate 70%", "paper", 1, "bottom")
    assert gate.line.color == streamlit_plotly_theme.GRAY_90


@pytest.mark.parametrize(
    ("name", "step", "side"),
    [
        ("desert-changed", 4, "to the right of"),
        ("desert-changed", 10, "across"),
        ("quiet-year", 4, "to the right of"),
        ("borderline-year", 4, "to the right of"),
        ("loud-alarm", 4, "across"),
    ],
)
def test_evaluation_says_on_which_side_of_the_gate_the_interval_lies(
    name: str, step: int, side: str
) -> None:
    evaluated = run_for(name, len(scenario_named(name).turns)).records[step - 1]
    assert isinstance(evaluated, Evaluated)

    figure, alt = picture(evaluated)

    gate, band = figure.layout.shapes
    assert f", {side} the gate at 70%." in alt
    assert (band.x0 <= gate.x0 <= band.x1) is (side == "across")


def test_an_interval_below_the_gate_lies_to_its_left() -> None:
    evaluated = first(Evaluated, run_for("desert-changed"))

    _, alt = picture(replace(evaluated, interval=Interval(0.5, 0.6)))

    assert "50.0% to 60.0% marks the interval of the whole, to the left of the gate" in alt


def test_deployment_draws_what_the_model_in_service_answers() -> None:
    deployed = first(Deployed, run_for("desert-changed"))
    prediction = deployed.predict(43, 36)

    figure, alt = answer(prediction)
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


def test_right_and_wrong_differ_in_colour_and_in_shape() -> None:
    figure, _ = picture(first(Monitored, run_for("desert-changed")))

    looks = [trace.marker for trace in marks(figure)]

    assert len({look.color for look in looks}) == len({look.symbol for look in looks}) == 3


@pytest.mark.parametrize("name", ["desert-changed", "quiet-year", "loud-alarm"])
def test_monitoring_draws_every_animal_of_the_year_right_or_wrong(name: str) -> None:
    monitored = first(Monitored, run_for(name))

    figure, alt = picture(monitored)
    groups = animals(figure)

    right = next(count for group, count in groups.items() if group.startswith("named rightly"))
    assert sum(groups.values()) == len(monitored.answers)
    assert right == int(monitored.answers["correct"].sum())
    assert f"{right:,} named rightly" in alt
