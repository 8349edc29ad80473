"""GIFT, the text format for Moodle's question bank."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from quizzes.exports import parts
from quizzes.exports.parts import Cells
from quizzes.exports.report import (
    CITING,
    MATCHING,
    PARTIAL,
    PROGRAM,
    STEPS,
    TABLE,
    Change,
    has_hints,
)
from quizzes.exports.text import paragraphs
from quizzes.question import Option, Question

CHANGES: Final = (
    Change("Hints: left out, for GIFT has none.", has_hints),
    PARTIAL,
    *MATCHING,
    STEPS,
    CITING,
    PROGRAM,
    TABLE,
    Change(
        "Level, stage, misconceptions and source: tags in a comment, which old Moodles skip.",
        lambda question: bool(parts.tags(question)),
    ),
)


def write(questions: Sequence[Question], cells: Cells) -> bytes:
    """Write the questions, a category for each stage."""
    blocks: list[str] = []
    for stage, theirs in parts.by_stage(questions):
        blocks.append(f"$CATEGORY: {parts.category(stage)}")
        blocks.extend("\n".join(_lines(question, cells)) for question in theirs)
    return ("\n\n".join(blocks) + "\n").encode()


def escaped(text: str) -> str:
    r"""Escape what GIFT would read as its own signs.

    >>> escaped("a = {b}")
    'a \\= \\{b\\}'
    """
    return re.sub(r"[\\~=#{}:]", r"\\\g<0>", text).replace("\n", "\\n")


def _lines(question: Question, cells: Cells) -> Iterator[str]:
    stem = parts.asked(question, cells)
    if question.kind == "order":
        stem += paragraphs(parts.ORDER)
    labels = " ".join(f"[tag:{tag}]" for tag in parts.tags(question))
    yield f"// [id:{question.id}] {labels}"
    yield f"::{escaped(question.id)}::{_rich(stem)}{{"
    for option in question.options:
        yield f"\t{_answer(question, option)}"
    yield f"\t####{_rich(parts.solution(question))}"
    yield "}"


def _answer(question: Question, option: Option) -> str:
    text = _rich(parts.option_html(question, option))
    match question.kind:
        case "order":
            return f"={text} -> {question.key.index(option.letter) + 1}"
        case "several":
            sign = f"~%{parts.credit(question, option):.7g}%"
        case _:
            sign = "=" if option.letter in question.key else "~"
    return f"{sign}{text}#{_rich(paragraphs(option.feedback))}"


def _rich(html: str) -> str:
    return f"[html]{escaped(html)}"
