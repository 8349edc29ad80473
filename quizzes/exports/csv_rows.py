"""A table for spreadsheets: a row for each question, a column for each of its parts."""

import csv
import io
import re
from collections.abc import Sequence
from typing import Final

from quizzes.exports import parts
from quizzes.exports.parts import Cells
from quizzes.exports.report import CITING, TABLE, Change, every, has_hints, is_order
from quizzes.exports.text import plain
from quizzes.question import LETTERS, Question

HINTS: Final = 4
"""As many as a question may have."""

_LETTERS: Final = LETTERS.upper()
COLUMNS: Final = (
    "Id",
    "Kind",
    "Level",
    "Stage",
    "Question",
    "Program or table",
    *(f"Option {letter}" for letter in _LETTERS),
    "Right options",
    "Right answer",
    *(f"Feedback {letter}" for letter in _LETTERS),
    *(f"Hint {number}" for number in range(1, HINTS + 1)),
    "Solution",
    "Check",
    "Common mistakes",
    "Misconceptions",
    "Source",
)
_FORMULA: Final = re.compile(r"'*[=+\-@\t\n＝＋－＠]")  # noqa: RUF001  the wide signs count in Japanese Excel

CHANGES: Final = (
    Change("Bold and code marks: taken off, for a cell holds plain text.", every),
    Change("Hints: one column each, each beginning with where it points to.", has_hints),
    Change("Order questions: options A, B, C stand in the right order.", is_order),
    CITING,
    TABLE,
    Change(
        "Texts that a spreadsheet could take for a formula: an apostrophe put before them.",
        lambda question: any(map(_FORMULA.match, _texts(question, {}))),
    ),
)


def write(questions: Sequence[Question], cells: Cells) -> bytes:
    """Write the table as UTF-8 with a mark at its start, by which Excel knows it."""
    written = io.StringIO()
    rows = csv.writer(written)
    rows.writerow(COLUMNS)
    rows.writerows([guarded(text) for text in _texts(each, cells)] for each in questions)
    return written.getvalue().encode("utf-8-sig")


def guarded(text: str) -> str:
    """Keep a spreadsheet from running a text as a formula.

    >>> guarded("=1+1")
    "'=1+1"
    """
    return f"'{text}" if _FORMULA.match(text) else text


def _texts(question: Question, cells: Cells) -> list[str]:
    picture = question.program
    if question.cell:
        picture = "\n".join(" | ".join(row) for row in parts.table(question.cell, cells))
    options = [parts.option_plain(question, option) for option in question.options]
    feedback = [plain(option.feedback) for option in question.options]
    steps = [f"{number}. {plain(step)}" for number, step in enumerate(question.steps, start=1)]
    return [
        *(question.id, question.kind, question.level, question.stage),
        plain(question.stem),
        picture,
        *_filled(options, len(_LETTERS)),
        " ".join(question.key).upper(),
        question.answer if question.kind == "predict" else plain(question.answer),
        *_filled(feedback, len(_LETTERS)),
        *_filled([plain(parts.hint_text(hint)) for hint in question.hints], HINTS),
        "\n".join(steps),
        plain(question.check),
        "\n".join(map(plain, question.mistakes)),
        "\n".join(parts.beliefs(question)),
        question.source or "",
    ]


def _filled(texts: list[str], width: int) -> list[str]:
    return texts + [""] * (width - len(texts))
