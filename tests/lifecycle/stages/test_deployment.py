import math
import re
from dataclasses import replace

import pytest

from lifecycle.gain import Gain
from lifecycle.inputs import COLUMNS, ImpossibleMeasurementError
from lifecycle.refusals import GateNotPassedError, NoSureGainError, SmokeTestError
from lifecycle.stages.deployment import Deployed, deploy
from lifecycle.stages.preparation import TARGET
from tests.runs import run_for


@pytest.fixture(scope="session")
def deployed() -> Deployed:
    version = run_for("quiet-year").deployed
    assert version
    return version


@pytest.fixture(scope="session")
def second_version() -> Deployed:
    version = run_for("desert-changed", 2).deployed
    assert version
    return version


def test_a_model_that_failed_its_evaluation_is_not_deployed(deployed: Deployed) -> None:
    failed = replace(deployed.evaluated, accuracy=0.69)

    with pytest.raises(GateNotPassedError, match=r"69.0% right against a baseline of 40.0%"):
        deploy(failed)


def test_the_loaded_model_answers_as_the_evaluated_one_did(deployed: Deployed) -> None:
    offline = deployed.evaluated.answers

    assert deployed.model is not deployed.evaluated.trained.model
    assert list(deployed.answer(offline)) == list(offline["predicted"])


def test_an_animal_it_learnt_from_is_most_like_itself(deployed: Deployed) -> None:
    learnt = deployed.evaluated.trained.train.dropna(subset=COLUMNS)

    for _, animal in learnt[learnt[TARGET].isin(["DM", "PP"])].head(5).iterrows():
        prediction = deployed.predict(animal["weight"], animal["hindfoot_length"])
        measured = f"{animal['weight']:g} g and {animal['hindfoot_length']:g} mm, "
        assert deployed.most_like(prediction).startswith(measured)


def test_an_animal_unlike_all_it_learnt_from_is_told_by_how_far_the_nearest_lies(
    deployed: Deployed,
) -> None:
    learnt = deployed.evaluated.trained.train

    told = deployed.most_like(deployed.predict(weight=4, hindfoot_length=60))

    weight, foot = map(float, re.findall(r"\d+(?:\.\d+)?", told))
    assert foot <= learnt["hindfoot_length"].max() < 60
    assert weight >= learnt["weight"].min()
    assert told.split(", ")[1] in deployed.card.species.values()


def test_a_model_that_answers_differently_once_loaded_is_not_deployed(deployed: Deployed) -> None:
    offline = deployed.evaluated.answers
    one_answer_differs = offline.assign(predicted=["PB", *offline["predicted"][1:]])

    with pytest.raises(SmokeTestError, match="answers 1 held-out rows differently"):
        deploy(replace(deployed.evaluated, answers=one_answer_differs))


def test_an_artifact_is_small_and_its_card_names_its_hash(deployed: Deployed) -> None:
    assert len(deployed.artifact.content) < 10_000
    assert deployed.card.sha256 == deployed.artifact.sha256
    assert deployed.artifact.sha256 in deployed.card.markdown()
    assert "Merriam's kangaroo rat" in deployed.card.markdown()


def test_the_card_tells_of_each_species_how_many_it_named_rightly(deployed: Deployed) -> None:
    card, answers = deployed.card, deployed.evaluated.answers

    assert card.right.keys() == card.held_out.keys() == card.species.keys()
    assert sum(card.right.values()) == answers["correct"].sum()
    for id_, name in card.species.items():
        told = f"- {name} ({id_}): {card.right[id_]} of {card.held_out[id_]} held-out animals"
        assert told in card.markdown().splitlines()
    assert "gate: 70%, and 20 points more than that." in card.markdown()


def test_the_card_tells_as_many_rows_as_the_evidence_of_training(deployed: Deployed) -> None:
    trained = deployed.evaluated.trained

    told = trained.evidence.measures
    assert (deployed.card.training_rows, deployed.card.fitted_rows) == (884, 875)
    assert (told["train"], told["fitted"]) == (884, 875)
    assert "fitted to 875 of the 884 training rows of 1993 and 1994" in deployed.card.markdown()


def test_an_animal_gets_species_with_probabilities(deployed: Deployed) -> None:
    prediction = deployed.predict(weight=44, hindfoot_length=36)

    probabilities = [candidate.probability for candidate in prediction.candidates]
    assert prediction.best.common_name == "Merriam's kangaroo rat"
    assert probabilities == sorted(probabilities, reverse=True)
    assert sum(probabilities) == pytest.approx(1)


@pytest.mark.parametrize("weight", [0, -4, 3.9, 301, math.nan, math.inf, -math.inf])
def test_an_impossible_weight_is_refused(deployed: Deployed, weight: float) -> None:
    with pytest.raises(ImpossibleMeasurementError, match="give a value from 4 to 300 g"):
        deployed.predict(weight, 20)


def test_a_value_just_outside_is_not_rounded_into_the_possible_ones(deployed: Deployed) -> None:
    with pytest.raises(ImpossibleMeasurementError, match=r"of 3\.9999999999 g is impossible"):
        deployed.predict(3.9999999999, 20)
    with pytest.raises(ImpossibleMeasurementError, match="of 301 g is impossible"):
        deployed.predict(301.0, 20)


@pytest.mark.parametrize("foot", [5, 61, math.nan])
def test_an_impossible_foot_is_refused(deployed: Deployed, foot: float) -> None:
    with pytest.raises(ImpossibleMeasurementError, match="give a value from 6 to 60 mm"):
        deployed.predict(25, foot)


def test_a_second_version_replaces_the_first_because_it_surely_gains(
    second_version: Deployed,
) -> None:
    gain = second_version.gain

    assert second_version.version == "v2"
    assert isinstance(gain, Gain)
    assert gain.champion == "v1"
    assert gain.interval.low > 0
    assert "v2 replaces it; v1 is kept" in second_version.evidence.sentence


def test_a_version_that_gains_nothing_leaves_the_champion_in_service(deployed: Deployed) -> None:
    with pytest.raises(NoSureGainError, match="does not replace v1"):
        deploy(deployed.evaluated, champion=deployed)
