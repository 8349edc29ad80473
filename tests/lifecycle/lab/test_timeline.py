"""The years one after another, watched and retrained."""

from itertools import pairwise

import pytest

from lifecycle.algorithm import ALGORITHMS
from lifecycle.decision import Decision
from lifecycle.lab.choices import LAST_YEAR, Choices
from lifecycle.lab.timeline import Timeline
from lifecycle.stage import COLLECTION, MONITORING, STAGES
from lifecycle.stages.deployment import Deployed, Refused
from lifecycle.stages.monitoring import Monitored
from tests.lifecycle.lab.cycles import LONG, timelines_of
from tests.runs import run_for

USUAL = Choices()
HIGH = Choices(gate_accuracy=0.80)
TOO_HIGH = Choices(gate_accuracy=0.90)
NO_GAIN = Choices((1982, 1983), 1987, gate_accuracy=0.75)
ALL = (USUAL, HIGH, TOO_HIGH, LONG, NO_GAIN, *(Choices(algorithm=each) for each in ALGORITHMS[1:]))

every_timeline = pytest.mark.parametrize("choices", ALL, ids=lambda each: each.name)


def whole(choices: Choices) -> Timeline:
    return timelines_of(choices)[-1]


def test_the_desert_changes_once_and_the_second_version_holds() -> None:
    told = [
        f"{each.year} {each.version} {each.accuracy:.3f} {each.decision}"
        for each in whole(USUAL).watched
    ]

    assert told == [
        "1995 v1 0.812 performs-well",
        "1996 v1 0.690 keep-watching",
        "1997 v1 0.516 back-to-collection",
        "1998 v2 0.817 performs-well",
        "1999 v2 0.818 performs-well",
        "2000 v2 0.842 performs-well",
        "2001 v2 0.863 performs-well",
        "2002 v2 0.800 performs-well",
    ]


def test_a_watched_year_is_what_the_scenarios_measure() -> None:
    watched = {each.year: each for each in whole(USUAL).watched}

    for name, turns in (("quiet-year", 1), ("desert-changed", 1), ("desert-changed", 2)):
        monitored = run_for(name, turns).monitored
        assert monitored
        year = watched[monitored.year]
        assert (year.accuracy, year.interval) == (monitored.accuracy, monitored.interval)
        assert year.reason == monitored.reason


def test_a_version_is_in_service_until_a_better_one_is() -> None:
    first, second = whole(USUAL).versions

    assert (first.name, first.trained_on, first.since, first.until) == (
        "v1",
        (1993, 1994),
        1995,
        1997,
    )
    assert (second.name, second.trained_on, second.since, second.until) == (
        "v2",
        (1996, 1997),
        1998,
        None,
    )
    assert first.why == (
        "Of the same animals v1 names 57.4%; the whole 95% interval of the gain (12.3 to 17.8 "
        "points) lies above 0, so v2 replaces it."
    )
    assert second.why == "It is in service."


@every_timeline
def test_every_year_is_watched_by_the_version_of_its_time(choices: Choices) -> None:
    timeline = whole(choices)

    for year in timeline.watched:
        version = next(each for each in timeline.versions if each.name == year.version)
        assert version.since <= year.year <= (version.until or LAST_YEAR)
        assert version.trained_on[-1] < year.year


@every_timeline
def test_only_monitoring_or_the_lack_of_a_model_begins_a_turn(choices: Choices) -> None:
    turns = whole(choices).turns

    for turn in turns[:-1]:
        last = turn[-1]
        if isinstance(last, Monitored):
            assert last.decision is Decision.BACK_TO_COLLECTION
        else:
            assert isinstance(last, Refused)
            assert last.champion is None


@every_timeline
def test_a_turn_has_the_six_stages_in_order_and_then_goes_on_watching(choices: Choices) -> None:
    for turn in whole(choices).turns:
        stages = [result.stage for result in turn]

        assert stages[:6] == list(STAGES[: len(stages)])
        assert set(stages[6:]) <= {MONITORING}


@every_timeline
def test_the_rows_lead_from_one_to_the_next(choices: Choices) -> None:
    rows = whole(choices).rows

    assert [row.number for row in rows] == list(range(1, len(rows) + 1))
    for row, following in pairwise(rows):
        assert row.next_stage is following.current_stage
    returns = {row.action for row in rows if row.current_stage is COLLECTION and row.turn > 1}
    assert returns <= {"Cycle repeats if model needs retraining"}
    for row in rows:
        assert row.action.endswith(": refused") is isinstance(row.result, Refused)


def test_a_model_below_the_gate_is_an_event_and_the_old_one_stays() -> None:
    timeline = whole(HIGH)

    kept_out = [(each.year, each.in_service) for each in timeline.kept_out]
    versions = {each.year: each.version for each in timeline.watched}

    assert kept_out == [(1996, "v1"), (1997, "v1"), (1998, "v1")]
    assert [versions[year] for year in (1997, 1998, 1999, 2000)] == ["v1", "v1", "v1", "v2"]
    assert all("does not pass the gate" in each.why for each in timeline.kept_out)


def test_a_model_that_gains_nothing_for_sure_is_an_event_and_the_old_one_stays() -> None:
    timeline = whole(NO_GAIN)

    (kept_out, *_) = timeline.kept_out
    following = next(each for each in timeline.watched if each.year == kept_out.year + 1)

    assert (kept_out.year, kept_out.trained_on, kept_out.in_service) == (1987, (1986, 1987), "v1")
    assert (
        "its gain on the same rows, -1.1 to 4.4 points, does not lie wholly above 0" in kept_out.why
    )
    assert following.version == "v1"


def test_where_no_model_passes_nothing_is_watched_and_every_year_tries_again() -> None:
    timeline = whole(TOO_HIGH)

    assert timeline.watched == ()
    assert timeline.versions == ()
    assert [each.year for each in timeline.kept_out] == list(range(1994, 2003))
    assert {each.in_service for each in timeline.kept_out} == {None}
    assert timeline.rows[-1].next_stage is COLLECTION


@every_timeline
def test_progress_grows_year_by_year_to_the_end(choices: Choices) -> None:
    timelines = timelines_of(choices)

    years = [timeline.year for timeline in timelines]
    shares = [timeline.share for timeline in timelines]

    assert years == list(range(choices.trained_on[-1], LAST_YEAR + 1))
    assert shares[0] == 0
    assert shares[-1] == 1
    assert shares == sorted(shares)
    assert [timeline.finished for timeline in timelines] == [*[False] * (len(years) - 1), True]


def test_what_has_been_told_is_not_told_otherwise_later() -> None:
    timelines = timelines_of(LONG)

    for earlier in timelines:
        assert timelines[-1].watched[: len(earlier.watched)] == earlier.watched


def test_two_versions_are_compared_on_animals_that_neither_was_fitted_to() -> None:
    versions = [each for each in whole(LONG).results if isinstance(each, Deployed)]
    v4, v5 = versions[-2:]

    seen = set(v4.evaluated.trained.train["record_id"])
    asked = v5.evaluated.answers

    assert v4.evaluated.trained.prepared.collected.years == (1995, 1996)
    assert seen & set(asked["record_id"])  # 1996 was learnt from by both
    unseen = asked[~asked["record_id"].isin(seen)]
    assert v5.gain
    assert v5.gain.champion_accuracy == pytest.approx(
        (unseen["species_id"] == v4.answer(unseen)).mean()
    )
