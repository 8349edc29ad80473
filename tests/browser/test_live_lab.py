"""The live lab in a real browser: what only a timer and a hand at once can show."""

import re

import pytest
from playwright.sync_api import expect

from lifecycle.lab.address import two_as_address
from lifecycle.lab.choices import Choices
from tests.browser.page import LessonPage
from ui.clicks import SETTLED

pytestmark = pytest.mark.browser

SEEN = """() => {
    const { top, bottom } = document.querySelector(".st-key-years-seen").getBoundingClientRect();
    return bottom <= innerHeight || Math.abs(top - 72) < 1;  // all, or what there is room for
}"""
REFUSED = Choices((1996, 1997), 1998, gate_accuracy=0.95)


def test_the_years_can_be_stopped_while_they_pass(lesson: LessonPage) -> None:
    page = lesson.page
    page.set_viewport_size({"width": 1280, "height": 1250})  # all of the years at once
    page.goto(f"{lesson.server}/live-lab?train=1980,1981&watch=1984")
    page.get_by_role("button", name="Unfold the years").click()
    passing = page.get_by_text(re.compile(r"^\d{4} is over$"))
    expect(passing).to_be_visible()

    page.get_by_test_id("stMain").get_by_role("button", name="Stop").click()
    expect(page.get_by_role("button", name="Go on")).to_be_enabled()
    expect(page.get_by_role("heading", name="Every year up to 2002")).to_be_focused()
    said = page.locator("[aria-live=polite]").get_by_text(re.compile(r"^\d{4} is over\.$"))
    expect(said).to_have_count(1)
    lesson.connected()  # the year that was passing is drawn after the buttons
    passing.evaluate("words => words.style.paddingTop = '100px'")  # as a picture grows, late
    page.wait_for_function(SEEN)
    stopped = passing.inner_text()
    page.wait_for_timeout(1000)

    assert passing.inner_text() == stopped != "2002 is over"
    assert not lesson.complaints


def test_years_in_a_closed_panel_are_kept_and_a_step_is_taken_while_the_years_pass(
    lesson: LessonPage,
) -> None:
    page = lesson.page
    page.set_viewport_size({"width": 1280, "height": 1200})  # nothing has to be scrolled
    page.goto(f"{lesson.server}/live-lab?train=1996,1997&watch=2000")
    watched = page.get_by_role("combobox", name="Watched year")
    watched.fill("1999")
    watched.press("Enter")
    expect(page.get_by_role("heading", name="still good in 1999?")).to_be_visible()
    page.get_by_role("button", name="Trained on 1996 and 1997").click()
    expect(page.get_by_role("button", name="1997", exact=True)).to_have_attribute(
        "aria-pressed", "true"
    )
    page.keyboard.press("Escape")

    # A step at the moment of a choice does not undo it.
    slider = page.locator("input.slider")  # by role it cannot be found while the years are open
    for turn in range(4):
        year = 2000 - turn % 2
        lesson.connected()  # a page that is still drawn may take away what is typed
        slider.first.fill(str(2 + turn % 3))
        watched.fill(str(year))
        watched.press("Enter")
        slider.first.fill("2")
        expect(page.get_by_role("heading", name=f"still good in {year}?")).to_be_visible()
    page.wait_for_timeout(1000 * SETTLED)
    expect(slider).to_have_count(1)
    slider.fill("0")

    page.get_by_role("button", name="Unfold the years").click()

    page.get_by_role("button", name="Next step").click()

    expect(page.get_by_role("heading", name="Evidence of step 1: Data Collection")).to_be_visible()
    expect(page.get_by_text("2002 is over", exact=True)).to_be_visible(timeout=60_000)


def test_what_a_step_brings_is_seen_although_the_choices_stand_above(lesson: LessonPage) -> None:
    lesson.page.goto(f"{lesson.server}/live-lab?train=1993,1994&watch=1997")
    lesson.ready()

    following = lesson.button("Next step")
    before = following.bounding_box()

    following.click()

    lesson.page.wait_for_timeout(100)
    assert lesson.buttons_hide_nothing()
    assert following.bounding_box() == before


def test_predict_first_is_as_it_was_set_when_another_year_is_watched(lesson: LessonPage) -> None:
    page = lesson.page
    page.goto(f"{lesson.server}/live-lab?train=1980,1981&watch=1985&predict=1")
    lesson.ready().predict_first.uncheck()
    lesson.connected()
    lesson.player.evaluate("player => { player.dataset.before = 'yes'; }")
    watched = page.get_by_role("combobox", name="Watched year")

    watched.fill("1984")
    watched.press("Enter")

    expect(page.locator(".player[data-before]")).to_have_count(0)
    expect(lesson.predict_first).not_to_be_checked()
    expect(page).not_to_have_url(re.compile("predict"))


def test_a_refused_run_is_told_by_the_ring_and_compared_by_keyboard_alone(
    lesson: LessonPage,
) -> None:
    page = lesson.page
    page.goto(f"{lesson.server}/live-lab?train=1996,1997&watch=1998&gate=95&step=5")
    ring = page.get_by_role("img", name="Ring of the six stages: Model Deployment has refused")
    expect(ring).to_be_visible()

    lesson.tab_to(page.get_by_role("link", name="Compare this run with another"))
    page.keyboard.press("Enter")
    parted = page.get_by_role("heading", name="The two runs part at step 3, Model Training.")
    expect(parted).to_be_visible()
    lesson.tab_to(page.get_by_role("switch", name="Only what differs"))
    page.keyboard.press("Space")

    expect(page.get_by_text("Nothing differs in: step 1, Data Collection")).to_be_visible()
    two = (REFUSED, REFUSED.otherwise)
    lesson.expect_address(**two_as_address(two), differing=1)
