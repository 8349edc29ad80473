import re

import pytest

from lifecycle.algorithm import (
    ALGORITHMS,
    DECISION_TREE,
    LOGISTIC_REGRESSION,
    NEAREST_NEIGHBOURS,
    NEIGHBOURS,
    RANDOM_FOREST,
    Algorithm,
    UnknownAlgorithmError,
    algorithm_named,
)
from lifecycle.stage import TRAINING
from lifecycle.stages.collection import collect
from lifecycle.stages.evaluation import evaluate
from lifecycle.stages.preparation import Prepared, prepare
from lifecycle.stages.training import new_classifier, train
from lifecycle.words import words_of

every_algorithm = pytest.mark.parametrize("algorithm", ALGORITHMS, ids=lambda each: each.name)


@pytest.fixture(scope="session")
def prepared() -> Prepared:
    return prepare(collect((1993, 1994)))


@every_algorithm
def test_an_algorithm_is_found_by_its_name(algorithm: Algorithm) -> None:
    assert algorithm_named(algorithm.name) is algorithm


def test_an_unknown_algorithm_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UnknownAlgorithmError) as refusal:
        algorithm_named("oracle")

    assert str(refusal.value) == (
        "There is no algorithm named 'oracle'; the known ones are "
        "logistic-regression, decision-tree, random-forest, nearest-neighbours."
    )


@every_algorithm
@pytest.mark.parametrize("seed", [0, 4242])
def test_the_same_seed_makes_the_same_model(
    prepared: Prepared, algorithm: Algorithm, seed: int
) -> None:
    one, other = (evaluate(train(prepared, seed, algorithm)) for _ in range(2))

    assert one.answers.equals(other.answers)
    assert one.interval == other.interval


@every_algorithm
def test_the_evidence_speaks_of_the_algorithm_that_was_used(
    prepared: Prepared, algorithm: Algorithm
) -> None:
    evidence = train(prepared, 0, algorithm).evidence

    assert f"A {algorithm.noun} was fitted to 875 of them" in evidence.sentence
    assert evidence.measures["algorithm"] == algorithm.noun


@pytest.mark.parametrize(
    ("algorithm", "parameter"),
    [
        (DECISION_TREE, "max_leaf_nodes"),
        (RANDOM_FOREST, "n_estimators"),
        (NEAREST_NEIGHBOURS, "n_neighbors"),
    ],
)
def test_the_number_an_algorithm_is_told_with_is_the_one_it_is_built_with(
    algorithm: Algorithm, parameter: str
) -> None:
    built_with = new_classifier(algorithm, seed=0).get_params()[parameter]

    assert re.findall(r"\d+", algorithm.how) == [str(built_with)]


def test_the_word_of_the_neighbours_tells_how_many_vote() -> None:
    (_, means), *_ = words_of(TRAINING, NEAREST_NEIGHBOURS)

    assert f"the {NEIGHBOURS} that are most like the new one vote" in means


def test_logistic_regression_is_what_nobody_has_to_ask_for(prepared: Prepared) -> None:
    assert train(prepared, 0).algorithm is LOGISTIC_REGRESSION


def test_the_four_are_four_different_models(prepared: Prepared) -> None:
    answers = [
        tuple(evaluate(train(prepared, 0, each)).answers["predicted"]) for each in ALGORITHMS
    ]

    assert len(set(answers)) == len(ALGORITHMS)
