"""Both outcomes walked with the mouse and with the keyboard alone, every cell compared."""

import pytest
from playwright.sync_api import expect

from lifecycle.scenarios import scenario_named
from lifecycle.walk import Walk
from tests.browser.conftest import PHONE
from tests.browser.page import LessonPage, command_line, rows_of, tracker_of

pytestmark = pytest.mark.browser

both_outcomes = pytest.mark.parametrize(
    ("scenario", "outcome"), [("desert-changed", "retrain"), ("quiet-year", "stop")]
)


@both_outcomes
def test_next_step_reveals_a_row_and_a_tracker_cell_at_a_time_up_to_the_exit_note(
    walker: LessonPage, scenario: str, outcome: str
) -> None:
    told = command_line("trace", "--outcome", outcome)
    rows, tracker = rows_of(outcome), tracker_of(outcome)
    ending = walker.page.get_by_role("region", name="How it ends")
    walker.stand(scenario=scenario)
    assert (walker.rows, walker.tracker, walker.running_line) == ([], tracker[:1], None)

    for step, row in enumerate(told["rows"], start=1):
        expect(ending).to_be_hidden()
        walker.click("Next step")

        assert walker.rows == rows[:step]
        assert walker.tracker == tracker[: step + 1]
        assert walker.running_line == row["line"], "the line the step ended on"

    assert walker.step == len(rows)
    expect(walker.button("Next step")).to_be_disabled()
    expect(ending).to_contain_text(told["exit_note"])


@both_outcomes
def test_the_whole_walk_can_be_taken_with_the_keyboard_alone(
    walker: LessonPage, scenario: str, outcome: str
) -> None:
    rows, tracker = rows_of(outcome), tracker_of(outcome)
    end = len(rows)
    walker.stand(scenario=scenario)
    walker.tab_to(walker.button("Next step"))

    for step in (*range(1, end + 1), *range(end - 1, -1, -1)):
        walker.press("ArrowRight" if step > walker.step else "ArrowLeft")

        assert walker.rows == rows[:step]
        assert walker.tracker == tracker[: step + 1]

    walker.press("End")
    assert (walker.rows, walker.tracker) == (rows, tracker)
    walker.press("Home")
    assert (walker.rows, walker.tracker) == ([], tracker[:1])


def test_the_variables_are_those_of_the_step_forwards_and_backwards(walker: LessonPage) -> None:
    trace = Walk.through(scenario_named("desert-changed")).trace
    held = [trace.start, *(step.variables for step in trace.steps)]
    there = [*range(1, len(held))]
    walker.stand()

    for step in (*there, *reversed(there[:-1]), 0, len(held) - 1, 2):
        walker.slider.fill(str(step))

        assert walker.variables == [(each.name, each.value, each.changed) for each in held[step]]


def test_the_newest_row_is_marked_for_those_who_do_not_see_it(walker: LessonPage) -> None:
    walker.stand(step=4)

    marked = walker.player.locator("tr[aria-current=step]")

    assert marked.get_by_role("rowheader").all_inner_texts() == ["4"]


SECOND_TURN = "Begin the second turn"


def expect_the_second_turn_is_seen_to_begin(lesson: LessonPage) -> None:
    expect(lesson.narration).to_be_in_viewport(ratio=1)
    expect(lesson.player.locator("tr[aria-current=step]")).to_be_in_viewport(ratio=1)
    told = lesson.player.get_by_text("the loop was given 6 more steps")
    expect(told).to_contain_text("range(1, 8) became range(1, 14)")
    expect(told).to_be_in_viewport(ratio=1)


def test_the_second_turn_goes_on_with_row_eight_and_ends_with_row_twelve(
    walker: LessonPage,
) -> None:
    walker.stand(step=7)
    walker.click(SECOND_TURN)
    expect_the_second_turn_is_seen_to_begin(walker)
    assert walker.rows[:7] == rows_of("retrain")
    assert walker.rows[7] == ("8", "Data Preparation", "Clean and format data", "Model Training")
    assert len(walker.rows) == 8

    for _ in range(4):
        walker.click("Next step")

    assert walker.rows[-1] == (
        "12",
        "Monitoring & Maintenance",
        "Track model performance and update",
        "Monitoring & Maintenance",
    )
    assert len(walker.tracker) == 13
    expect(walker.button("Next step")).to_be_disabled()
    expect(walker.button(SECOND_TURN)).to_be_hidden()


def test_the_second_turn_is_seen_to_begin_on_a_phone(lesson: LessonPage) -> None:
    lesson.page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    lesson.open(step=7)

    lesson.click(SECOND_TURN)

    expect_the_second_turn_is_seen_to_begin(lesson)


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
