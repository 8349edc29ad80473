"""Predict first: no row before an answer, two tries, a reason for each wrong one."""

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.page import LessonPage, rows_of
from tests.runs import walk_for

pytestmark = pytest.mark.browser

PAPER = "button => getComputedStyle(button).backgroundColor"


def choice(lesson: LessonPage, stage: str) -> Locator:
    return lesson.question.get_by_role("button", name=stage, exact=True)


@pytest.fixture(scope="module")
def whys() -> list[dict[str, str]]:
    """Answer with the reasons against each wrong stage, row by row."""
    walk = walk_for("desert-changed")
    return [walk.whys(step) for step in walk.trace.steps]


def test_a_right_answer_opens_the_row_which_is_not_asked_again(walker: LessonPage) -> None:
    walker.stand(predict=1)
    expect(walker.question).to_be_visible()
    assert walker.rows == []

    choice(walker, "Data Preparation").click()

    assert walker.rows == rows_of("retrain")[:1]
    expect(walker.verdict).to_have_text("Right: Data Preparation.")
    expect(walker.question).to_be_hidden()

    walker.click("Previous step")
    walker.click("Next step")

    expect(walker.question).to_be_hidden()
    assert len(walker.rows) == 1


def test_two_wrong_answers_get_their_reasons_and_the_second_opens_the_row(
    walker: LessonPage, whys: list[dict[str, str]]
) -> None:
    walker.stand(predict=1, step=2)

    choice(walker, "Model Deployment").dblclick()  # what the second click would hit moves there
    expect(walker.verdict).to_contain_text(whys[2]["Model Deployment"])
    expect(choice(walker, "Model Deployment")).to_be_focused()  # none looks chosen in its place
    walker.press("Enter")  # it is no second try
    expect(walker.verdict).to_have_text("You have tried Model Deployment. Choose another stage.")
    walker.press("ArrowRight", "End")  # pressing on does not give the try back

    expect(walker.question).to_be_visible()
    expect(choice(walker, "Model Deployment")).to_be_disabled()
    assert len(walker.rows) == 2

    choice(walker, "Data Collection").click()

    expect(walker.verdict).to_contain_text(whys[2]["Data Collection"])
    expect(walker.verdict).to_contain_text("Model Evaluation")
    assert walker.rows == rows_of("retrain")[:3]


NEWEST_IS_SEEN = """player => {
    const bottom = selector => player.querySelector(selector).getBoundingClientRect().bottom;
    return bottom("tbody .now") <= bottom(".rows-frame") + 1;
}"""


def test_a_right_second_try_opens_the_row_and_until_then_the_newest_one_is_seen(
    walker: LessonPage,
) -> None:
    walker.stand(predict=1, step=5)

    choice(walker, "Model Training").click()

    expect(walker.verdict).to_contain_text("One more try.")
    walker.page.wait_for_function(NEWEST_IS_SEEN, arg=walker.player.element_handle())

    choice(walker, "Data Collection").click()

    expect(walker.verdict).to_have_text(
        "Right: Data Collection, because the whole interval lies below the gate."
    )
    assert walker.rows == rows_of("retrain")[:6]


def test_no_way_leads_past_an_unanswered_question(walker: LessonPage) -> None:
    walker.stand(predict=1, step=2)

    for way in ("End", "ArrowRight", "the slider's keys", "the slider", "Last step", "Play"):
        match way:
            case "End" | "ArrowRight":
                walker.press(way, way, way)
            case "the slider's keys":
                walker.slider.focus()
                walker.press("ArrowRight", "ArrowRight", "End")
            case "the slider":
                walker.slider.fill("3")
            case _:
                walker.click(way)

        expect(walker.question).to_be_visible()
        expect(walker.question).to_be_focused()
        looks = [walker.button(name).evaluate(PAPER) for name in ("Next step", "Play")]
        assert looks[0] == looks[1], "it does not look like the way on"
        if way == "Play":
            walker.page.wait_for_timeout(1_000)  # it would have gone on by now
        assert walker.step == 2, way
        assert walker.rows == rows_of("retrain")[:2], way
        assert len(walker.tracker) == 3, way


