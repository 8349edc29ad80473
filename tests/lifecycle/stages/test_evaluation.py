import re

import pandas as pd
import pytest

from lifecycle.scenarios import SCENARIOS, scenario_named
from lifecycle.stage import STAGES
from lifecycle.stages.evaluation import SHOWN_SPECIES, Evaluated, together
from lifecycle.stages.preparation import TARGET
from tests.runs import run_for

EVALUATIONS = [
    (scenario.name, turn * len(STAGES) + 4)
    for scenario in SCENARIOS
    for turn in range(len(scenario.turns))
]


def evaluation(name: str, step: int) -> Evaluated:
    result = run_for(name, len(scenario_named(name).turns)).records[step - 1]
    assert isinstance(result, Evaluated)
    return result


@pytest.fixture(scope="session")
def evaluated() -> Evaluated:
    return evaluation("quiet-year", 4)


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


@pytest.mark.parametrize(("name", "step"), EVALUATIONS)
def test_the_species_it_never_named_rightly_are_told_and_no_other(name: str, step: int) -> None:
    evaluated = evaluation(name, step)
    answers = evaluated.answers
    met = answers[answers[TARGET].isin(evaluated.trained.species)]
    right = set(met[met["predicted"] == met[TARGET]]["common_name"])

    told = re.search("named none of the held-out (.+) rightly[:,]", evaluated.evidence.sentence)

    named = re.split(", | and ", told[1]) if told else []
    assert sorted(named) == sorted(set(met["common_name"]) - right)


@pytest.mark.parametrize(("name", "step"), EVALUATIONS)
def test_the_species_with_most_errors_is_told_unless_it_was_never_named(
    name: str, step: int
) -> None:
    evaluated = evaluation(name, step)
    wrong = evaluated.answers[~evaluated.answers["correct"]]["common_name"]
    count, worst = wrong.value_counts().iloc[0], wrong.value_counts().index[0]

    told = f"and of its {len(wrong)} errors {count} were of the species {worst}: the gate"

    never = evaluated.by_species.query("learnt and accuracy == 0")["common_name"]
    assert (told in evaluated.evidence.sentence) == (worst not in set(never))


def test_three_species_are_listed_as_people_list_them(evaluated: Evaluated) -> None:
    assert (
        "although it named none of the held-out Southern grasshopper mouse, Ord's kangaroo rat "
        "and Cactus mouse rightly"
    ) in evaluated.evidence.sentence


def test_the_scores_speak_of_every_held_out_animal(evaluated: Evaluated) -> None:
    scores = evaluated.scores

    assert sum(score.rows for score in scores) == len(evaluated.answers)
    assert sum(score.rows * score.accuracy for score in scores) == pytest.approx(
        evaluated.answers["correct"].sum()
    )
    assert " other species" in scores[-1].name


@pytest.mark.parametrize(("name", "step"), EVALUATIONS)
def test_the_rest_says_how_many_of_its_species_cannot_be_named(name: str, step: int) -> None:
    evaluated = evaluation(name, step)
    rest = evaluated.by_species[SHOWN_SPECIES:]
    unknown = set(rest.index) - set(evaluated.trained.species)

    last = evaluated.evidence.table.rows[-1]

    assert 0 < len(unknown) < len(rest)
    assert last[0] == f"{len(rest)} other species ({len(unknown)} not learnt)"


@pytest.mark.parametrize(
    ("learnt", "told", "right"),
    [
        ([True, True], "2 other species", "25%"),
        ([True, False], "2 other species (1 not learnt)", "25%"),
        ([False, False], "2 other species", "not learnt"),
    ],
)
def test_wrong_and_not_to_be_named_are_told_apart(
    learnt: list[bool], told: str, right: str
) -> None:
    rest = pd.DataFrame({"rows": [2, 2], "accuracy": [0.5, 0.0], "learnt": learnt})

    score = together(rest, "species")

    assert (score.name, score.rows, score.right) == (told, 4, right)
