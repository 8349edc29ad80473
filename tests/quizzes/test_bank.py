"""The whole bank is replayed: every question proves what it says."""

import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import permutations
from urllib.parse import parse_qs

import pytest

from lifecycle import program as lesson_program
from lifecycle.scenarios import scenario_named
from lifecycle.trace import outcome_calls, trace_program
from quizzes.bank import QUESTIONS, Bank, BankError, load
from quizzes.lesson import Lesson
from quizzes.marking import mark
from quizzes.misconceptions import misconceptions
from quizzes.question import Question
from quizzes.template import KINDS, LEVELS, STAGES
from tests.quizzes.sources import entries, names_of

# The eight of the lesson's source: our id, the right letter, and where the hint points.
SOURCE = {
    "visual-1": ("after-training", "b", "row 3"),
    "visual-2": ("monitoring-starts", "a", "row 6"),
    "visual-3": ("performs-well", "c", "exit note"),
    "practice-1": ("data-made-ready", "b", None),
    "practice-2": ("short-order", "a", None),
    "practice-3": ("numbered-stages", "c", None),
    "practice-4": ("training-removed", "a", None),
    "practice-5": ("pipeline-of-two", "d", None),
}
LEVEL = {
    "practice-1": "easy",
    "practice-2": "easy",
    "practice-3": "medium",
    "practice-4": "medium",
    "practice-5": "hard",
}
OPTIONS = {
    "visual-1": (
        "Model Deployment",
        "Model Evaluation",
        "Data Preparation",
        "Monitoring & Maintenance",
    ),
    "visual-2": ("Step 6", "Step 5", "Step 4", "Step 7"),
    "visual-3": (
        "It skips Monitoring & Maintenance",
        "It repeats from Data Collection",
        "It stops",
        "It jumps directly to Model Training",
    ),
    "practice-1": ("Model Training", "Data Preparation", "Model Monitoring", "Model Deployment"),
    "practice-2": (
        "Data Preparation → Model Training → Model Deployment → Model Monitoring",
        "Model Deployment → Model Training → Data Preparation → Model Monitoring",
        "Model Training → Data Preparation → Model Deployment → Model Monitoring",
        "Model Monitoring → Model Deployment → Model Training → Data Preparation",
    ),
    "practice-3": (
        "Stage 1: Model Training\nStage 2: Data Preparation\n",
        "Stage 0: Data Preparation\nStage 1: Model Training\n",
        "Stage 1: Data Preparation\nStage 2: Model Training\n",
        "Stage 1: Data Preparation\nStage 2: Model Deployment\n",
    ),
    "practice-4": (
        "['Data Preparation', 'Model Deployment', 'Model Monitoring']",
        "['Model Training', 'Model Deployment', 'Model Monitoring']",
        "['Data Preparation', 'Model Training', 'Model Deployment', 'Model Monitoring']",
        "Error: 'remove' method not found",
    ),
    "practice-5": (
        "Data Preparation and Model Monitoring",
        "Model Deployment and Model Monitoring",
        "Model Training and Model Deployment",
        "Data Preparation and Model Training",
    ),
}
"""How the options of the source begin, in its order."""

each_template = pytest.mark.parametrize("name", entries())


def variants(bank: Bank, name: str) -> list[Question]:
    found = [question for question in bank.questions if question.template == name]
    assert found
    return found


def everything_said(question: Question) -> Iterator[str]:
    yield from (question.stem, question.check, *question.steps, *question.mistakes)
    yield from (hint.text for hint in question.hints)
    for option in question.options:
        yield from (option.text, option.feedback)


def words(text: str) -> str:
    """Leave only a text's words, so that no dress hides what is said."""
    found = re.findall(r"[\w.-]*\w", text.casefold())
    return f" {' '.join(found)} "


@each_template
def test_the_key_earns_full_marks(bank: Bank, name: str) -> None:
    for question in variants(bank, name):
        earned = mark(question, question.key)

        assert earned.right
        assert all(earned.feedback)


@pytest.mark.parametrize("name", names_of("one", "predict", "cell", "several"))
def test_each_wrong_option_earns_its_own_sentence(bank: Bank, name: str) -> None:
    for question in variants(bank, name):
        wrong = [option for option in question.options if option.letter not in question.key]
        earned = [mark(question, (option.letter,)) for option in wrong]

        assert [each.feedback[0] for each in earned] == [option.feedback for option in wrong]
        assert len({option.feedback for option in question.options}) == len(question.options)
        assert not any(each.right for each in earned)


@pytest.mark.parametrize("name", names_of("order"))
def test_each_wrong_order_earns_the_sentence_of_what_came_too_early(bank: Bank, name: str) -> None:
    for question in variants(bank, name):
        for answer in set(permutations(question.key)) - {question.key}:
            first = next(
                taken for taken, right in zip(answer, question.key, strict=True) if taken != right
            )

            assert mark(question, answer).feedback == (question.option(first).feedback,)


@each_template
def test_no_hint_says_the_answer(bank: Bank, name: str) -> None:
    for question in variants(bank, name):
        texts = [question.option(letter).text for letter in question.key]
        said = [words(hint.text) for hint in question.hints]

        if question.kind == "order":
            for hint in said:
                assert sum(words(text) in hint for text in texts) < 2
        else:
            assert not [text for text in texts for hint in said if words(text) in hint]


@pytest.mark.parametrize("name", names_of("predict"))
def test_what_the_program_really_prints_is_the_key(bank: Bank, name: str) -> None:
    program = entries()[name]["program"]
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)  # noqa: PLW1510 - the next line looks

    assert ended.returncode == 0, ended.stderr
    assert [question.answer for question in variants(bank, name)] == [ended.stdout.strip()]


