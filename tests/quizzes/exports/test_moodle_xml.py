from collections.abc import Iterator

import pytest
from hypothesis import given
from lxml import etree  # type: ignore[import-untyped]  # libxml2: nothing of it wrote the file

from quizzes.bank import Bank
from quizzes.exports import moodle_xml
from quizzes.exports.parts import hint_text
from quizzes.question import Question
from tests.quizzes.exports.questions import CELLS, saying, texts
from tests.quizzes.exports.reading import said, said_option, seen


def read(questions: tuple[Question, ...]) -> Iterator[tuple[Question, etree._Element]]:
    root = etree.fromstring(moodle_xml.write(questions, CELLS))
    nodes = {node.findtext("idnumber"): node for node in root if node.get("type") != "category"}
    assert set(nodes) == {question.id for question in questions}
    for question in questions:
        yield question, nodes[question.id]


def html(node: etree._Element, path: str = ".") -> list[str]:
    found = node.find(path)
    assert found.get("format") == "html"
    return seen(found.findtext("text"))


def test_every_question_stands_under_its_stage(bank: Bank) -> None:
    root = etree.fromstring(moodle_xml.write(bank.questions, CELLS))

    stages: dict[str, str] = {}
    for node in root:
        if node.get("type") == "category":
            stage = node.findtext("category/text")
        else:
            stages[node.findtext("name/text")] = stage
    folder = "$course$/top/ML lifecycle, step by step"
    assert stages == {each.id: f"{folder}/{each.stage}" for each in bank.questions}


def test_stem_program_solution_hints_and_tags_are_carried(bank: Bank) -> None:
    for question, node in read(bank.questions):
        stem = html(node, "questiontext")
        assert stem[: len(said(question.stem))] == said(question.stem)
        assert (question.program in stem) == bool(question.program)
        solution = html(node, "generalfeedback")
        for text in (*question.steps, question.check, *question.mistakes):
            assert said(text)[0] in solution
        hints = [html(hint) for hint in node.findall("hint")]
        assert hints == [said(hint_text(hint)) for hint in question.hints]
        tags = [tag.findtext("text") for tag in node.findall("tags/tag")]
        assert f"level: {question.level}" in tags
        assert f"stage: {question.stage}" in tags
        assert {f"misconception: {name}" for name in question.misconceptions} <= set(tags)


def test_options_feedback_and_fractions_are_carried(bank: Bank) -> None:
    for question, node in read(bank.questions):
        if question.kind == "order":
            continue
        assert node.get("type") == "multichoice"
        assert node.findtext("single") == ("false" if question.kind == "several" else "true")
        answers = node.findall("answer")
        for option, answer in zip(question.options, answers, strict=True):
            assert html(answer) == said_option(question, option)
            assert html(answer, "feedback") == said(option.feedback)
            assert (float(answer.get("fraction")) > 0) == (option.letter in question.key)
        fractions = [float(answer.get("fraction")) for answer in answers]
        assert sum(each for each in fractions if each > 0) == pytest.approx(100, abs=0.001)
        slips = -100 if question.kind == "several" else 0
        assert sum(each for each in fractions if each < 0) == pytest.approx(slips, abs=0.001)


def test_every_fraction_is_one_that_moodle_knows(bank: Bank) -> None:
    known = {0, 100, 50, 33.33333, 25, 20, -20, -25, -33.33333, -50, -100}

    for question, node in read(bank.questions):
        written = {float(answer.get("fraction")) for answer in node.findall("answer")}
        assert written <= known, question.id


def test_an_order_is_asked_as_matching_places(bank: Bank) -> None:
    for question, node in read(bank.questions):
        if question.kind == "order":
            pairs = [
                (html(pair), pair.findtext("answer/text")) for pair in node.iter("subquestion")
            ]
            right = [said(question.option(letter).text) for letter in question.key]
            assert node.get("type") == "matching"
            assert pairs == [(text, str(place)) for place, text in enumerate(right, start=1)]


def test_a_question_about_a_cell_shows_the_table_without_it(bank: Bank) -> None:
    shown = {
        question.id: html(node, "questiontext")
        for question, node in read(bank.questions)
        if question.cell
    }

    for question in filter(lambda question: question.cell, bank.questions):
        assert shown[question.id].count("?") == 1
        assert CELLS[question.cell or ""] not in shown[question.id]


@given(texts)
def test_any_text_comes_back(text: str) -> None:
    ((question, node),) = read((saying(text, 1),))

    assert html(node, "questiontext") == said(question.stem)
    assert html(node, "answer") == said(question.stem)
    assert html(node, "answer/feedback") == said(question.stem)
    assert html(node, "hint") == said(question.stem)
