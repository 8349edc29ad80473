"""A key moment's links take the highlight and the focus to the cell they speak of."""

import pytest
from playwright.sync_api import expect

from lifecycle.moments import moments
from tests.browser.page import LessonPage

pytestmark = pytest.mark.browser

CITED = {citation.cell for moment in moments(stopped=False) for citation in moment.citations}


def cited(lesson: LessonPage) -> list[str | None]:
    return [cell.get_attribute("data-cell") for cell in lesson.player.locator(".cited").all()]


def test_every_link_opens_its_row_and_moves_highlight_focus_and_screen_to_its_cell(
    walker: LessonPage,
) -> None:
    walker.stand()

    for cell in sorted(CITED):  # row by row, as each other row asks for its evidence
        walker.citation(cell).click()

        target = walker.player.locator(f'[data-cell="{cell}"]')
        expect(target).to_be_focused()
        expect(target).to_be_in_viewport(ratio=1)
        assert cited(walker) == [cell]
        assert walker.focused_cell == cell
        assert walker.step == int(cell.partition(".")[0])


def test_the_same_link_works_twice(walker: LessonPage) -> None:
    walker.stand(step=7)
    walker.citation("5.next_stage").click()
    expect(walker.player.locator('[data-cell="5.next_stage"]')).to_be_focused()
    walker.button("Previous step").focus()

    walker.citation("5.next_stage").click()

    expect(walker.player.locator('[data-cell="5.next_stage"]')).to_be_focused()


def test_a_link_is_followed_by_key_and_leads_back_to_an_earlier_row_too(walker: LessonPage) -> None:
    walker.stand(step=7)
    walker.citation("2.action").focus()

    walker.press("Enter")

    expect(walker.player.locator('[data-cell="2.action"]')).to_be_focused()
    assert walker.step == 2

    expect(walker.page.get_by_role("heading", name="Evidence of step 2")).to_be_visible()
    walker.tab_to(walker.button("Back to the question"))
    walker.press("Enter")

    expect(walker.citation("2.action")).to_be_focused()
    expect(walker.citation("2.action")).to_be_in_viewport(ratio=1)


def test_a_link_reveals_nothing_to_who_predicts_first(walker: LessonPage) -> None:
    walker.stand(step=2, predict=1)

    walker.citation("6.next_stage").click()

    expect(walker.question).to_be_visible()
    assert len(walker.rows) == 2


def test_the_transcript_is_there_to_read(walker: LessonPage) -> None:
    walker.stand()

    summary = walker.page.get_by_text("Read the transcript", exact=True)

    summary.click()

    expect(walker.page.get_by_role("heading", name="How the walk ends")).to_be_visible()
    expect(walker.page.get_by_role("heading", name="Step 6: Monitoring")).to_be_visible()
    walker.connected()
    summary.click()  # closed, as it was found
    expect(walker.page.get_by_role("heading", name="How the walk ends")).to_be_hidden()


def test_a_step_at_the_moment_of_opening_the_transcript_leaves_it_open(walker: LessonPage) -> None:
    walker.stand(step=2)
    summary = walker.page.get_by_text("Read the transcript", exact=True)

    for turn in range(3):
        walker.connected()  # what the page says of the closing comes before the next opening
        walker.slider.fill(str(3 + turn % 2))
        walker.page.wait_for_timeout(120 * turn)
        summary.evaluate("summary => summary.click()")
        walker.slider.fill("2")
        expect(walker.page.get_by_role("heading", name="How the walk ends")).to_be_visible()
        summary.click()
        expect(walker.page.get_by_role("heading", name="How the walk ends")).to_be_hidden()


def test_the_transcript_can_be_taken_away(walker: LessonPage) -> None:
    walker.stand()

    with walker.page.expect_download() as taken:
        walker.page.get_by_role("button", name="Download the transcript", exact=True).click()

    assert taken.value.suggested_filename == "desert-changed-transcript.md"
    assert "## Step 6: Monitoring & Maintenance" in taken.value.path().read_text(encoding="utf-8")
