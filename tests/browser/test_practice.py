"""Practice: from the lesson's own five questions to a set of one's own choice."""

import re

import pytest
from playwright.sync_api import expect

from quizzes.programs import output_of
from quizzes.question import Question
from tests.browser.page import TWO_FRAMES
from tests.browser.quiz import QuizPage, bank, own, plain

pytestmark = pytest.mark.browser

PLACES = ("first", "second", "third", "fourth", "fifth")
OWN = [f"practice-{number}" for number in range(1, 6)]


@pytest.fixture
def fresh(newcomer: QuizPage) -> QuizPage:
    return newcomer.go("practice")


def of_kind(kind: str) -> Question:
    """Find a question of a kind that practice asks, with one variant only."""
    return next(
        each
        for each in bank().questions
        if each.kind == kind and "@" not in each.id and not each.source
    )


def test_a_question_is_practised_from_the_first_try_to_the_last_step(fresh: QuizPage) -> None:
    question = own("practice-1")
    expect(fresh.stem(question)).to_be_visible()
    fresh.says("Question 1 of")
    fresh.says("Easy · Data Preparation")
    expect(fresh.options).to_have_count(len(question.options))
    expect(fresh.main.get_by_text("Quick check.")).to_have_count(0)

    fresh.option(question, 1).click()  # by mouse, and wrong
    fresh.says(question.options[0].feedback)
    fresh.says("Try again.")
    expect(fresh.option(question, 1)).to_be_disabled()
    heading = fresh.page.get_by_role("heading", name=re.compile(r"^Question 1 of \d+ · Easy"))
    expect(heading).to_be_focused()
    for number, hint in enumerate(question.hints, start=1):
        fresh.tab_to(fresh.button(f"Hint {number} of {len(question.hints)}"))
        fresh.press("Enter")
        fresh.says(hint.text)
        if number < len(question.hints):
            fresh.announces(f"Hint {number}. {hint.text}")
            expect(fresh.button(f"Hint {number + 1} of {len(question.hints)}")).to_be_focused()
        else:  # its button is gone
            expect(fresh.main.get_by_role("paragraph").filter(has_text=hint.text)).to_be_focused()
    expect(fresh.main.get_by_role("link", name="row 2, Action")).to_have_attribute(
        "href", re.compile(r"^step-through\?.*#2\.action$")
    )
    expect(fresh.main.get_by_text("Quick check.")).to_have_count(0)

    fresh.tab_to(fresh.option(question, 2))  # by keyboard, and right
    fresh.press("Enter")
    fresh.says(question.options[1].feedback)
    expect(heading).to_be_focused()
    fresh.says(question.check)
    for mistake in question.mistakes:
        fresh.says(mistake)
    fresh.says("1 of ")
    for number, step in enumerate(question.steps, start=1):
        expect(fresh.main.get_by_text(f"Step {number}.")).to_have_count(0)
        fresh.click(f"Solution, step {number} of {len(question.steps)}")
        fresh.says(f"Step {number}.")
        told = fresh.main.get_by_role("paragraph").filter(has_text=f"Step {number}.")
        expect(told).to_contain_text(plain(step.partition("[")[0]))
        expect(told).to_be_in_viewport(ratio=1)
    expect(told).to_be_focused()  # the button for the last is gone
    fresh.tab_to(fresh.button("Next question"))
    fresh.press("Enter")
    heading = fresh.page.get_by_role("heading", name=re.compile("^Question 2 of"))
    expect(heading).to_be_focused()
    expect(heading).to_be_in_viewport(ratio=1)

    fresh.tab_to(fresh.button("Next question"))
    fresh.page.emulate_media(color_scheme="dark")  # all scripts are called again
    expect(fresh.page.get_by_test_id("stApp")).to_have_css("background-color", "rgb(20, 24, 29)")
    fresh.page.evaluate(TWO_FRAMES)
    expect(fresh.button("Next question")).to_be_focused()


