"""The parts of a question that every system shows, and what it is filed under."""

import html
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from quizzes.exports.text import inline, listed, literal, paragraphs, plain
from quizzes.misconceptions import misconceptions
from quizzes.question import Hint, Option, Question
from quizzes.template import STAGES

Cells = Mapping[str, str]
"""The execution table: a cell such as `6.next_stage` and what it holds."""

LESSON: Final = "ML lifecycle, step by step"
ORDER: Final = "Put them in order: give each its place, from 1 for the first."
_COLUMNS: Final = {
    "current_stage": "Current Stage",
    "action": "Action",
    "next_stage": "Next Stage",
}


def by_stage(questions: Sequence[Question]) -> Iterator[tuple[str, list[Question]]]:
    """Give each stage that has questions, in the lifecycle's order, with its questions."""
    for stage in STAGES:
        if theirs := [question for question in questions if question.stage == stage]:
            yield stage, theirs


def category(stage: str) -> str:
    """Name a stage's folder in a Moodle course."""
    return f"$course$/top/{LESSON}/{stage}"


def tags(question: Question) -> tuple[str, ...]:
    """Give the words under which a question is found again."""
    kinds = {"level": [question.level], "stage": [question.stage]}
    kinds["misconception"] = list(question.misconceptions)
    kinds["source"] = [question.source] if question.source else []
    return tuple(f"{kind}: {name}" for kind, names in kinds.items() for name in names)


def beliefs(question: Question) -> tuple[str, ...]:
    """Say which misconceptions a question refutes, each as the learner thinks it."""
    known = misconceptions()
    return tuple(known[name].thought if name in known else name for name in question.misconceptions)


def asked(question: Question, cells: Cells) -> str:
    """Give what is asked as HTML: the stem, the program, the table with its blank."""
    return "".join(
        [
            paragraphs(question.stem),
            literal(question.program) if question.program else "",
            _drawn(table(question.cell, cells)) if question.cell else "",
        ]
    )


def table(blank: str, cells: Cells) -> list[tuple[str, ...]]:
    """Give the rows of the execution table, or of the tracker, that has the blank cell."""
    heads = {"tracker": "Tracker"} if blank.endswith(".tracker") else _COLUMNS
    steps = sorted(
        int(cell.partition(".")[0]) for cell in cells if cell.endswith(next(iter(heads)))
    )
    rows = [(str(step), *(f"{step}.{column}" for column in heads)) for step in steps]
    return [
        ("Step", *heads.values()),
        *((step, *("?" if cell == blank else cells[cell] for cell in row)) for step, *row in rows),
    ]


def shown(question: Question) -> tuple[Option, ...]:
    """Give the options in an order that does not give the answer away."""
    if question.kind != "order":
        return question.options
    mixed = sorted(question.options, key=lambda option: option.text)
    if tuple(option.letter for option in mixed) == question.key:
        mixed.reverse()
    return tuple(mixed)


def option_html(question: Question, option: Option) -> str:
    """Give an option as HTML; what a program prints is not Markdown."""
    return literal(option.text) if question.kind == "predict" else paragraphs(option.text)


def option_plain(question: Question, option: Option) -> str:
    """Give an option as plain text."""
    return option.text if question.kind == "predict" else plain(option.text)


def credit(question: Question, option: Option) -> float:
    """Say what taking an option earns, in percent: the right ones together 100.

    Where there are several, the wrong ones together take it all back, so whoever takes every
    option earns nothing. Our own marking gives no credit for a part; only the whole key is right.
    """
    if option.letter in question.key:
        return 100 / len(question.key)
    return -100 / (len(question.options) - len(question.key)) if question.kind == "several" else 0


def hint_text(hint: Hint) -> str:
    """Say a hint and, first, where it points to.

    >>> hint_text(Hint("What stands here?", "6.next_stage"))
    'Row 6, Next Stage: What stands here?'
    """
    return f"{_place(hint.at)}: {hint.text}" if hint.at else hint.text


def solution(question: Question) -> str:
    """Give the worked solution as HTML."""
    rights = [question.option(letter) for letter in question.key]
    answers = (
        "".join(literal(option.text) for option in rights)
        if question.kind == "predict"
        else f"<p>{inline(question.answer)}</p>"
    )
    places = ""
    if question.kind == "order":
        places = listed("ul", tuple(f"{option.text}: {option.feedback}" for option in rights))
    return "".join(
        [
            f"<p><strong>Answer</strong></p>{answers}{places}",
            f"<p><strong>Solution</strong></p>{listed('ol', question.steps)}",
            f"<p><strong>Check</strong></p>{paragraphs(question.check)}",
            f"<p><strong>Common mistakes</strong></p>{listed('ul', question.mistakes)}",
        ]
    )


def _drawn(rows: list[tuple[str, ...]]) -> str:
    heads, *body = rows
    head = "".join(f"<th>{html.escape(name)}</th>" for name in heads)
    lines = ("".join(f"<td>{html.escape(cell)}</td>" for cell in row) for row in body)
    below = "".join(f"<tr>{line}</tr>" for line in lines)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{below}</tbody></table>"


def _place(at: str) -> str:
    if at.startswith("line "):
        return f"{at.capitalize()} of the program"
    step, _, column = at.partition(".")
    if column == "tracker":
        return f"Tracker after step {step}"
    return f"Row {step}, {_COLUMNS[column]}" if column else at.capitalize()
