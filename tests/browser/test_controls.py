"""Every control by its role and name, and who gets which key."""

import pytest
from playwright.sync_api import expect

from tests.browser.page import TWO_FRAMES, LessonPage, rows_of

pytestmark = pytest.mark.browser


def test_the_buttons_go_to_the_first_the_previous_and_the_last_step(walker: LessonPage) -> None:
    walker.stand()

    visited = []
    for name in ("Last step", "Previous step", "Previous step", "Next step", "First step"):
        walker.click(name)
        visited.append(walker.step)

    assert visited == [7, 6, 5, 6, 0]


def test_every_control_has_its_role_and_name(walker: LessonPage) -> None:
    walker.stand(step=3)

    for name in ("First step", "Previous step", "Play", "Next step", "Last step"):
        expect(walker.button(name)).to_be_enabled()
    expect(walker.page.get_by_role("combobox", name="Speed")).to_have_value("1")
    expect(walker.slider).to_have_value("3")
    expect(walker.predict_first).not_to_be_checked()


PAINTED = "element => `${getComputedStyle(element).backgroundColor.match(/\\d+/g).slice(0, 3)}`"
"""Red, green and blue of a background, whether or not it lets another one through."""


def test_in_forced_colours_what_is_chosen_looks_chosen(walker: LessonPage) -> None:
    walker.stand()
    walker.page.emulate_media(forced_colors="active")

    scenarios = walker.page.get_by_role("radiogroup", name="Scenario").get_by_role("radio")
    chosen, *others = [scenario.evaluate(PAINTED) for scenario in scenarios.all()]

    assert chosen not in others


def test_in_forced_colours_streamlits_slider_is_seen_and_shows_the_focus(
    lesson: LessonPage,
) -> None:
    lesson.page.goto(f"{lesson.server}/live-lab")
    lesson.page.emulate_media(forced_colors="active")
    gate = lesson.page.get_by_role("slider", name="Gate")
    value = lesson.page.get_by_test_id("stSliderThumbValue")
    thumb, track = value.locator(".."), value.locator("../../div[1]")

    gate.focus()
    lesson.press("ArrowRight")

    expect(value).to_have_text("71%")
    paper = lesson.page.locator("body").evaluate(PAINTED)
    assert paper not in {thumb.evaluate(PAINTED), track.evaluate(PAINTED)}
    assert thumb.evaluate("thumb => getComputedStyle(thumb).outlineStyle") == "solid"


def test_whoever_comes_to_the_page_itself_by_tab_sees_it(walker: LessonPage) -> None:
    walker.stand()

    walker.tab_to(walker.page.get_by_test_id("stMain"))


def test_what_has_the_focus_is_not_under_the_bar_above_the_page(walker: LessonPage) -> None:
    walker.stand(step=6)
    walker.page.set_viewport_size({"width": 640, "height": 400})  # 1280 pixels, enlarged twice
    strip = walker.player.locator(".strip")
    walker.button("First step").focus()

    walker.tab_to(strip, "Shift+Tab")

    walker.page.evaluate(TWO_FRAMES)
    bar = walker.page.get_by_test_id("stHeader").bounding_box()
    found = strip.bounding_box()
    assert bar
    assert found
    assert found["y"] >= bar["y"] + bar["height"]


def test_the_sliders_own_keys_move_it_by_one(walker: LessonPage) -> None:
    walker.stand()
    walker.slider.focus()

    visited = []
    for key in ("ArrowRight", "ArrowRight", "ArrowLeft", "End", "Home"):
        walker.press(key)
        visited.append(walker.step)

    assert visited == [1, 2, 1, 7, 0]


def test_pressing_next_step_by_key_does_only_next(walker: LessonPage) -> None:
    walker.stand(step=2)
    walker.button("Next step").focus()

    for step, key in enumerate(("Enter", "Space"), start=3):
        walker.press(key)

        assert walker.step == step
        expect(walker.button("Play")).to_be_visible()


