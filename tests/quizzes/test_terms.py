"""What a question asks with is explained: beside a step of the walk, or in the question itself."""

import re

import pytest

from lifecycle.stage import STAGES
from lifecycle.words import words_of
from tests.quizzes.sources import Entry, entries

BESIDE_A_STEP = {
    "A/B test": "A/B test",
    "accuracy": "accuracy",
    "baseline": "baseline",
    "canary": "canary",
    "drift": "drift",
    "fingerprint": "fingerprint (SHA-256)",
    "gain": "gain",
    "gate": "gate",
    "hash": "fingerprint, or hash",
    "held-out": "held-out rows",
    "input": "input",
    "inputs": "input",
    "interval": "95% interval",
    "KS": "KS",
    "label": "label",
    "labels": "label",
    "leak": "leakage",
    "leaks": "leakage",
    "p-value": "p",
    "pickle": "pickle",
    "plot": "plot",
    "plots": "plot",
    "PSI": "PSI",
    "rollback": "rollback",
    "scaler": "scaler",
    "seed": "seed",
    "seeds": "seed",
    "SHA-256": "fingerprint (SHA-256)",
    "shadow": "shadow",
    "skew": "training-serving skew",
    "smoke test": "smoke test",
    "split": "split",
    "training rows": "training rows",
    "version": "version",
}
"""The entry of a step's words that explains what a question may use."""

IN_THE_QUESTION = {
    "commit": "each is a commit",
    "concept drift": "concept drift: the same measurements now mean another species",
    "data drift": "data drift: the animals that are measured have changed",
    "git": "git keeps every saved state of a program",
    "overfitting": "overfitting: the model has learnt its training rows by heart",
    "random forest": "another algorithm, a random forest",
}
"""What a question must say itself when it uses a word that no step explains."""


def asked(entry: Entry) -> str:
    """Read all that stands there before anybody answers."""
    options = [option["text"] for option in entry["option"]]
    return "\n".join([entry["stem"], entry.get("program", ""), *options]).lower()


def uses(term: str, text: str) -> bool:
    return bool(re.search(rf"(?<![\w-]){re.escape(term.lower())}(?![\w-])", text))


@pytest.mark.parametrize("name", entries())
def test_every_term_of_a_question_is_explained(name: str) -> None:
    text = asked(entries()[name])
    explained = {word for stage in STAGES for word, _ in words_of(stage)}

    missing = [each for each in BESIDE_A_STEP if uses(each, text)]
    missing = [each for each in missing if BESIDE_A_STEP[each] not in explained]
    unsaid = [each for each in IN_THE_QUESTION if uses(each, text)]
    unsaid = [each for each in unsaid if IN_THE_QUESTION[each] not in text]

    assert missing + unsaid == []