def test_only_a_question_that_asks_for_the_output_has_a_program() -> None:
    assert [name for name, entry in entries().items() if "program" in entry] == names_of("predict")


@pytest.mark.parametrize("name", names_of("cell"))
def test_what_the_cell_really_holds_is_the_key(bank: Bank, lesson: Lesson, name: str) -> None:
    (question,) = variants(bank, name)

    assert question.answer == lesson.cells[entries()[name]["cell"]]


@each_template
def test_every_citation_says_what_the_table_holds(bank: Bank, lesson: Lesson, name: str) -> None:
    for question in variants(bank, name):
        cited = [
            (cell, says)
            for text in everything_said(question)
            for cell, says in re.findall(r'\]\(#([\d.a-z_]+) "([^"]*)"\)', text)
        ]

        assert cited
        assert sum(text.count("](") for text in everything_said(question)) == len(cited)
        assert [(cell, lesson.cells[cell]) for cell, _ in cited] == cited


@each_template
def test_every_hint_points_to_a_place_of_the_lesson(bank: Bank, lesson: Lesson, name: str) -> None:
    lines = {
        f"line {number}" for number, _ in enumerate(lesson_program.source().splitlines(), start=1)
    }
    places = lines | {f"row {number}" for number in range(1, 8)} | {"exit note", *lesson.cells}

    for question in variants(bank, name):
        assert {hint.at for hint in question.hints if hint.at} <= places
        assert question.hints[0].at


@each_template
def test_no_text_names_a_variable_of_the_program_but_stage(bank: Bank, name: str) -> None:
    last = trace_program(outcome_calls(needs_retraining=True)).steps[-1]
    renamable = {variable.name for variable in last.variables} - {"stage"}

    for question in variants(bank, name):
        codes = re.findall(r"`([^`]+)`", " ".join(everything_said(question)))
        named = {word for code in codes for word in re.findall(r"\w+", code)}
        its_own = set(re.findall(r"\w+", question.program))

        assert not named & renamable - its_own


@each_template
def test_no_text_has_markup_or_a_gap_left_open(bank: Bank, name: str) -> None:
    for question in variants(bank, name):
        for text in everything_said(question):
            assert not re.search(r"<\s*[a-z/!]|javascript:", text, re.IGNORECASE)
            assert question.kind == "predict" or not re.search(r"[{}]", text)


@each_template
def test_every_misconception_is_known(name: str) -> None:
    assert set(entries()[name]["misconceptions"]) <= set(misconceptions())


def test_every_misconception_is_shown_by_a_moment_of_the_lesson() -> None:
    for each in misconceptions().values():
        told = parse_qs(each.at.partition("#")[0], strict_parsing=True)

        scenario_named(told["scenario"][0]).check_turns(int(told.get("turns", ["1"])[0]))
        assert int(told["step"][0]) >= 1


def test_no_two_questions_share_an_id(bank: Bank) -> None:
    assert len({question.id for question in bank.questions}) == len(bank.questions)
    assert {question.template for question in bank.questions} == set(entries())


def test_no_two_templates_ask_the_same(bank: Bank) -> None:
    asked = {
        (words(q.stem), q.program, frozenset(words(option.text) for option in q.options)): q
        for q in reversed(bank.questions)
    }

    assert {question.template for question in asked.values()} == set(entries())


def test_the_right_option_is_not_given_away_by_its_length(bank: Bank) -> None:
    chosen = [question for question in bank.questions if question.kind == "one"]
    longest = [
        question
        for question in chosen
        if [option.letter for option in question.options if len(option.text) >= _longest(question)]
        == list(question.key)
    ]

    assert len(longest) <= sum(1 / len(question.options) for question in chosen)


def _longest(question: Question) -> int:
    return max(len(option.text) for option in question.options)


def test_the_right_option_is_found_at_every_place_about_as_often(bank: Bank) -> None:
    kinds = {"one", "predict", "cell"}
    keys = [question.key[0] for question in bank.questions if question.kind in kinds]

    assert max(Counter(keys).values()) <= 0.4 * len(keys)


def test_the_bank_covers_the_lesson(bank: Bank) -> None:
    asked = {question.template: question for question in bank.questions}.values()
    levels = Counter(question.level for question in asked)
    stages = Counter(question.stage for question in asked)

    assert len(asked) >= 60
    assert {level for level in LEVELS if levels[level] >= 18} == set(LEVELS)
    assert {stage for stage in STAGES if stages[stage] >= 6} == set(STAGES)
    assert {question.kind for question in asked} == set(KINDS)
    assert len({name for question in asked for name in question.misconceptions}) >= 15


def test_the_eight_of_the_source_are_there_in_its_order(bank: Bank) -> None:
    assert [question.source for question in bank.from_source] == list(SOURCE)


@pytest.mark.parametrize("source", SOURCE)
def test_a_question_of_the_source_keeps_its_answer_and_its_places(bank: Bank, source: str) -> None:
    name, letter, place = SOURCE[source]
    question = next(each for each in bank.questions if each.id == name)

    assert question.source == source
    assert question.key == (letter,)
    assert question.level == LEVEL.get(source, question.level)
    for option, beginning in zip(question.options, OPTIONS[source], strict=True):
        assert option.text.startswith(beginning)
    assert place in (None, question.hints[0].at)


def test_the_whole_bank_loads_without_a_complaint(lesson: Lesson) -> None:
    assert len(load(QUESTIONS, lesson).questions) >= len(entries())


def test_a_bank_with_a_fault_is_not_asked_from(lesson: Lesson) -> None:
    nothing = Lesson(lesson.cells, lesson.lines)

    with pytest.raises(BankError) as refused:
        load(QUESTIONS, nothing)

    assert len(refused.value.complaints) >= 15
    assert str(refused.value.complaints[0]) in str(refused.value)
