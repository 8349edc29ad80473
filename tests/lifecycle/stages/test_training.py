from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from lifecycle.inputs import COLUMNS
from lifecycle.stages.collection import collect
from lifecycle.stages.evaluation import evaluate
from lifecycle.stages.preparation import prepare
from lifecycle.stages.training import TooFewSpeciesError, Trained, train
from tests.runs import run_for


@pytest.fixture(scope="session")
def trained() -> Trained:
    result = run_for("quiet-year").records[2]
    assert isinstance(result, Trained)
    return result


def test_held_out_rows_are_never_trained_on(trained: Trained) -> None:
    assert not set(trained.train["record_id"]) & set(trained.held_out["record_id"])
    assert len(trained.train) + len(trained.held_out) == len(trained.prepared.clean)


def test_a_species_is_learnt_from_ten_rows_or_not_at_all(trained: Trained) -> None:
    assert trained.examples.min() >= 10
    assert set(trained.model.classes_) == set(trained.species)
    assert trained.too_rare == 2


def test_the_evidence_tells_the_rows_it_was_fitted_to_from_those_of_species_too_rare(
    trained: Trained,
) -> None:
    evidence = trained.evidence

    assert (evidence.measures["train"], evidence.measures["fitted"]) == (884, 875)
    assert "kept the other 884 for training" in evidence.sentence
    assert "fitted to 875 of them" in evidence.sentence
    assert "the 2 species of the other 9 rows" in evidence.sentence
    assert evidence.numbers[0].value == "884"
    assert evidence.numbers[0].note == "the model is fitted to 875"


@pytest.mark.parametrize(
    ("year", "rare", "told"),
    [
        (1980, 0, "it learnt to tell 10 species apart."),
        (1985, 1, "; one species, in 3 of the rows, had fewer than 10 animals and was left out."),
    ],
)
def test_no_rare_species_and_one_are_told_in_words(year: int, rare: int, told: str) -> None:
    trained = train(prepare(collect((year,))), seed=0)

    assert trained.too_rare == rare
    assert trained.evidence.sentence.endswith(told)


@pytest.mark.parametrize("years", [(1993, 1994), (1996, 1997)])
def test_the_rows_it_was_fitted_to_are_those_of_the_species_it_learnt(
    years: tuple[int, ...],
) -> None:
    trained = train(prepare(collect(years)), seed=0)

    learnt = trained.train[trained.train["species_id"].isin(trained.model.classes_)]
    assert trained.fitted == len(learnt)


def test_a_gap_is_a_matter_for_preparation_and_never_filled_in(trained: Trained) -> None:
    gap = pd.DataFrame([[np.nan, 20.0]], columns=COLUMNS)

    with pytest.raises(ValueError, match="NaN"):
        trained.model.predict(gap)


def test_common_names_are_shown_to_people(trained: Trained) -> None:
    assert trained.common_names["DM"] == "Merriam's kangaroo rat"
    assert list(trained.common_names) == list(trained.species)


@pytest.mark.parametrize(
    ("years", "mean", "deviation"), [((1993, 1994), 0.830, 0.018), ((1996, 1997), 0.743, 0.014)]
)
def test_held_out_accuracy_over_thirty_seeds(
    years: tuple[int, int], mean: float, deviation: float
) -> None:
    prepared = prepare(collect(years))

    accuracies = [evaluate(train(prepared, seed)).accuracy for seed in range(30)]

    assert np.mean(accuracies) == pytest.approx(mean, abs=0.001)
    assert np.std(accuracies) == pytest.approx(deviation, abs=0.001)


def test_a_single_species_is_nothing_to_learn_from(trained: Trained) -> None:
    clean = trained.prepared.clean
    alike = replace(trained.prepared, clean=clean[clean["species_id"] == "DM"])

    with pytest.raises(TooFewSpeciesError) as refusal:
        train(alike, seed=0)

    assert str(refusal.value) == (
        "Nothing can be learnt from 1993 and 1994: only one species has 10 clean training rows, "
        "and a model tells at least 2 apart; choose more years."
    )
