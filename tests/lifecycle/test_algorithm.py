import pytest

from lifecycle.algorithm import (
    ALGORITHMS,
    LOGISTIC_REGRESSION,
    Algorithm,
    UnknownAlgorithmError,
    algorithm_named,
)
from lifecycle.stages.collection import collect
from lifecycle.stages.evaluation import evaluate
from lifecycle.stages.preparation import Prepared, prepare
from lifecycle.stages.training import train

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


def test_logistic_regression_is_what_nobody_has_to_ask_for(prepared: Prepared) -> None:
    assert train(prepared, 0).algorithm is LOGISTIC_REGRESSION


def test_the_four_are_four_different_models(prepared: Prepared) -> None:
    answers = [
        tuple(evaluate(train(prepared, 0, each)).answers["predicted"]) for each in ALGORITHMS
    ]

    assert len(set(answers)) == len(ALGORITHMS)
