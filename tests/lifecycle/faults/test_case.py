import time

import pytest

from lifecycle.decision import Decision
from lifecycle.drift import LARGE_DRIFT
from lifecycle.faults.broken import watch_against_old_rows
from lifecycle.faults.case import HARMLESS, Case, healthy_cycle, open_case
from lifecycle.faults.checks import CHECKS
from lifecycle.faults.fault import FAULTS, QUIET, fault_named
from lifecycle.faults.work import Work
from lifecycle.interval import Interval
from lifecycle.refusals import SmokeTestError
from lifecycle.stage import STAGES
from lifecycle.stages.collection import collect
from lifecycle.stages.deployment import smoke_test
from lifecycle.stages.monitoring import Monitored
from lifecycle.stages.preparation import prepare
from tests.lifecycle.faults.cases import case_of, every_fault
from tests.runs import run_for

HARMLESS_HERE = {
    "weights-in-ounces",
    "scaler-before-split",
    "tested-on-training-rows",
    "accuracy-alone",
    "stale-reference",
}


def changed(name: str) -> set[str]:
    return {symptom.name for symptom in case_of(name).symptoms if symptom.changed}


def shift(name: str, check: str) -> Interval:
    measured = case_of(name).symptom(check).effect
    assert measured
    return measured.interval


def in_use(case: Case) -> Monitored:
    assert case.faulty.monitored
    return case.faulty.monitored


def test_a_healthy_cycle_is_the_run_of_its_scenario() -> None:
    cycle, run = healthy_cycle(QUIET, seed=0), run_for("quiet-year")

    assert list(cycle.reports.values()) == [record.evidence for record in run.records]


def test_a_healthy_cycle_beside_another_shows_no_symptom() -> None:
    case = Case(FAULTS[0], 0, healthy_cycle(QUIET, seed=0), Work().run(QUIET, seed=0))

    assert not [symptom for symptom in case.symptoms if symptom.changed]
    assert case.harmless


@every_fault
def test_the_guilty_stage_is_the_first_whose_checks_fail(name: str) -> None:
    case = case_of(name)

    failing = [symptom.stage for symptom in case.symptoms if symptom.changed]

    assert failing[0] is case.fault.stage


@every_fault
def test_another_split_points_to_the_same_stage(name: str) -> None:
    case = open_case(fault_named(name), seed=1)

    failing = [symptom.stage for symptom in case.symptoms if symptom.changed]

    assert failing[0] is case.fault.stage


@every_fault
def test_all_six_stages_report_whatever_happens(name: str) -> None:
    reports = case_of(name).faulty.reports

    assert tuple(reports) == STAGES
    for report in reports.values():
        assert report.value
        assert report.sentence.endswith(".")
        assert 1 <= len(report.numbers) <= 3
        assert report.table.rows
        assert {len(row) for row in report.table.rows} == {len(report.table.header)}


@every_fault
def test_every_check_reads_both_cycles(name: str) -> None:
    symptoms = case_of(name).symptoms

    assert [symptom.name for symptom in symptoms] == [check.name for check in CHECKS]
    assert all(symptom.healthy and symptom.faulty for symptom in symptoms)


def test_shuffled_labels_fit_neither_weight_nor_foot_and_stop_at_the_gate() -> None:
    case = case_of("shuffled-labels")

    assert shift("shuffled-labels", "weights").high < -0.5
    assert shift("shuffled-labels", "feet").high < -0.5
    assert shift("shuffled-labels", "reported").high < -0.2
    assert case.faulty.deployed is None
    assert case.faulty.refusal.startswith("The model is not deployed")


def test_shuffled_labels_change_neither_the_number_of_records_nor_of_labels() -> None:
    case = case_of("shuffled-labels")

    assert case.faulty.collected.labels.to_dict() == case.healthy.collected.labels.to_dict()
    assert case.faulty.collected.snapshot != case.healthy.collected.snapshot


def test_the_labels_are_mixed_as_it_is_told() -> None:
    case = case_of("shuffled-labels")
    right, wrong = (each.collected.raw["species_id"] for each in (case.healthy, case.faulty))

    told = case.fault.what_was_done

    assert not wrong.is_monotonic_increasing
    assert not wrong.is_monotonic_decreasing
    assert (wrong != right).mean() > 0.5
    assert "mixed by chance" in told
    assert "sorted" not in told
    assert [str(year) for year in case.fault.turn.trained_on if str(year) not in told] == []


def test_shuffled_labels_give_unmeasured_animals_the_names_of_rodents() -> None:
    case = case_of("shuffled-labels")
    missing = "missing measurement"

    assert case.faulty.prepared.dropped[missing] > case.healthy.prepared.dropped[missing]


def test_ounces_are_caught_by_the_range_rule_and_the_score_is_not_surely_moved() -> None:
    case = case_of("weights-in-ounces")

    assert changed("weights-in-ounces") == {"weights", "impossible", "clean"}
    assert case.faulty.prepared.dropped["impossible value"] > 500
    assert (case.faulty.prepared.clean["weight"] < 11).any()  # heavy animals slip through


def test_a_bag_weighed_along_is_seen_in_use_and_moves_the_weight_alone() -> None:
    case = case_of("untared-scale")
    weight, foot = in_use(case).drifts

    assert shift("untared-scale", "later").high < -0.2
    assert weight.psi > LARGE_DRIFT
    assert foot.psi < LARGE_DRIFT
    assert not case.symptom("feet_later").changed
    assert in_use(case).decision is Decision.BACK_TO_COLLECTION


