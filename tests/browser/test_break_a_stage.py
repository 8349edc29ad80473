"""Break a stage: a solved case stays at hand and stands solved; the next begins at its top."""

import re

import pytest
from playwright.sync_api import expect

from lifecycle.faults.fault import case_numbered
from lifecycle.stage import STAGES
from tests.browser.conftest import PHONE, WIDE
from tests.browser.quiz import QuizPage

pytestmark = pytest.mark.browser


def test_on_a_phone_the_verdict_on_each_guess_is_seen(newcomer: QuizPage) -> None:
    newcomer.page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    quiz = newcomer.go("break-a-stage", case="2")

    for stage in (STAGES[0], STAGES[2], STAGES[3]):
        quiz.connected()
        choice = quiz.page.get_by_role("radio", name=stage.name)
        choice.evaluate("choice => choice.scrollIntoView({ block: 'end' })")
        choice.click()

        quiz.says(f", {stage.name} is ")
        expect(quiz.page.get_by_role("alert")).to_be_in_viewport(ratio=1)


def test_a_second_guess_before_the_verdict_on_a_right_one_stays_in_the_case(
    newcomer: QuizPage,
) -> None:
    """The browser then tells the name that the case had before it was solved."""
    quiz, guilty = newcomer.go("break-a-stage", case="2"), case_numbered(2).stage
    quiz.connected()
    other = quiz.page.get_by_role("radio", name=STAGES[0].name).element_handle()

    quiz.page.get_by_role("radio", name=guilty.name).evaluate(
        "(right, other) => { right.click(); setTimeout(() => other.click(), 10); }", other
    )

    quiz.says(f"No, {STAGES[0].name} is innocent. ")
    chosen = quiz.page.get_by_role("combobox", name="Case")
    expect(chosen).to_have_value("Case 2 of 13, solved")
    expect(quiz.page).to_have_url(re.compile(r"\?case=2$"))


def test_the_verdict_is_seen_a_solved_case_stays_and_the_next_begins_at_its_heading(
    newcomer: QuizPage,
) -> None:
    """The list's entry gets another name when it is solved, and a browser chooses by names.

    What is pressed for the next case lies at the end of a long page, and goes with the case that
    is left.
    """
    newcomer.page.set_viewport_size({"width": WIDE[0], "height": WIDE[1]})
    quiz, guilty = newcomer.go("break-a-stage", case="2"), case_numbered(2).stage
    chosen = quiz.page.get_by_role("combobox", name="Case")
    stage = quiz.page.get_by_role("radio", name=guilty.name)

    stage.click()
    verdict = quiz.main.get_by_text(f"Yes, {guilty.name} is guilty.")
    expect(verdict).to_be_in_viewport(ratio=1)
    expect(chosen).to_have_value("Case 2 of 13, solved")
    quiz.page.get_by_role("radio", name=STAGES[0].name).click()
    quiz.says(f"No, {STAGES[0].name} is innocent. ")
    expect(chosen).to_have_value("Case 2 of 13, solved")

    quiz.reload()
    expect(chosen).to_have_value("Case 2 of 13, solved")
    expect(stage).to_be_checked()
    quiz.says("What each stage's evidence proves")
    heading = quiz.page.get_by_role("heading", name=re.compile("^A model trained on "))
    expect(heading).not_to_be_focused()

    quiz.page.get_by_role("button", name="Next case").press("Enter")

    expect(chosen).to_have_value("Case 3 of 13")
    expect(heading).to_be_focused()
    expect(heading).to_be_in_viewport(ratio=1)
    quiz.connected()
    quiz.page.get_by_role("radio", name=STAGES[0].name).click()
    quiz.says(f", {STAGES[0].name} is ")
    expect(heading).not_to_be_focused()
