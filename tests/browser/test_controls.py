"""Every control by its role and name, and who gets which key."""

import pytest
from playwright.sync_api import expect

from tests.browser.page import LessonPage, rows_of

pytestmark = pytest.mark.browser


def test_the_buttons_go_to_the_first_the_previous_and_the_last_step(lesson: LessonPage) -> None:
    lesson.open()

    visited = []
    for name in ("Last step", "Previous step", "Previous step", "Next step", "First step"):
        lesson.click(name)
        visited.append(lesson.step)

    assert visited == [7, 6, 5, 6, 0]


def test_every_control_has_its_role_and_name(lesson: LessonPage) -> None:
    lesson.open(step=3)

    for name in ("First step", "Previous step", "Play", "Next step", "Last step"):
        expect(lesson.button(name)).to_be_enabled()
    expect(lesson.page.get_by_role("combobox", name="Speed")).to_have_value("1")
    expect(lesson.slider).to_have_value("3")
    expect(lesson.predict_first).not_to_be_checked()


def test_the_slider_goes_to_any_step(lesson: LessonPage) -> None:
    lesson.open()

    lesson.slider.fill("4")

    assert lesson.rows == rows_of("retrain")[:4]


def test_the_sliders_own_keys_move_it_by_one(lesson: LessonPage) -> None:
    lesson.open()
    lesson.slider.focus()

    visited = []
    for key in ("ArrowRight", "ArrowRight", "ArrowLeft", "End", "Home"):
        lesson.press(key)
        visited.append(lesson.step)

    assert visited == [1, 2, 1, 7, 0]


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_pressing_next_step_by_key_does_only_next(lesson: LessonPage, key: str) -> None:
    lesson.open(step=2)
    lesson.button("Next step").focus()

    lesson.press(key)

    assert lesson.step == 3
    expect(lesson.button("Play")).to_be_visible()


def test_a_button_that_can_do_no_more_keeps_the_focus_and_does_nothing(lesson: LessonPage) -> None:
    lesson.open(step=6)
    lesson.button("Next step").focus()

    lesson.press("Enter", "Enter")

    expect(lesson.button("Next step")).to_be_focused()
    expect(lesson.button("Next step")).to_be_disabled()
    assert lesson.step == 7


def test_the_keys_work_before_anything_was_clicked(lesson: LessonPage) -> None:
    lesson.open()

    lesson.press("ArrowRight", "ArrowRight")

    assert lesson.step == 2


def test_keys_with_a_modifier_are_left_to_the_browser(lesson: LessonPage) -> None:
    lesson.open(step=3)

    lesson.press("Control+ArrowRight", "Shift+ArrowRight", "Meta+ArrowRight", "Control+End")

    assert lesson.step == 3


def test_the_speed_keeps_its_keys_to_itself(lesson: LessonPage) -> None:
    lesson.open(step=3)
    speed = lesson.page.get_by_role("combobox", name="Speed")
    speed.focus()

    lesson.press("Home", "ArrowRight", "End")

    assert lesson.step == 3


def test_the_scenario_keeps_its_keys_to_itself(lesson: LessonPage) -> None:
    lesson.open(step=3)
    lesson.page.get_by_role("radio", name="The desert has changed").focus()

    lesson.press("Home", "End")

    assert lesson.step == 3


def test_a_number_box_keeps_its_keys_to_itself(lesson: LessonPage) -> None:
    lesson.open(step=5)
    lesson.page.get_by_role("spinbutton", name="Weight in g").click()

    lesson.press("ArrowLeft", "ArrowRight", "Home", "End")

    assert lesson.step == 5


def test_a_click_on_a_row_goes_there(lesson: LessonPage) -> None:
    lesson.open(step=6)

    lesson.page.get_by_role("cell", name="Train model on prepared data").click()

    assert lesson.rows == rows_of("retrain")[:3]


def test_a_row_can_be_gone_to_by_key(lesson: LessonPage) -> None:
    lesson.open(step=6)
    lesson.tab_to(lesson.button("Go to step 2"))

    lesson.press("Enter")

    assert lesson.step == 2


def test_play_goes_on_by_itself_and_stops_at_the_end(lesson: LessonPage) -> None:
    lesson.open(scenario="quiet-year", step=3)
    lesson.page.get_by_role("combobox", name="Speed").select_option("2")

    lesson.click("Play")

    expect(lesson.button("Pause")).to_be_visible()
    expect(lesson.slider).to_have_value("6")
    expect(lesson.button("Play")).to_be_visible()
    assert lesson.rows == rows_of("stop")


def test_play_reveals_one_row_at_a_time(lesson: LessonPage) -> None:
    lesson.open(scenario="quiet-year", step=2)
    lesson.page.get_by_role("combobox", name="Speed").select_option("2")
    lesson.player.locator("tbody").first.evaluate(
        """rows => {
            window.counts = [];
            new MutationObserver(() => counts.push(rows.children.length))
                .observe(rows, { childList: true });
        }"""
    )

    lesson.click("Play")

    expect(lesson.slider).to_have_value("6")
    assert lesson.page.evaluate("counts") == [3, 4, 5, 6]


def test_pause_stays_where_it_is(lesson: LessonPage) -> None:
    lesson.open()
    lesson.page.get_by_role("combobox", name="Speed").select_option("2")
    lesson.click("Play")
    expect(lesson.slider).to_have_value("1")

    lesson.click("Pause")

    paused_at = lesson.step
    lesson.page.wait_for_timeout(1_200)  # a beat is 900 ms long
    assert lesson.step == paused_at


def test_a_step_by_hand_ends_playing(lesson: LessonPage) -> None:
    lesson.open()
    lesson.click("Play")

    lesson.click("Last step")

    expect(lesson.button("Play")).to_be_visible()


@pytest.mark.parametrize("by", ["row", "number"])
def test_going_to_a_row_ends_playing(lesson: LessonPage, by: str) -> None:
    lesson.open(step=3)
    lesson.click("Play")
    expect(lesson.slider).to_have_value("4")

    if by == "row":
        lesson.page.get_by_role("cell", name="Clean and format data").click()
    else:
        lesson.click("Go to step 2")

    expect(lesson.button("Play")).to_be_visible()
    assert lesson.step == 2


def test_the_slider_stays_where_the_learner_is_while_a_question_is_open(
    lesson: LessonPage,
) -> None:
    lesson.open(predict=1, step=2)
    lesson.click("Next step")
    expect(lesson.question).to_be_visible()

    lesson.slider.fill("3")

    expect(lesson.slider).to_have_value("2")
    expect(lesson.question).to_be_visible()


def test_play_at_the_end_begins_again(lesson: LessonPage) -> None:
    lesson.open(scenario="quiet-year", step=6)

    lesson.click("Play")

    expect(lesson.slider).to_have_value("1")