def test_the_lessons_own_five_come_first_and_one_may_come_back_or_start_afresh(
    fresh: QuizPage,
) -> None:
    for number, source in enumerate(OWN):
        question = own(source)
        expect(fresh.stem(question)).to_be_visible()
        fresh.says(f"Question {number + 1} of")
        expect(fresh.options).to_have_count(4)
        place = [option.letter for option in question.options].index(question.key[0])
        fresh.press(str(place + 1))
        fresh.says("Quick check.")
        if question.kind == "predict":
            fresh.tab_to(fresh.button("Run the program"))
            fresh.press("Enter")
            fresh.says("It really prints:")
            printed = output_of(question.program)
            expect(fresh.page.get_by_role("code").last).to_have_text(printed)
            fresh.announces(f"It really prints: {printed}")
        fresh.says(f"{number + 1} of ")
        fresh.click("Next question")
        fresh.says(f"Question {number + 2} of")
    fresh.reload()
    fresh.says("5 of ")
    fresh.says("Question 6 of")
    fresh.click("Previous question")
    expect(fresh.stem(own("practice-5"))).to_be_visible()
    fresh.says(own("practice-5").check)

    fresh.click("Start afresh")
    fresh.click("Yes, start afresh")

    fresh.says("Turn 2: 0 of ")
    expect(fresh.button("Yes, start afresh")).to_be_hidden()
    expect(fresh.stem(own("practice-1"))).to_be_visible()
    for option in fresh.options.all():
        expect(option).to_be_enabled()


def test_a_level_and_a_stage_can_be_chosen_and_outlast_back_and_a_reload(fresh: QuizPage) -> None:
    for label, choice in (("Level", "Hard"), ("Stage", "Monitoring & Maintenance")):
        fresh.page.get_by_role("combobox", name=label).click()
        fresh.page.get_by_role("option", name=choice, exact=True).click()
        fresh.says(choice)

    fresh.says("Hard · Monitoring & Maintenance")
    wanted = {
        each.template
        for each in bank().questions
        if (each.level, each.stage) == ("hard", "Monitoring & Maintenance")
        and not (each.source or "").startswith("visual")
    }
    fresh.says(f"0 of {len(wanted)} solved")

    def stands_at(number: int) -> None:
        fresh.says(f"Question {number} of {len(wanted)} · Hard · Monitoring & Maintenance")

    for number in range(1, len(wanted)):
        stands_at(number)
        fresh.click("Next question")
    stands_at(len(wanted))
    fresh.page.go_back()
    stands_at(len(wanted) - 1)
    fresh.page.go_forward()
    stands_at(len(wanted))
    fresh.reload()
    stands_at(len(wanted))


def test_several_are_taken_and_left_and_an_order_is_laid(newcomer: QuizPage) -> None:
    several, order = of_kind("several"), of_kind("order")

    fresh = newcomer.go("practice", question=several.id)
    places = fresh.laid(several)
    check = fresh.button("Check my answer")
    expect(check).to_be_disabled()
    fresh.option(several, places[several.key[0]]).click()
    expect(check).to_be_enabled()
    check.click()
    fresh.says(f"{len(several.key) - 1} more")
    expect(fresh.option(several, places[several.key[0]])).to_contain_text("(chosen)")
    expect(fresh.main.get_by_test_id("stButton").get_by_text("cancel")).to_have_count(0)
    for letter in several.key[1:]:
        fresh.option(several, places[letter]).click()
        expect(fresh.option(several, places[letter])).to_contain_text("(chosen)")
    fresh.press("Shift+Enter")
    fresh.says("Quick check.")

    fresh.go("practice", question=order.id)
    places = fresh.laid(order)
    assert [places[letter] for letter in order.key] != list(range(1, len(places) + 1))
    for place, letter in zip(
        ("first", "second", "third", "fourth", "fifth"), order.key, strict=False
    ):
        fresh.option(order, places[letter]).click()
        expect(fresh.option(order, places[letter])).to_contain_text(f"({place})")
    fresh.click("Check my answer")
    fresh.says("Quick check.")
