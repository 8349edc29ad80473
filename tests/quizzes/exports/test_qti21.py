import io
import time
import zipfile
from collections.abc import Iterable, Iterator
from itertools import combinations, permutations
from pathlib import Path

import pytest
from hypothesis import given
from lxml import etree  # type: ignore[import-untyped]
from qti_package_maker.common.package_integrity import (  # type: ignore[import-untyped]
    check_package,
)

from quizzes.bank import Bank
from quizzes.exports import qti21
from quizzes.marking import mark
from quizzes.question import Question
from tests.quizzes.exports.questions import CELLS, saying, texts
from tests.quizzes.exports.reading import said, said_option, seen

Q = f"{{{qti21.QTI}}}"
P = f"{{{qti21.PACKAGE}}}"
ORDER = (
    *("responseDeclaration", "outcomeDeclaration", "outcomeDeclaration"),
    *("itemBody", "responseProcessing", "modalFeedback"),
)
"""How the standard's schema orders the parts of an item; only feedback may follow feedback."""


def items(questions: tuple[Question, ...]) -> Iterator[tuple[Question, etree._Element]]:
    """Read each question's item by way of the manifest, as an importing system does."""
    package = zipfile.ZipFile(io.BytesIO(qti21.write(questions, CELLS)))
    manifest = etree.fromstring(package.read("imsmanifest.xml"))
    roots = [etree.fromstring(package.read(each.get("href"))) for each in manifest.iter(f"{P}file")]
    assert len(package.namelist()) == len(roots) + 1
    by_title = {root.get("title"): root for root in roots}
    for question in questions:
        yield question, by_title[question.id]


def shown(node: Iterable[etree._Element]) -> list[str]:
    return seen("".join(etree.tostring(part, encoding="unicode", with_tail=False) for part in node))


def feedback(item: etree._Element) -> dict[str, list[str]]:
    return {each.get("identifier"): shown(each) for each in item.iter(f"{Q}modalFeedback")}


def test_somebody_elses_checker_finds_no_loose_end(bank: Bank, tmp_path: Path) -> None:
    package = tmp_path / "bank.zip"

    package.write_bytes(qti21.write(bank.questions, CELLS))

    assert check_package(str(package)) == []


def test_the_parts_of_an_item_stand_in_the_standards_order(bank: Bank) -> None:
    for _, item in items(bank.questions):
        names = [etree.QName(part).localname for part in item]

        assert tuple(dict.fromkeys(names)) == tuple(dict.fromkeys(ORDER))
        assert names == sorted(names, key=ORDER.index)


def test_an_item_shows_stem_program_options_feedback_and_solution(bank: Bank) -> None:
    for question, item in items(bank.questions):
        *asking, interaction = item.find(f"{Q}itemBody")
        blocks = shown(asking)
        assert blocks[: len(said(question.stem))] == said(question.stem)
        assert not question.program or question.program in blocks
        choices = {each.get("identifier"): shown(each) for each in interaction}
        told = feedback(item)
        for option in question.options:
            assert choices[option.letter.upper()] == said_option(question, option)
            if question.kind != "order":
                assert told[option.letter.upper()] == said(option.feedback)
        for text in (*question.steps, question.check, *question.mistakes):
            assert said(text)[0] in told[qti21.SOLUTION]


@pytest.mark.parametrize(
    ("kind", "interaction", "cardinality", "most"),
    [
        ("one", "choiceInteraction", "single", "1"),
        ("several", "choiceInteraction", "multiple", "0"),
        ("order", "orderInteraction", "ordered", None),
    ],
)
def test_each_kind_has_its_interaction(
    bank: Bank, kind: str, interaction: str, cardinality: str, most: str | None
) -> None:
    for question, item in items(bank.questions):
        if question.kind == kind:
            (found,) = item.iter(f"{Q}{interaction}")
            assert found.get("maxChoices") == most
            assert item.find(f"{Q}responseDeclaration").get("cardinality") == cardinality
            assert found.get("shuffle") == "true"


