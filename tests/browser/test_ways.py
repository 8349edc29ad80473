"""The ways to learn as somebody goes them who stops, and comes back."""

import pytest
from playwright.sync_api import expect

from tests.browser.page import LessonPage

pytestmark = pytest.mark.browser


def test_whoever_stops_in_the_walk_goes_on_at_the_same_row(lesson: LessonPage) -> None:
    lesson.page.context.clear_cookies()
    lesson.open(scenario="quiet-year")
    lesson.press("ArrowRight", "ArrowRight")
    expect(lesson.evidence(2)).to_be_visible()

    lesson.go_home()
    expect(lesson.page.get_by_text("at row 2 of “A quiet year”")).to_be_visible()
    lesson.page.get_by_role("link", name="Step through", exact=True).click()

    lesson.ready()
    assert lesson.step == 2
    lesson.press("End")
    expect(lesson.evidence(6)).to_be_visible()
    lesson.go_home()
    expect(lesson.page.get_by_role("link", name="Step through · 10 min · done")).to_be_visible()


def test_a_key_moments_link_leads_into_the_run_and_back_by_keyboard(lesson: LessonPage) -> None:
    lesson.page.goto(f"{lesson.server}/key-moments")
    moment = lesson.page.locator("details").filter(has_text="Is drift damage?")

    for outcome, rows in (("The cycle turns back", 7), ("The cycle stops", 6)):
        lesson.page.get_by_role("radio", name=outcome).click()
        expect(lesson.player.locator(".rows tbody tr")).to_have_count(rows)
        moment.locator("summary").focus()
        lesson.press("Enter")
        link = moment.get_by_role("link", name="Row 6")
        expect(link).to_be_visible()
        lesson.tab_to(link)
        lesson.press("Enter")
        expect(lesson.player.locator('[data-cell="6.action"]')).to_be_focused()
        expect(lesson.player.locator(".cited")).to_have_count(1)
        expect(lesson.player.get_by_text("Is drift damage?")).to_be_visible()
        lesson.tab_to(lesson.button("Back to the question"))
        lesson.press("Enter")
        expect(link).to_be_focused()
    for summary in lesson.page.locator("details:not([open]) > summary").all()[::-1]:
        summary.click()
    lesson.connected()  # what was opened is noted when the server has heard of it
    lesson.go_home()
    expect(lesson.page.get_by_role("link", name="Key moments · 5 min · done")).to_be_visible()