def test_copies_fall_on_both_sides_of_the_split() -> None:
    case = case_of("records-twice")

    assert {"repeated", "shared", "seen"} <= changed("records-twice")
    assert len(case.faulty.prepared.clean) > len(case.faulty.collected.raw)


def test_copies_make_the_interval_narrower_without_moving_the_score() -> None:
    case = case_of("records-twice")
    healthy, faulty = case.healthy.evaluated.interval, case.faulty.evaluated.interval

    assert "reported" not in changed("records-twice")
    assert faulty.high - faulty.low < 0.8 * (healthy.high - healthy.low)


def test_a_leak_lifts_the_test_and_fails_in_use() -> None:
    assert shift("genus-let-in", "reported").low > 0
    assert shift("genus-let-in", "remembered").low > 0
    assert shift("genus-let-in", "later").high < -0.3


def test_a_leak_passes_the_smoke_test_because_the_book_knows_past_animals() -> None:
    assert {"same", "file", "drift"}.isdisjoint(changed("genus-let-in"))


def test_scaling_before_the_split_changes_not_one_answer() -> None:
    case = case_of("scaler-before-split")

    assert changed("scaler-before-split") == {"scaler"}
    for check in ("reported", "later"):
        measured = case.symptom(check).effect
        assert measured
        assert measured.is_nil


def test_learning_by_heart_knows_its_own_rows_better_and_later_ones_worse() -> None:
    assert shift("learnt-by-heart", "remembered").low > 0
    assert shift("learnt-by-heart", "later").high < 0
    assert {"held_out", "drift"}.isdisjoint(changed("learnt-by-heart"))


def test_testing_on_training_rows_asks_nothing_but_training_rows() -> None:
    case = case_of("tested-on-training-rows")

    assert changed("tested-on-training-rows") == {"seen"}
    assert case.symptom("seen").faulty == "884 of 884"


@pytest.mark.parametrize("name", ["records-twice", "tested-on-training-rows"])
def test_a_model_that_remembers_its_rows_is_flattered(name: str) -> None:
    flattery = case_of(name).flattery

    assert flattery
    assert flattery.interval.low > 0
    assert f"flatters the reported accuracy by {flattery.points}" in case_of(name).aside


def test_other_faults_say_nothing_of_memory() -> None:
    assert case_of("swapped-inputs").flattery is None
    assert case_of("swapped-inputs").aside == ""


def test_one_number_leaves_the_species_untold_that_are_never_named() -> None:
    case = case_of("accuracy-alone")
    healthy, faulty = case.healthy.evaluated, case.faulty.evaluated

    assert changed("accuracy-alone") == {"untold"}
    assert faulty.accuracy == healthy.accuracy
    assert "Cactus mouse" in healthy.evidence.sentence
    assert "Cactus mouse" not in faulty.evidence.sentence


@pytest.mark.parametrize("name", ["wrong-version", "swapped-inputs"])
def test_a_wrong_service_would_not_have_passed_the_smoke_test(name: str) -> None:
    deployed = case_of(name).faulty.deployed
    assert deployed

    with pytest.raises(SmokeTestError):
        smoke_test(deployed)


@pytest.mark.parametrize("name", ["wrong-version", "swapped-inputs"])
def test_a_wrong_service_fails_in_use_while_its_inputs_have_not_moved(name: str) -> None:
    assert shift(name, "later").high < -0.15
    assert {"drift", "drift_again"}.isdisjoint(changed(name))
    assert in_use(case_of(name)).decision is Decision.BACK_TO_COLLECTION


def test_only_the_wrong_file_has_another_fingerprint() -> None:
    assert [
        fault.name for fault in FAULTS if case_of(fault.name).symptom("file").faulty == "different"
    ] == ["wrong-version"]


def test_a_stale_reference_rings_and_moves_nothing_else() -> None:
    assert changed("stale-reference") == {"drift"}


@pytest.mark.parametrize("year", [1995, 1996, 1997])
def test_a_stale_reference_rings_every_year(year: int) -> None:
    deployed = case_of("stale-reference").faulty.deployed
    assert deployed

    monitored = watch_against_old_rows(deployed, prepare(collect((year,))))

    assert max(each.psi for each in monitored.drifts) >= LARGE_DRIFT


def test_a_model_that_marks_itself_is_always_right_and_kept() -> None:
    case = case_of("marks-itself")

    assert in_use(case).accuracy == 1
    assert case.symptom("marked_again").faulty == case.symptom("marked_again").healthy
    assert case.symptom("decision").healthy == Decision.BACK_TO_COLLECTION.words
    assert case.symptom("decision").faulty == Decision.PERFORMS_WELL.words


@every_fault
def test_a_fault_whose_effect_is_nil_says_so(name: str) -> None:
    case = case_of(name)

    assert case.harmless is (name in HARMLESS_HERE)
    assert (HARMLESS in case.harm) is case.harmless


@every_fault
def test_the_harm_is_told_in_the_numbers_measured(name: str) -> None:
    case = case_of(name)
    reported = case.symptom("reported")

    assert reported.faulty in case.harm
    assert reported.effect
    assert reported.effect.is_nil or reported.effect.points in case.harm


def test_a_case_is_quick() -> None:
    case_of("wrong-version")  # the imports and the file are read by now
    healthy_cycle.cache_clear()
    start = time.process_time()

    case = open_case(fault_named("tested-on-training-rows"))
    assert case.symptoms
    assert case.aside

    assert time.process_time() - start < 2  # twice the promised second: other tests run beside it
