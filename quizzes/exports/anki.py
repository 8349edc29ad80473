"""A text file for Anki's importer: a card for each question."""

import re
from collections.abc import Sequence
from typing import Final

from quizzes.exports import parts
from quizzes.exports.parts import Cells
from quizzes.exports.report import (
    CITING,
    PROGRAM,
    STEPS,
    TABLE,
    Change,
    every,
    has_hints,
    is_order,
)
from quizzes.exports.text import inline
from quizzes.question import Question

HEADER: Final = (
    "#separator:tab",
    "#html:true",
    "#notetype:Basic",
    f"#deck:{parts.LESSON}",
    "#columns:Guid\tFront\tBack\tTags",
    "#guid column:1",
    "#tags column:4",
)

CHANGES: Final = (
    Change("Marking: left out, for the learner says how well a card was known.", every),
    Change("Hints: left out, for a card has two sides.", has_hints),
    Change("Order questions: the options are shown in the order of the alphabet.", is_order),
    STEPS,
    CITING,
    PROGRAM,
    TABLE,
)


def write(questions: Sequence[Question], cells: Cells) -> bytes:
    """Write the cards; a card keeps its id, so that importing again changes it."""
    rows = ["\t".join(_columns(question, cells)) for question in questions]
    return "\n".join([*HEADER, *rows, ""]).encode()


def _columns(question: Question, cells: Cells) -> tuple[str, ...]:
    options = "".join(
        f"<li>{parts.option_html(question, each)}</li>" for each in parts.shown(question)
    )
    kind = "ul" if question.kind == "order" else 'ol type="A"'
    front = f"{parts.asked(question, cells)}<{kind}>{options}</{kind[:2]}>"
    return (
        f"ml-lifecycle:{question.id}",
        _on_one_line(front),
        _on_one_line(parts.solution(question) + _feedback(question)),
        " ".join(_tag(tag) for tag in parts.tags(question)),
    )


def _feedback(question: Question) -> str:
    if question.kind == "order":
        return ""  # it stands in the solution
    told = (
        f"<li>{parts.option_html(question, option)}{inline(option.feedback)}</li>"
        for option in question.options
    )
    return f"<p><strong>Each option</strong></p><ol type='A'>{''.join(told)}</ol>"


def _on_one_line(html: str) -> str:
    """Write line breaks and tabs so that they part neither rows nor columns."""
    return html.replace("\n", "<br>").replace("\t", "&#9;")


def _tag(tag: str) -> str:
    """Give a tag without spaces, in Anki's own tree: `stage::data-collection`."""
    kind, _, name = tag.partition(": ")
    return f"{kind}::{re.sub(r'[^a-z0-9]+', '-', name.lower())}"
