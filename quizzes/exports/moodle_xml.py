"""Moodle XML, which holds all that Moodle's question bank can."""

from collections.abc import Sequence
from typing import Final
from xml.etree import ElementTree as ET

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
    Change("Hints: Moodle shows them only where a quiz allows several tries.", has_hints),
    PARTIAL,
    *MATCHING,
    STEPS,
    CITING,
    PROGRAM,
    TABLE,
    Change(
        "Misconceptions: tags with their names; their explanations stay here.",
        lambda question: bool(question.misconceptions),
    ),
)


def write(questions: Sequence[Question], cells: Cells) -> bytes:
    """Write the questions, a category for each stage."""
    quiz = ET.Element("quiz")
    for stage, theirs in parts.by_stage(questions):
        folder = ET.SubElement(quiz, "question", type="category")
        _text(folder, "category", parts.category(stage))
        for question in theirs:
            _question(quiz, question, cells)
    ET.indent(quiz)
    return bytes(ET.tostring(quiz, encoding="UTF-8", xml_declaration=True))


def _question(quiz: ET.Element, question: Question, cells: Cells) -> None:
    is_order = question.kind == "order"
    node = ET.SubElement(quiz, "question", type="matching" if is_order else "multichoice")
    stem = parts.asked(question, cells)
    _text(node, "name", question.id)
    _html(node, "questiontext", stem + paragraphs(parts.ORDER) if is_order else stem)
    _html(node, "generalfeedback", parts.solution(question))
    _leaf(node, "defaultgrade", "1")
    _leaf(node, "penalty", "0.3333333")  # Moodle's own, taken off for each further try
    _leaf(node, "hidden", "0")
    _leaf(node, "idnumber", question.id)
    if not is_order:
        _leaf(node, "single", "false" if question.kind == "several" else "true")
        _leaf(node, "answernumbering", "ABCD")
    _leaf(node, "shuffleanswers", "true")
    for option in question.options:
        _answer(node, question, option)
    for hint in question.hints:
        _html(node, "hint", paragraphs(parts.hint_text(hint)))
    labels = ET.SubElement(node, "tags")
    for tag in parts.tags(question):
        _text(labels, "tag", tag)


def _answer(node: ET.Element, question: Question, option: Option) -> None:
    html = parts.option_html(question, option)
    if question.kind == "order":
        place = question.key.index(option.letter) + 1
        _text(_html(node, "subquestion", html), "answer", str(place))
    else:
        answer = _html(node, "answer", html)
        answer.set("fraction", f"{parts.credit(question, option):.7g}")
        _html(answer, "feedback", paragraphs(option.feedback))


def _html(parent: ET.Element, name: str, html: str) -> ET.Element:
    node = _text(parent, name, html)
    node.set("format", "html")
    return node


def _text(parent: ET.Element, name: str, text: str) -> ET.Element:
    node = ET.SubElement(parent, name)
    _leaf(node, "text", text)
    return node


def _leaf(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = text
