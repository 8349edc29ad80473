"""The visual quiz: questions beside the whole run, hints that lead into it."""

import pytest
from playwright.sync_api import Locator, expect

from lifecycle.trace import EXIT_NOTE
from tests.browser.conftest import PHONE
from tests.browser.quiz import QuizPage, own, wrong

pytestmark = pytest.mark.browser

QUESTIONS = ("visual-1", "visual-2", "visual-3")


@pytest.fixture
def quiz(newcomer: QuizPage) -> QuizPage:
    newcomer.go("visual-quiz")
    expect(newcomer.page.get_by_role("table", name="Execution table")).to_be_visible()
    return newcomer


def place_of(quiz: QuizPage, at: str) -> Locator:
    """Find what a hint speaks of, as anybody would find it."""
    table = quiz.page.get_by_role("table", name="Execution table")
    kind, _, number = at.partition(" ")
    if kind == "row":
        return table.get_by_role("row").nth(int(number))
    if kind == "line":
        program = quiz.page.get_by_role("list", name="Program, line by line")
        return program.get_by_role("listitem").nth(int(number) - 1)
    if at == "exit note":
        return quiz.player.get_by_text(EXIT_NOTE)
    row, _, column = at.partition(".")
    columns = ("step", "current_stage", "action", "next_stage")
    cells = table.get_by_role("row").nth(int(row)).locator("th, td")
    return cells.nth(columns.index(column))


def open_every_hint(quiz: QuizPage) -> set[str]:
    """Open each hint of each question: the focus and the mark go to the place it speaks of."""
    places = set()
    for source in QUESTIONS:
        question = own(source)
        for number, hint in enumerate(question.hints, start=1):
            hints = quiz.page.locator(f".st-key-hint-{question.id}")
            hints.get_by_role("button", name=f"Hint {number} of {len(question.hints)}").click()
            quiz.says(hint.text)
            assert hint.at
            place = place_of(quiz, hint.at)
            expect(place).to_be_focused()
            expect(place).to_be_in_viewport()
            expect(quiz.player.locator(".cited")).to_have_count(1)
            expect(place).to_contain_class("cited")
            places.add(hint.at.partition(" ")[0])
    return places


def test_each_hint_moves_the_mark_and_the_focus_to_what_it_speaks_of(quiz: QuizPage) -> None:
    places = open_every_hint(quiz)

    assert {"row", "line", "exit", "3.next_stage"} <= places
    assert quiz.page.url.partition("?")[0] == f"{quiz.server}/visual-quiz"


def test_on_a_phone_each_hint_leads_there_too(quiz: QuizPage) -> None:
    quiz.page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})

    open_every_hint(quiz)

    widths = quiz.page.evaluate(
        "[document.documentElement, document.querySelector('[data-testid=stMain]')]"
        ".map(element => element.scrollWidth)"
    )
    assert max(widths) <= PHONE[0]


def test_a_wrong_answer_earns_its_sentence_and_everything_survives_a_reload(
    quiz: QuizPage,
) -> None:
    for number, source in enumerate(QUESTIONS, start=1):
        question = own(source)
        heading = quiz.page.get_by_role("heading", name=f"Question {number} of 3")
        (first,) = wrong(question)
        quiz.option(question, "abcd".index(first) + 1).click()
        quiz.says(question.option(first).feedback)
        expect(quiz.option(question, "abcd".index(first) + 1)).to_be_disabled()
        right = "abcd".index(question.key[0]) + 1
        quiz.tab_to(quiz.option(question, right))
        quiz.press("Enter")
        quiz.says(question.option(question.key[0]).feedback)
        expect(heading).to_be_focused()
        quiz.connected()  # what was asked is drawn as solved, and moves nothing any more
        quiz.page.locator(f".st-key-step-{question.id}").get_by_role("button").click()
        quiz.says(question.steps[0].partition("[")[0])

    quiz.reload()

    for source in QUESTIONS:
        question = own(source)
        quiz.says(question.option(question.key[0]).feedback)
        quiz.says(question.steps[0].partition("[")[0])
        for place in range(1, len(question.options) + 1):
            expect(quiz.option(question, place)).to_have_count(0)
