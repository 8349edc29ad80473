"""Both outcomes walked with the mouse and with the keyboard alone, every cell compared."""

import pytest
from playwright.sync_api import expect

from tests.browser.page import LessonPage, command_line, rows_of, tracker_of

pytestmark = pytest.mark.browser

both_outcomes = pytest.mark.parametrize(
    ("scenario", "outcome"), [("desert-changed", "retrain"), ("quiet-year", "stop")]
)


@both_outcomes
def test_next_step_reveals_one_row_and_one_tracker_cell_at_a_time(
    walker: LessonPage, scenario: str, outcome: str
) -> None:
    rows, tracker = rows_of(outcome), tracker_of(outcome)
    walker.stand(scenario=scenario)
    assert (walker.rows, walker.tracker) == ([], tracker[:1])

    for step in range(1, len(rows) + 1):
        walker.click("Next step")

        assert walker.rows == rows[:step]
        assert walker.tracker == tracker[: step + 1]

    expect(walker.button("Next step")).to_be_disabled()


@both_outcomes
def test_the_whole_walk_can_be_taken_with_the_keyboard_alone(
    lesson: LessonPage, scenario: str, outcome: str
) -> None:
    rows, tracker = rows_of(outcome), tracker_of(outcome)
    end = len(rows)
    lesson.open(scenario=scenario)
    lesson.tab_to(lesson.button("Next step"))

    for step in (*range(1, end + 1), *range(end - 1, -1, -1)):
        lesson.press("ArrowRight" if step > lesson.step else "ArrowLeft")

        assert lesson.rows == rows[:step]
        assert lesson.tracker == tracker[: step + 1]

    lesson.press("End")
    assert (lesson.rows, lesson.tracker) == (rows, tracker)
    lesson.press("Home")
    assert (lesson.rows, lesson.tracker) == ([], tracker[:1])


@both_outcomes
def test_the_marked_line_is_the_line_the_step_ended_on(
    walker: LessonPage, scenario: str, outcome: str
) -> None:
    lines = [row["line"] for row in command_line("trace", "--outcome", outcome)["rows"]]
    walker.stand(scenario=scenario)
    marked = [walker.running_line]

    for _ in lines:
        walker.click("Next step")
        marked.append(walker.running_line)

    assert marked == [None, *lines]


@both_outcomes
def test_the_end_shows_the_exit_note(lesson: LessonPage, scenario: str, outcome: str) -> None:
    note = command_line("trace", "--outcome", outcome)["exit_note"]
    lesson.open(scenario=scenario)
    ending = lesson.page.get_by_role("region", name="How it ends")
    expect(ending).to_be_hidden()

    lesson.click("Last step")

    expect(ending).to_contain_text(note)


def test_the_newest_row_is_marked_for_those_who_do_not_see_it(walker: LessonPage) -> None:
    walker.stand(step=4)

    marked = walker.player.locator("tr[aria-current=step]")

    assert marked.get_by_role("rowheader").all_inner_texts() == ["4"]


def test_the_second_turn_goes_on_with_row_eight_and_ends_with_row_twelve(
    lesson: LessonPage,
) -> None:
    lesson.open(step=7)
    lesson.click("Begin the second turn")
    assert lesson.rows[:7] == rows_of("retrain")
    assert lesson.rows[7] == ("8", "Data Preparation", "Clean and format data", "Model Training")
    assert len(lesson.rows) == 8

    for _ in range(4):
        lesson.click("Next step")

    assert lesson.rows[-1] == (
        "12",
        "Monitoring & Maintenance",
        "Track model performance and update",
        "Monitoring & Maintenance",
    )
    assert len(lesson.tracker) == 13
    expect(lesson.button("Next step")).to_be_disabled()
    expect(lesson.button("Begin the second turn")).to_be_hidden()


@pytest.mark.parametrize("size", [(1280, 800), (390, 844)])
def test_the_second_turn_is_seen_to_begin(lesson: LessonPage, size: tuple[int, int]) -> None:
    lesson.page.set_viewport_size({"width": size[0], "height": size[1]})
    lesson.open(step=7)

    lesson.click("Begin the second turn")

    expect(lesson.narration).to_be_in_viewport(ratio=1)
    expect(lesson.player.locator("tr[aria-current=step]")).to_be_in_viewport(ratio=1)
    told = lesson.player.get_by_text("the loop was given 6 more steps")
    expect(told).to_contain_text("range(1, 8) became range(1, 14)")
    expect(told).to_be_in_viewport(ratio=1)


def test_the_first_turn_says_nothing_of_a_longer_loop(walker: LessonPage) -> None:
    walker.stand(step=7)

    expect(walker.player.get_by_text("more steps")).to_be_hidden()


def test_a_walk_that_stopped_offers_no_second_turn(walker: LessonPage) -> None:
    walker.stand(scenario="quiet-year", step=6)

    expect(walker.page.get_by_role("region", name="How it ends")).to_be_visible()
    expect(walker.button("Begin the second turn")).to_be_hidden()


def test_the_narration_is_announced_and_changes_with_every_step(walker: LessonPage) -> None:
    walker.stand()
    told = [walker.narration.inner_text()]

    for _ in range(7):
        walker.click("Next step")
        told.append(walker.narration.inner_text())

    assert len(set(told)) == 8
    assert [sentence.startswith(f"Step {step},") for step, sentence in enumerate(told)][1:] == (
        [True] * 7
    )


def test_the_diagram_says_in_words_which_way_was_taken(walker: LessonPage) -> None:
    walker.stand(step=6)

    diagram = walker.page.get_by_role("img", name="Ring of the six stages")

    expect(diagram).to_have_attribute(
        "aria-label",
        "Ring of the six stages: Monitoring & Maintenance has run; "
        "the way back leads to Data Collection.",
    )
