"""Predict first: no row before an answer, two tries, a reason for each wrong one."""

import re

import pytest
from playwright.sync_api import Locator, expect

from lifecycle.scenarios import scenario_named
from lifecycle.walk import Walk
from tests.browser.page import LessonPage, rows_of

pytestmark = pytest.mark.browser


def choice(lesson: LessonPage, stage: str) -> Locator:
    return lesson.question.get_by_role("button", name=stage, exact=True)


@pytest.fixture(scope="module")
def whys() -> list[dict[str, str]]:
    """Answer with the reasons against each wrong stage, row by row."""
    walk = Walk.through(scenario_named("desert-changed"))
    return [walk.whys(step) for step in walk.trace.steps]


def test_the_first_visit_is_not_asked(lesson: LessonPage) -> None:
    lesson.open()

    lesson.click("Next step")

    expect(lesson.question).to_be_hidden()
    assert len(lesson.rows) == 1


def test_a_right_answer_opens_the_row(walker: LessonPage) -> None:
    walker.stand(predict=1)
    walker.click("Next step")
    expect(walker.question).to_be_visible()
    assert walker.rows == []

    choice(walker, "Data Preparation").click()

    assert walker.rows == rows_of("retrain")[:1]
    expect(walker.verdict).to_have_text("Right: Data Preparation.")
    expect(walker.question).to_be_hidden()


def test_a_wrong_answer_gets_its_reason_and_another_try(
    walker: LessonPage, whys: list[dict[str, str]]
) -> None:
    walker.stand(predict=1, step=2)
    walker.click("Next step")

    choice(walker, "Model Deployment").click()

    expect(walker.verdict).to_contain_text(whys[2]["Model Deployment"])
    expect(walker.question).to_be_visible()
    expect(choice(walker, "Model Deployment")).to_be_disabled()
    assert len(walker.rows) == 2


def test_a_second_wrong_answer_gets_its_reason_and_opens_the_row(
    walker: LessonPage, whys: list[dict[str, str]]
) -> None:
    walker.stand(predict=1, step=2)
    walker.click("Next step")
    choice(walker, "Model Deployment").click()

    choice(walker, "Data Collection").click()

    expect(walker.verdict).to_contain_text(whys[2]["Data Collection"])
    expect(walker.verdict).to_contain_text("Model Evaluation")
    assert walker.rows == rows_of("retrain")[:3]


def test_a_right_second_try_opens_the_row(walker: LessonPage) -> None:
    walker.stand(predict=1, step=5)
    walker.click("Next step")
    choice(walker, "Model Training").click()

    choice(walker, "Data Collection").click()

    expect(walker.verdict).to_have_text(
        "Right: Data Collection, because the whole interval lies below the gate."
    )
    assert walker.rows == rows_of("retrain")[:6]


@pytest.mark.parametrize("way", ["End", "Last step", "Play", "Step", "ArrowRight"])
def test_no_way_leads_past_an_unanswered_question(walker: LessonPage, way: str) -> None:
    walker.stand(predict=1, step=2)

    match way:
        case "End" | "ArrowRight":
            walker.press(way, way, way)
        case "Step":
            walker.slider.focus()
            walker.press("ArrowRight", "ArrowRight", "End")
        case _:
            walker.click(way)

    expect(walker.question).to_be_visible()
    if way == "Play":
        walker.page.wait_for_timeout(1_000)  # it would have gone on by now
    assert walker.rows == rows_of("retrain")[:2]
    assert len(walker.tracker) == 3


def test_pressing_on_does_not_give_a_try_back(walker: LessonPage) -> None:
    walker.stand(predict=1, step=2)
    walker.click("Next step")
    choice(walker, "Model Deployment").click()

    walker.press("ArrowRight", "End")

    expect(choice(walker, "Model Deployment")).to_be_disabled()
    expect(walker.verdict).to_contain_text("One more try.")


def test_nothing_on_the_page_tells_how_the_walk_will_end(walker: LessonPage) -> None:
    walker.stand(predict=1, step=5)
    walker.click("Next step")
    expect(walker.question).to_be_visible()

    said = walker.player.aria_snapshot()

    assert "of 7" not in said
    assert "True" not in said
    assert "Go to step 6" not in said
    assert "How it ends" not in said


def test_going_back_puts_the_question_away(walker: LessonPage) -> None:
    walker.stand(predict=1, step=3)
    walker.click("Next step")

    walker.click("Previous step")

    expect(walker.question).to_be_hidden()
    assert len(walker.rows) == 2


def test_a_row_that_was_answered_is_not_asked_again(walker: LessonPage) -> None:
    walker.stand(predict=1)
    walker.click("Next step")
    choice(walker, "Data Preparation").click()
    walker.click("Previous step")

    walker.click("Next step")

    expect(walker.question).to_be_hidden()
    assert len(walker.rows) == 1


def test_the_switch_writes_itself_into_the_address(walker: LessonPage) -> None:
    walker.stand(step=2)

    walker.predict_first.check()

    walker.page.wait_for_url(lambda url: "step=2" in url and "predict=1" in url)
    walker.predict_first.uncheck()
    walker.page.wait_for_url(lambda url: "step=2" in url and "predict" not in url)


