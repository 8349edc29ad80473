import pytest

from lifecycle.lab.choices import Choices
from lifecycle.lab.timeline import Timeline
from tests.lifecycle.lab.cycles import timelines_of
from ui.charts import STRONG, years


@pytest.fixture(scope="module")
def timeline() -> Timeline:
    return timelines_of(Choices())[-1]


def test_every_watched_year_is_a_point_with_its_interval(timeline: Timeline) -> None:
    figure, _ = years(timeline)

    drawn = [
        (year, accuracy, accuracy - below, accuracy + above)
        for points in figure.data
        for year, accuracy, below, above in zip(
            points.x, points.y, points.error_y.arrayminus, points.error_y.array, strict=True
        )
    ]
    ends = [(w.year, w.accuracy, w.interval.low, w.interval.high) for w in timeline.watched]
    assert drawn == [pytest.approx(each) for each in ends]


def test_every_version_has_a_colour_and_a_shape_of_its_own(timeline: Timeline) -> None:
    figure, _ = years(timeline)

    marks = {(points.marker.color, points.marker.symbol) for points in figure.data}
    assert [points.name for points in figure.data] == [each.name for each in timeline.versions]
    assert len(marks) == len({colour for colour, _ in marks}) == len(timeline.versions) > 1


def test_the_gate_is_a_line_that_follows_the_theme(timeline: Timeline) -> None:
    figure, _ = years(timeline)

    gate, *_ = figure.layout.shapes
    assert gate.y0 == gate.y1 == timeline.choices.gate.accuracy
    assert gate.line.color == STRONG
    assert [note.text for note in figure.layout.annotations] == ["gate 70%"]


def test_a_dotted_line_stands_where_a_version_was_retired(timeline: Timeline) -> None:
    figure, alt = years(timeline)

    _, *lines = figure.layout.shapes
    assert [(line.x0, line.line.dash) for line in lines] == [(1997.5, "dot")]
    assert alt.endswith("Dotted: a version was retired at the end of 1997.")


def test_no_interval_is_cut_off(timeline: Timeline) -> None:
    figure, _ = years(timeline)

    floor, ceiling = figure.layout.yaxis.range
    assert floor < min(each.interval.low for each in timeline.watched)
    assert ceiling > max(each.interval.high for each in timeline.watched)


def test_the_sentence_names_the_best_and_the_worst_year(timeline: Timeline) -> None:
    _, alt = years(timeline)

    assert "the highest is 86.3% in 2001, the lowest 51.6% in 1997, and the gate is 70%." in alt
    assert "Watched were v1 in 1995 to 1997; v2 in 1998 to 2002." in alt