def test_a_button_that_can_do_no_more_keeps_the_focus_and_does_nothing(walker: LessonPage) -> None:
    walker.stand(step=6)
    walker.button("Next step").focus()

    walker.press("Enter", "Enter")

    expect(walker.button("Next step")).to_be_focused()
    expect(walker.button("Next step")).to_be_disabled()
    assert walker.step == 7


def test_the_keys_work_after_a_click_on_the_empty_page(walker: LessonPage) -> None:
    walker.stand()
    walker.page.get_by_test_id("stMain").click(position={"x": 8, "y": 400})

    walker.press("ArrowRight", "ArrowRight", "ArrowLeft")

    assert walker.step == 1


def test_the_keys_work_after_a_scenario_is_chosen_by_mouse(walker: LessonPage) -> None:
    walker.stand()
    walker.choose("A quiet year")

    walker.press("ArrowRight", "ArrowRight")

    assert walker.step == 2
    expect(walker.page.get_by_role("radio", name="A quiet year")).to_be_checked()


def test_keys_with_a_modifier_are_left_to_the_browser(walker: LessonPage) -> None:
    walker.stand(step=3)

    walker.press("Control+ArrowRight", "Shift+ArrowRight", "Meta+ArrowRight", "Control+End")

    assert walker.step == 3


def test_speed_scenario_and_number_box_keep_their_keys_to_themselves(walker: LessonPage) -> None:
    walker.stand(step=5)
    speed = walker.page.get_by_role("combobox", name="Speed")
    scenario = walker.page.get_by_role("radio", name="The desert has changed")
    weight = walker.page.get_by_role("spinbutton", name="Weight in g")

    for control in (speed, scenario, weight):
        control.focus()
        walker.press("Home", "End")
        if control is not scenario:  # its arrows would choose another one
            walker.press("ArrowLeft", "ArrowRight")

        assert walker.step == 5


def test_a_row_can_be_gone_to_by_key(walker: LessonPage) -> None:
    walker.stand(step=6)
    walker.tab_to(walker.button("Go to step 2"))

    walker.press("Enter")

    assert walker.step == 2


def test_play_reveals_one_row_at_a_time_by_itself_and_stops_at_the_end(walker: LessonPage) -> None:
    walker.stand(step=4)
    walker.page.get_by_role("combobox", name="Speed").select_option("2")
    walker.player.locator("tbody").first.evaluate(
        """rows => {
            window.counts = [];
            new MutationObserver(() => counts.push(rows.children.length))
                .observe(rows, { childList: true });
        }"""
    )

    walker.click("Play")

    expect(walker.button("Pause")).to_be_visible()
    expect(walker.slider).to_have_value("7")
    expect(walker.button("Play")).to_be_visible()
    assert walker.page.evaluate("counts") == [5, 6, 7]
    assert walker.rows == rows_of("retrain")


def test_pause_stays_where_it_is(walker: LessonPage) -> None:
    walker.stand()
    walker.page.get_by_role("combobox", name="Speed").select_option("2")
    walker.click("Play")
    expect(walker.slider).to_have_value("1")

    walker.click("Pause")

    paused_at = walker.step
    walker.page.wait_for_timeout(1_200)  # a beat is 900 ms long
    assert walker.step == paused_at


def test_a_step_by_hand_ends_playing(walker: LessonPage) -> None:
    walker.stand(step=2)
    walker.page.get_by_role("combobox", name="Speed").select_option("2")
    walker.click("Play")
    expect(walker.slider).to_have_value("3")

    walker.click("First step")

    expect(walker.button("Play")).to_be_visible()
    walker.page.wait_for_timeout(1_200)  # a beat is 900 ms long
    assert walker.step == 0


def test_going_to_a_row_ends_playing(walker: LessonPage) -> None:
    walker.stand(step=3)
    walker.click("Play")
    expect(walker.slider).to_have_value("4")

    walker.page.get_by_role("cell", name="Clean and format data").click()

    expect(walker.button("Play")).to_be_visible()
    assert walker.rows == rows_of("retrain")[:2]


def test_play_at_the_end_begins_again(walker: LessonPage) -> None:
    walker.stand(step=7)

    walker.click("Play")

    expect(walker.slider).to_have_value("1")