def test_an_order_is_not_offered_in_the_right_order(bank: Bank) -> None:
    for question, item in items(bank.questions):
        if question.kind == "order":
            offered = [each.get("identifier").lower() for each in item.iter(f"{Q}simpleChoice")]
            assert tuple(offered) != question.key


def test_an_item_gives_every_answer_its_credit_and_its_feedback(bank: Bank) -> None:
    for question, item in items(bank.questions):
        for answer in answers(question):
            score, told = processed(item, [letter.upper() for letter in answer])

            assert score == pytest.approx(credit(question, answer), abs=1e-9), (question.id, answer)
            assert (score > 1 - 1e-9) == mark(question, answer).right
            taken = set() if question.kind == "order" else {each.upper() for each in answer}
            assert told == taken | {qti21.SOLUTION}


def credit(question: Question, answer: tuple[str, ...]) -> float:
    """Take from the part of the right options the part of the wrong ones; only the key earns 1."""
    if question.kind != "several":
        return float(answer == question.key)
    right, taken = set(question.key), set(answer)
    wrong = {option.letter for option in question.options} - right
    return max(0.0, len(taken & right) / len(right) - len(taken & wrong) / len(wrong))


def answers(question: Question) -> Iterator[tuple[str, ...]]:
    letters = [option.letter for option in question.options]
    if question.kind == "order":
        return permutations(letters)
    most = len(letters) if question.kind == "several" else 1
    return (taken for size in range(1, most + 1) for taken in combinations(letters, size))


def processed(item: etree._Element, response: list[str]) -> tuple[float, set[str]]:
    """Run an item's response processing on an answer, as the standard says."""
    declared = item.find(f"{Q}responseDeclaration")
    correct = [each.text for each in declared.iter(f"{Q}value")]
    entries = declared.iter(f"{Q}mapEntry")
    mapping = {each.get("mapKey"): float(each.get("mappedValue")) for each in entries}
    ordered = declared.get("cardinality") == "ordered"
    outcomes: dict[str, list[str]] = {}

    def value(node: etree._Element) -> list[str]:
        match etree.QName(node).localname:
            case "variable":
                return response
            case "correct":
                return correct
            case "baseValue":
                return [node.text]
            case "multiple":
                return [each for part in node for each in value(part)]
            case "mapResponse":
                bounds = declared.find(f"{Q}mapping")
                low, high = float(bounds.get("lowerBound")), float(bounds.get("upperBound"))
                return [str(min(high, max(low, sum(mapping[each] for each in response))))]
        raise AssertionError(node.tag)

    def run(nodes: list[etree._Element]) -> None:
        for node in nodes:
            if etree.QName(node).localname == "setOutcomeValue":
                outcomes[node.get("identifier")] = value(node[0])
                continue
            then, otherwise = node
            left, right = map(value, then[0])
            same = left == right if ordered else set(left) == set(right)
            run(list(then[1:]) if same else list(otherwise))

    run(list(item.find(f"{Q}responseProcessing")))
    return float(outcomes["SCORE"][0]), set(outcomes["FEEDBACK"])


def test_the_manifest_carries_what_a_question_is_filed_under(bank: Bank) -> None:
    package = zipfile.ZipFile(io.BytesIO(qti21.write(bank.questions, CELLS)))
    manifest = etree.fromstring(package.read("imsmanifest.xml"))

    for question, resource in zip(bank.questions, manifest.iter(f"{P}resource"), strict=True):
        words = [each.text for each in resource.iter(f"{{{qti21.METADATA}}}string")]
        assert f"level: {question.level}" in words
        assert f"stage: {question.stage}" in words


def test_the_same_questions_give_the_same_bytes_on_any_day(
    bank: Bank, monkeypatch: pytest.MonkeyPatch
) -> None:
    today = qti21.write(bank.questions, CELLS)

    monkeypatch.setattr(time, "time", lambda: 2_000_000_000.0)

    assert qti21.write(bank.questions, CELLS) == today


@given(texts)
def test_any_text_comes_back(text: str) -> None:
    ((question, item),) = items((saying(text, 1),))

    (choice, _) = item.iter(f"{Q}simpleChoice")
    assert shown(choice) == said(question.stem)
    assert feedback(item)["A"] == said(question.stem)
