"""What became of the questions: how many were written, and what had to be changed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from quizzes.question import Question


@dataclass(frozen=True, slots=True)
class Change:
    """What a format cannot carry as the bank has it, and which questions that touches."""

    sentence: str
    touches: Callable[[Question], bool]


@dataclass(frozen=True, slots=True)
class Report:
    """A file that was written."""

    path: Path
    written: int
    changes: tuple[tuple[str, int], ...]

    def __str__(self) -> str:
        """Say it line by line, for a terminal."""
        lines = [f"{_questions(self.written)} written to {self.path}."]
        return "\n".join([*lines, *(f"{told} ({_questions(n)})" for told, n in self.changes)])


def report(path: Path, questions: Sequence[Question], changes: Sequence[Change]) -> Report:
    """Count for each change the questions it touches, and leave out what touches none."""
    counted = [(change.sentence, sum(map(change.touches, questions))) for change in changes]
    return Report(path, len(questions), tuple((told, number) for told, number in counted if number))


def _questions(number: int) -> str:
    return f"{number} question" if number == 1 else f"{number} questions"


def has_hints(question: Question) -> bool:
    """Tell whether it has a ladder of hints."""
    return bool(question.hints)


def is_order(question: Question) -> bool:
    """Tell whether it asks for an order."""
    return question.kind == "order"


def is_several(question: Question) -> bool:
    """Tell whether it has several right options."""
    return question.kind == "several"


def has_program(question: Question) -> bool:
    """Tell whether it shows a program."""
    return bool(question.program)


def has_table(question: Question) -> bool:
    """Tell whether it blanks a cell of the table."""
    return question.cell is not None


def every(_question: Question) -> bool:
    """Hold for each question."""
    return True


CITING: Final = Change(
    "Links into the table: written as words, such as row 6 (Data Collection).",
    lambda question: bool(question.citations),
)
STEPS: Final = Change(
    "Solution steps: shown all at once after the answer, not one by one.",
    lambda question: bool(question.steps),
)
TABLE: Final = Change("The table with its blank: drawn once in the question, not live.", has_table)
PROGRAM: Final = Change("Programs: shown as preformatted text, without colours.", has_program)
PARTIAL: Final = Change(
    "Several right options: credit for a part of them too, where here only all of them count.",
    is_several,
)
MATCHING: Final = (
    Change(
        "Order questions: asked as matching, a place for each option; "
        "credit for each right place, where here only the whole order counts.",
        is_order,
    ),
    Change("Feedback of an order's options: moved into the general feedback.", is_order),
)
