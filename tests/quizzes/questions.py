"""Questions and log entries made up for a test, with only what matters to it."""

from dataclasses import dataclass
from datetime import UTC, datetime

from quizzes.question import Option, Question

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
_LETTERS = "abcdefghijklmnop"
SHIFT = {"easy": 0.8, "medium": 0.0, "hard": -0.8}
"""How much easier than a medium question one of each level is, in logits."""


def question_of(
    kind: str = "one", options: int = 4, level: str = "medium", key: str = "a"
) -> Question:
    """Build a question; one to put in order has all its letters as its key."""
    return Question(
        id=f"{level}-{kind}-{options}-{key}",
        kind=kind,
        level=level,
        stage="Model Training",
        misconceptions=("back-to-training",),
        source=None,
        stem="What is so?",
        program="",
        cell=None,
        options=tuple(
            Option(letter, f"Text {letter}", f"Feedback {letter}") for letter in _LETTERS[:options]
        ),
        key=tuple(_LETTERS[:options] if kind == "order" else key),
        hints=(),
        steps=(),
        check="This is so.",
        mistakes=(),
    )


@dataclass(frozen=True)
class Entry:
    """An entry of the log, as the store of a class keeps it."""

    question: str
    kind: str
    number: int = 1
    value: str = ""
    at: datetime = NOON