def test_nothing_on_the_page_tells_how_the_walk_will_end(walker: LessonPage) -> None:
    walker.stand(predict=1, step=5)
    expect(walker.question).to_be_visible()

    said = walker.player.aria_snapshot()

    assert "of 7" not in said
    assert "True" not in said
    assert "Go to step 6" not in said
    assert "How it ends" not in said


def test_going_back_puts_the_question_away(walker: LessonPage) -> None:
    walker.stand(predict=1, step=3)

    walker.click("Previous step")

    expect(walker.question).to_be_hidden()
    assert len(walker.rows) == 2

    walker.press("ArrowRight", "ArrowRight", "ArrowLeft")  # once more, and from the question

    expect(walker.question).to_be_hidden()
    expect(walker.button("Next step")).to_be_focused()


def test_the_switch_writes_itself_into_the_address_and_off_it_puts_the_question_away(
    walker: LessonPage,
) -> None:
    walker.stand(step=2)

    walker.predict_first.check()

    expect(walker.question).to_be_visible()
    walker.page.wait_for_url(lambda url: "step=2" in url and "predict=1" in url)
    walker.predict_first.uncheck()
    expect(walker.question).to_be_hidden()
    walker.page.wait_for_url(lambda url: "step=2" in url and "predict" not in url)


def test_the_whole_walk_can_be_predicted_with_the_keyboard_alone(walker: LessonPage) -> None:
    rows = rows_of("retrain")
    walker.stand()
    walker.tab_to(walker.predict_first)
    walker.press("Space")
    expect(walker.predict_first).to_be_checked()
    walker.tab_to(walker.button("Next step"), "Shift+Tab")

    for step, (_, _, _, following) in enumerate(rows, start=1):
        walker.press("Enter", "Enter")  # on Next step: from there to the question, and no answer
        expect(walker.question).to_be_focused()
        expect(walker.verdict).to_be_empty()
        walker.press("Tab")
        expect(choice(walker, "Data Collection")).to_be_focused()
        walker.tab_to(choice(walker, following))
        walker.press("Enter")

        assert walker.rows == rows[:step]
        assert "cut" not in walker.rows_seen
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


@pytest.mark.parametrize("step", [0, 6])
def test_the_switch_asks_at_once(walker: LessonPage, step: int) -> None:
    walker.stand(step=step)

    walker.predict_first.check()

    expect(walker.question).to_have_accessible_name(re.compile(f"^Row {step + 1}: "))
    expect(walker.question).to_be_in_viewport(ratio=1)
    expect(walker.predict_first).to_be_focused()
    expect(walker.player.get_by_text(re.compile("press next step", re.IGNORECASE))).to_be_hidden()
    assert len(walker.rows) == step

    walker.press("ArrowRight")
    expect(walker.question).to_be_focused()


def test_a_press_of_next_with_the_mouse_shows_where_to_answer(walker: LessonPage) -> None:
    walker.stand(predict=1, step=2)
    choice(walker, "Model Evaluation").click()

    walker.click("Next step")

    expect(walker.question).to_be_focused()
    expect(walker.question).to_have_css("outline-style", "solid")


def test_nothing_moves_when_a_question_is_asked_or_answered(walker: LessonPage) -> None:
    walker.page.set_viewport_size({"width": 1280, "height": 900})
    walker.stand(step=5)
    before = places(walker)

    for name in ("Predict first", "Model Training", "Data Collection", "Next step"):
        if name == "Predict first":
            walker.predict_first.check()
        else:
            walker.click(name)

        assert places(walker) == before, name


def test_what_was_told_is_not_told_again_when_the_next_row_is_asked_for(
    walker: LessonPage,
) -> None:
    walker.stand(step=2)
    walker.narration.evaluate(
        """narration => {
            window.told = 0;
            new MutationObserver(() => told += 1).observe(narration, { childList: true });
        }"""
    )

    walker.predict_first.check()
    walker.press("ArrowRight")
    walker.predict_first.uncheck()
    expect(walker.question).to_be_hidden()

    assert walker.page.evaluate("told") == 0

    walker.click("Next step")
    assert walker.page.evaluate("told") == 1


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


def test_at_the_end_there_is_nothing_to_predict_before_a_second_turn(walker: LessonPage) -> None:
    walker.stand(step=7)

    walker.predict_first.check()

    expect(walker.question).to_be_hidden()

    walker.click("Begin the second turn")

    expect(walker.question).to_be_focused()
    assert len(walker.rows) == 7
