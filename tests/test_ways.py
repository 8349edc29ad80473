"""Every way that a misconception names leads to a page that opens, and shows what it must."""

from urllib.parse import parse_qsl

import pytest

from lifecycle.decision import Decision
from lifecycle.drift import LARGE_DRIFT
from lifecycle.faults.fault import case_numbered
from lifecycle.lab.address import from_address, two_from_address
from lifecycle.run import Run
from lifecycle.stages.monitoring import Monitored
from quizzes.misconceptions import misconceptions
from tests.lifecycle.lab.cycles import timelines_of, walk_of
from tests.pages.pages import opened
from ui.menu import BREAK_A_STAGE, COMPARE, LIVE_LAB, PAGES
from ui.parts.compare import USUAL

WAYS = {name: each.way for name, each in misconceptions().items() if each.way}
FAULTS = {
    "retraining-cures-bad-data": "untared-scale",
    "training-rows-tell-quality": "learnt-by-heart",
    "duplicates-are-harmless": "records-twice",
    "scaling-first-ruins": "scaler-before-split",
    "more-columns-are-better": "genus-let-in",
    "accuracy-for-every-class": "accuracy-alone",
    "skew-is-drift": "swapped-inputs",
    "labels-at-once": "marks-itself",
}


def parted(way: str) -> tuple[str, dict[str, str]]:
    page, _, query = way.partition("?")
    return page, dict(parse_qsl(query, strict_parsing=True))


def ways_to(page: str) -> set[str]:
    return {name for name, way in WAYS.items() if parted(way)[0] == page}


def compared(name: str) -> tuple[Run, Run]:
    """Run what a misconception compares."""
    two, notices = two_from_address(parted(WAYS[name])[1], USUAL)
    assert not notices
    one, other = map(walk_of, two)
    return one.run, other.run


def watched(name: str) -> tuple[Monitored, Monitored]:
    one, other = (run.monitored for run in compared(name))
    assert one
    assert other
    return one, other


def drift(monitored: Monitored) -> float:
    return max(each.psi for each in monitored.drifts)


@pytest.mark.parametrize("name", WAYS)
def test_a_way_leads_to_a_page_that_opens_without_a_notice(name: str) -> None:
    address, parameters = parted(WAYS[name])
    entry = next(each for each in PAGES if each.address == address)

    page = opened(entry, **parameters)

    assert not page.exception
    assert not page.error
    assert not page.warning


def test_a_case_has_the_fault_that_the_misconception_is_about() -> None:
    found = {
        name: case_numbered(int(parted(WAYS[name])[1]["case"])).name
        for name in ways_to(BREAK_A_STAGE.address)
    }

    assert found == FAULTS


def test_every_comparison_and_lab_run_is_held_to_what_it_must_show() -> None:
    assert ways_to(COMPARE.address) | ways_to(LIVE_LAB.address) == {
        "monitoring-means-retraining",
        "retraining-always-helps",
        "alarm-means-broken",
        "no-alarm-means-fine",
        "stronger-algorithm-beats-drift",
        "more-beats-fresher",
        "one-score-is-enough",
        "gate-is-natural-law",
        "versioning-is-git",
    }


def test_one_year_asks_for_nothing_and_the_other_for_a_new_model() -> None:
    one, other = watched("monitoring-means-retraining")

    assert one.decision is Decision.PERFORMS_WELL
    assert other.decision is Decision.BACK_TO_COLLECTION


def test_newly_trained_models_are_kept_out() -> None:
    choices, notices = from_address(parted(WAYS["retraining-always-helps"])[1])
    timeline = timelines_of(choices)[-1]

    assert not notices
    assert sum("does not lie wholly above 0" in each.why for each in timeline.kept_out) == 1
    assert sum("does not pass the gate" in each.why for each in timeline.kept_out) > 1


def test_the_drift_more_than_doubles_and_the_accuracy_does_not_fall() -> None:
    one, other = watched("alarm-means-broken")

    assert 2 * drift(one) < drift(other)
    assert one.accuracy <= other.accuracy


def test_without_large_drift_in_either_year_the_accuracy_falls() -> None:
    one, other = watched("no-alarm-means-fine")

    assert max(drift(one), drift(other)) < LARGE_DRIFT
    assert one.interval.low > other.interval.high


def test_no_algorithm_passes_the_changed_desert() -> None:
    for monitored in watched("stronger-algorithm-beats-drift"):
        assert monitored.decision is Decision.BACK_TO_COLLECTION


def test_two_fresh_years_beat_eighteen_old_ones() -> None:
    many, fresh = compared("more-beats-fresher")
    old_years, new_years = (run.scenario.turns[0].trained_on for run in (many, fresh))
    assert many.monitored
    assert fresh.monitored

    assert (len(old_years), len(new_years)) == (18, 2)
    assert many.monitored.interval.high < fresh.monitored.interval.low


def test_the_same_rows_drawn_otherwise_give_another_score() -> None:
    one, other = (monitored.deployed.evaluated for monitored in watched("one-score-is-enough"))

    assert one.accuracy != other.accuracy
    assert one.interval.low < other.accuracy < one.interval.high


def test_the_same_model_passes_one_gate_and_not_the_other() -> None:
    one, other = compared("gate-is-natural-law")

    assert one.deployed
    assert other.refused
    assert one.deployed.evaluated.accuracy == other.refused.evaluated.accuracy


def test_the_same_code_makes_another_model_of_other_records() -> None:
    one, other = watched("versioning-is-git")

    assert one.deployed.artifact.sha256 != other.deployed.artifact.sha256
