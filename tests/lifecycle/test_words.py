"""The words a step uses are explained beside it."""

import re

import pytest

from lifecycle.algorithm import ALGORITHMS, Algorithm
from lifecycle.decision import FEWEST_ROWS, MOST_MISSING, Decision
from lifecycle.run import StageResult
from lifecycle.scenarios import SCENARIOS, Scenario
from lifecycle.stage import EVALUATION, MONITORING, TRAINING
from lifecycle.words import words_of
from tests.runs import run_for

JARGON = (
    "accuracy",
    "baseline",
    "drift",
    "gain",
    "gate",
    "hash",
    "held-out",
    "interval",
    "KS",
    "leakage",
    "logistic regression",
    "model card",
    "p",
    "PSI",
    "schema",
    "SHA-256",
)
every_scenario = pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda each: each.name)


def results_of(scenario: Scenario) -> tuple[StageResult, ...]:
    return run_for(scenario.name, len(scenario.turns)).records


def told(result: StageResult) -> str:
    """Answer with all that the evidence says in words."""
    evidence = result.evidence
    numbers = [part for each in evidence.numbers for part in (each.label, each.note)]
    cells = [cell for row in evidence.table.rows for cell in row]
    return "\n".join([evidence.sentence, *numbers, evidence.table.title, *cells])


def uses(word: str, text: str) -> bool:
    return bool(re.search(rf"\b{re.escape(word)}\b", text, 0 if len(word) < 4 else re.IGNORECASE))


@every_scenario
def test_every_term_of_a_step_is_in_its_words(scenario: Scenario) -> None:
    for result in results_of(scenario):
        explained = " ".join(word for word, _ in words_of(result.stage))

        used = [word for word in JARGON if uses(word, told(result))]

        assert [word for word in used if not uses(word, explained)] == [], result.stage


@pytest.mark.parametrize("algorithm", ALGORITHMS, ids=lambda each: each.name)
def test_training_explains_the_algorithm_that_was_chosen_and_no_other(
    algorithm: Algorithm,
) -> None:
    words = [word for word, _ in words_of(TRAINING, algorithm)]

    assert [each.noun for each in ALGORITHMS if each.noun in words] == [algorithm.noun]


@every_scenario
def test_a_gate_and_an_interval_say_what_they_are_where_they_first_stand(
    scenario: Scenario,
) -> None:
    evaluated, monitored = (
        next(each for each in results_of(scenario) if each.stage is stage).evidence
        for stage in (EVALUATION, MONITORING)
    )

    assert "The gate, the least that was agreed beforehand, asks for" in evaluated.sentence
    gate = next(number for number in evaluated.numbers if number.label == "Gate")
    assert gate.note.startswith("agreed beforehand: ")
    for told in (evaluated, monitored):
        note = told.numbers[0].note
        assert re.fullmatch(r"95% interval: in truth probably \S+% to \S+%", note)


@every_scenario
def test_no_number_is_written_with_an_exponent(scenario: Scenario) -> None:
    for result in results_of(scenario):
        assert not re.search(r"\de-\d", told(result))


@every_scenario
def test_each_judgement_says_its_own_rule_for_the_interval(scenario: Scenario) -> None:
    rules = {
        EVALUATION: (
            "To be let out, a model needs an accuracy that reaches the gate, though the interval "
            "may lie partly below: in use the model is measured again, and called back only if "
            "all of the interval lies below."
        ),
        MONITORING: (
            "In use, a new turn begins only if the whole interval lies below the gate, the least "
            "that was agreed: one number below it could be chance."
        ),
    }

    for result in results_of(scenario):
        assert result.evidence.sentence.endswith(rules.get(result.stage, ""))


def test_what_comes_before_the_interval_is_told_with_the_limits_that_decide() -> None:
    told = dict(words_of(MONITORING))["what counts here"]

    assert f"more than {MOST_MISSING:.0%} were not measured" in told
    assert f"fewer than {FEWEST_ROWS} labelled animals" in told


def test_an_undecided_year_does_not_end_like_a_decided_one() -> None:
    endings = {decision: decision.ending for decision in Decision}

    assert endings[Decision.KEEP_WATCHING].startswith(
        "Here neither is sure. No new turn begins yet"
    )
    assert len(set(endings.values())) == len(Decision)
