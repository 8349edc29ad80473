"""Logs made up for a test: who did what, in which sitting."""

from collections.abc import Sequence
from dataclasses import dataclass

from quizzes.sitting import ANSWER
from tests.quizzes.questions import Entry


@dataclass(frozen=True)
class Told(Entry):
    """An entry of the log that knows its sitting."""

    sitting: str = ""


def told(sitting: str, question: str, kind: str, number: int = 1, value: str = "") -> Told:
    return Told(question, kind, number, value, sitting=sitting)


def answers(sitting: str, question: str, letters: Sequence[str]) -> list[Told]:
    """Answer a question once with each of the letters."""
    return [
        told(sitting, question, ANSWER, number, letter)
        for number, letter in enumerate(letters, start=1)
    ]