def test_the_whole_walk_can_be_predicted_with_the_keyboard_alone(walker: LessonPage) -> None:
    rows = rows_of("retrain")
    walker.stand()
    walker.tab_to(walker.predict_first)
    walker.press("Space")
    expect(walker.predict_first).to_be_checked()
    walker.tab_to(walker.button("Next step"), "Shift+Tab")

    for step, (_, _, _, following) in enumerate(rows, start=1):
        walker.press("Enter")  # on Next step: from there to the question
        expect(walker.question).to_be_visible()
        walker.tab_to(choice(walker, following))
        walker.press("Enter")

        assert walker.rows == rows[:step]
        expect(walker.verdict).to_have_text(re.compile(f"^Right: {following}[.,]"))


def places(lesson: LessonPage) -> dict[str, object]:
    """Say where on the screen stands what the learner looks at."""
    seen = {
        "title": lesson.page.get_by_role("heading", level=1),
        "program": lesson.player.get_by_role("region", name="Program"),
        "tracker": lesson.player.get_by_role("table", name="Status tracker"),
        "next": lesson.button("Next step"),
        "switch": lesson.predict_first,
    }
    return {name: part.bounding_box() for name, part in seen.items()}


@pytest.mark.parametrize("step", [0, 3, 6])
def test_the_switch_asks_at_once(walker: LessonPage, step: int) -> None:
    walker.stand(step=step)

    walker.predict_first.check()

    expect(walker.question).to_have_accessible_name(re.compile(f"^Row {step + 1}: "))
    expect(walker.question).to_be_in_viewport(ratio=1)
    expect(walker.predict_first).to_be_focused()
    assert len(walker.rows) == step

    walker.press("ArrowRight")
    expect(choice(walker, "Data Collection")).to_be_focused()


def test_an_address_that_predicts_asks_at_once(lesson: LessonPage) -> None:
    lesson.open(predict=1, step=2)

    expect(lesson.question).to_be_visible()
    lesson.press("ArrowRight")
    expect(choice(lesson, "Data Collection")).to_be_focused()


def test_switching_off_puts_the_question_away(walker: LessonPage) -> None:
    walker.stand(predict=1, step=2)

    walker.predict_first.uncheck()

    expect(walker.question).to_be_hidden()


def test_at_the_end_there_is_nothing_to_predict(walker: LessonPage) -> None:
    walker.stand(step=7)

    walker.predict_first.check()

    expect(walker.question).to_be_hidden()


def test_a_press_of_next_with_the_mouse_shows_where_to_answer(walker: LessonPage) -> None:
    walker.stand(predict=1, step=2)
    first = walker.question.get_by_role("button").first

    walker.click("Next step")

    expect(first).to_be_focused()
    expect(first).to_have_css("outline-style", "solid")


def test_nothing_says_press_next_while_a_question_is_open(walker: LessonPage) -> None:
    walker.stand()

    walker.predict_first.check()

    expect(walker.question).to_be_visible()
    expect(walker.player.get_by_text(re.compile("press next step", re.IGNORECASE))).to_be_hidden()


def test_nothing_moves_when_a_question_is_asked_or_answered(lesson: LessonPage) -> None:
    lesson.page.set_viewport_size({"width": 1280, "height": 900})
    lesson.open(step=5)
    before = places(lesson)

    for name in ("Predict first", "Model Training", "Data Collection", "Next step"):
        if name == "Predict first":
            lesson.predict_first.check()
        else:
            lesson.click(name)

        assert places(lesson) == before, name


UNTIL_SEEN = """player => new Promise(seen => {
    const bottom = selector => player.querySelector(selector).getBoundingClientRect().bottom;
    const look = () => {
        if (bottom("tbody .now") <= bottom(".rows-frame") + 1) seen();
        else requestAnimationFrame(look);
    };
    look();
})"""


def test_the_newest_row_is_seen_above_its_question(walker: LessonPage) -> None:
    walker.stand(predict=1, step=5)
    walker.click("Next step")

    choice(walker, "Model Training").click()

    expect(walker.verdict).to_contain_text("One more try.")
    walker.player.evaluate(UNTIL_SEEN)


@pytest.mark.parametrize(("scenario", "end"), [("desert-changed", 7), ("quiet-year", 6)])
def test_the_slider_ends_with_the_walk_unless_that_would_tell_how_it_ends(
    walker: LessonPage, scenario: str, end: int
) -> None:
    walker.stand(3, predict=1, scenario=scenario)
    expect(walker.slider).to_have_attribute("max", "7")

    walker.predict_first.uncheck()
    expect(walker.slider).to_have_attribute("max", str(end))
    walker.slider.press("End")

    assert walker.step == end
    assert walker.rows == rows_of("retrain" if end == 7 else "stop")


def test_the_question_takes_the_focus_and_gives_it_back(walker: LessonPage) -> None:
    walker.stand(predict=1)
    walker.button("Next step").focus()

    walker.press("Enter")
    expect(choice(walker, "Data Collection")).to_be_focused()
    walker.tab_to(choice(walker, "Data Preparation"))
    walker.press("Enter")

    expect(walker.button("Next step")).to_be_focused()


def test_the_second_turn_asks_too(lesson: LessonPage) -> None:
    lesson.open(predict=1, step=7)

    lesson.click("Begin the second turn")

    expect(lesson.question).to_be_visible()
    assert len(lesson.rows) == 7
