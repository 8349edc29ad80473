"""The live lab in a real browser: what only a timer and a hand at once can show."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.page import LessonPage

pytestmark = pytest.mark.browser


def test_the_years_can_be_stopped_while_they_pass(lesson: LessonPage) -> None:
    page = lesson.page
    page.goto(f"{lesson.server}/live-lab?train=1980,1981&watch=1984")
    page.get_by_role("button", name="Unfold the years").click()
    passing = page.get_by_text(re.compile(r"^\d{4} is over$"))
    expect(passing).to_be_visible()

    page.get_by_test_id("stMain").get_by_role("button", name="Stop").click()
    expect(page.get_by_role("button", name="Go on")).to_be_enabled()
    stopped = passing.inner_text()
    page.wait_for_timeout(1000)

    assert passing.inner_text() == stopped != "2002 is over"
    assert not lesson.complaints


def test_a_step_is_taken_while_the_years_pass(lesson: LessonPage) -> None:
    page = lesson.page
    page.goto(f"{lesson.server}/live-lab?train=1980,1981&watch=1984")
    page.get_by_role("button", name="Unfold the years").click()

    page.get_by_role("button", name="Next step").click()

    expect(page.get_by_role("heading", name="Evidence of step 1: Data Collection")).to_be_visible()
    expect(page.get_by_text("2002 is over")).to_be_visible(timeout=60_000)
