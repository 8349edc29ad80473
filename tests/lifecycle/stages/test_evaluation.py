import pytest

from lifecycle.stages.evaluation import Evaluated
from tests.runs import run_for


@pytest.fixture(scope="session")
def evaluated() -> Evaluated:
    result = run_for("quiet-year").records[3]
    assert isinstance(result, Evaluated)
    return result


def test_the_model_is_asked_about_held_out_rows_only(evaluated: Evaluated) -> None:
    assert set(evaluated.answers["record_id"]) == set(evaluated.trained.held_out["record_id"])


def test_accuracy_stands_with_its_interval_baseline_and_gate(evaluated: Evaluated) -> None:
    assert evaluated.accuracy == pytest.approx(244 / 295)
    assert evaluated.interval.rounded() == [0.7831, 0.8679]
    assert evaluated.baseline == pytest.approx(118 / 295)
    assert evaluated.passed


def test_a_species_too_rare_to_learn_counts_as_an_error(evaluated: Evaluated) -> None:
    by_species = evaluated.by_species

    not_learnt = by_species[~by_species["learnt"]]
    assert len(not_learnt) > 0
    assert (not_learnt["accuracy"] == 0).all()


def test_a_high_accuracy_is_not_high_for_every_species(evaluated: Evaluated) -> None:
    accuracies = evaluated.by_species["accuracy"]

    assert accuracies["DM"] == 1
    assert accuracies["OT"] == 0
