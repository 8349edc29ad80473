"""Both outcomes walked with the mouse and with the keyboard alone, every cell compared."""

import pytest
from playwright.sync_api import expect

from lifecycle.scenarios import scenario_named
from tests.browser.conftest import PHONE
from tests.browser.page import LessonPage, command_line, rows_of, tracker_of
from tests.runs import walk_for

pytestmark = pytest.mark.browser

SECOND_TURN = "Begin the second turn"

both_outcomes = pytest.mark.parametrize(
    ("scenario", "outcome"), [("desert-changed", "retrain"), ("quiet-year", "stop")]
)


@both_outcomes
def test_next_step_reveals_a_row_and_a_tracker_cell_at_a_time_up_to_the_reason_for_the_end(
    walker: LessonPage, scenario: str, outcome: str
) -> None:
    told = command_line("trace", "--outcome", outcome)
    reason = command_line("run", "--scenario", scenario)["reason"]
    rows, tracker = rows_of(outcome), tracker_of(outcome)
    ending = walker.page.get_by_role("region", name="How it ends")
    newest = walker.player.locator("tr[aria-current=step]").get_by_role("rowheader")
    walker.stand(scenario=scenario)
    assert (walker.rows, walker.tracker, walker.running_line) == ([], tracker[:1], None)

    for step, row in enumerate(told["rows"], start=1):
        expect(ending).to_be_hidden()
        walker.click("Next step")

        assert walker.rows == rows[:step]
        assert newest.all_inner_texts() == [str(step)], "those who do not see it are told, too"
        assert walker.tracker == tracker[: step + 1]
        assert walker.running_line == row["line"], "the line the step ended on"
        assert walker.narration.inner_text().startswith(f"Step {step}, "), "it is announced"

    assert walker.step == len(rows)
    expect(walker.narration).to_contain_text("This is the last row.")
    expect(walker.narration).to_contain_text(reason)
    expect(walker.button("Next step")).to_be_disabled()
    expect(ending).to_contain_text(told["exit_note"])
    assert str(scenario_named(scenario).turns[0].watched) in reason
    expect(ending).to_contain_text(reason)
    expect(walker.button(SECOND_TURN)).to_be_visible(visible=outcome == "retrain")
    expect(walker.player.get_by_text("more steps")).to_be_hidden()


@both_outcomes
def test_by_keyboard_alone_the_walk_goes_forwards_and_backwards_and_its_buttons_stay_in_place(
    walker: LessonPage, scenario: str, outcome: str
) -> None:
    rows, tracker = rows_of(outcome), tracker_of(outcome)
    trace = walk_for(scenario).trace
    held = [trace.start, *(step.variables for step in trace.steps)]
    end = len(rows)
    walker.stand(scenario=scenario)
    following = walker.button("Next step")
    walker.tab_to(following)
    place = following.bounding_box()
    forwards = [("ArrowRight", step) for step in range(1, end + 1)]
    backwards = [("ArrowLeft", step) for step in range(end - 1, -1, -1)]

    for key, step in (*forwards, *backwards, ("End", end), ("Home", 0)):
        walker.press(key)

        assert walker.rows == rows[:step]
        assert walker.tracker == tracker[: step + 1]
        assert walker.variables == [(each.name, each.value, each.changed) for each in held[step]]
        assert following.bounding_box() == place


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


def test_the_second_turn_is_seen_to_begin_on_a_phone(walker: LessonPage) -> None:
    walker.page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    walker.stand(step=7)

    walker.click(SECOND_TURN)

    expect_the_second_turn_is_seen_to_begin(walker)


def test_the_diagram_says_in_words_which_way_was_taken(walker: LessonPage) -> None:
    walker.stand(step=6)

    diagram = walker.page.get_by_role("img", name="Ring of the six stages")

    expect(diagram).to_have_attribute(
        "aria-label",
        "Ring of the six stages: Monitoring & Maintenance has run; "
        "the way back leads to Data Collection.",
    )
