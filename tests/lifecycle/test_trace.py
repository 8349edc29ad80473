"""The trace against the lesson: its table, its tracker and its exit note, typed out here."""

import re
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from lifecycle import program
from lifecycle.trace import EXIT_NOTE, Trace, outcome_calls, trace_program
from tests.serving import ROOT

if TYPE_CHECKING:
    from types import FrameType

LESSON = ROOT.parent / "shared" / "lesson-source.txt"

RETRAIN_ROWS = [
    (1, "Data Collection", "Collect raw data from sources", "Data Preparation"),
    (2, "Data Preparation", "Clean and format data", "Model Training"),
    (3, "Model Training", "Train model on prepared data", "Model Evaluation"),
    (4, "Model Evaluation", "Test model accuracy and performance", "Model Deployment"),
    (5, "Model Deployment", "Deploy model to production", "Monitoring & Maintenance"),
    (6, "Monitoring & Maintenance", "Track model performance and update", "Data Collection"),
    (7, "Data Collection", "Cycle repeats if model needs retraining", "Data Preparation"),
]
RETRAIN_TRACKER = (
    "Data Collection",
    "Data Preparation",
    "Model Training",
    "Model Evaluation",
    "Model Deployment",
    "Monitoring & Maintenance",
    "Data Collection",
    "Data Preparation",
)

RETRAIN = trace_program(outcome_calls(needs_retraining=True))
STOP = trace_program(outcome_calls(needs_retraining=False))


def rows_of(trace: Trace) -> list[tuple[int, str, str, str]]:
    return [
        (step.number, step.current_stage.name, step.action, step.next_stage.name)
        for step in trace.steps
    ]


def values_of(trace: Trace, name: str) -> list[str]:
    return [
        variable.value
        for step in trace.steps
        for variable in step.variables
        if variable.name == name
    ]


@pytest.fixture(scope="module")
def lesson() -> str:
    if not LESSON.exists():
        pytest.skip("the lesson's source page does not stand beside this repository")
    return LESSON.read_text(encoding="utf-8")


@pytest.fixture
def a_tracer() -> Iterator[object]:
    """Put a tracer of our own in place, as a debugger or coverage would."""

    def watch(_frame: "FrameType", _event: str, _argument: object) -> None:
        return None

    before = sys.gettrace()
    sys.settrace(watch)
    yield watch
    sys.settrace(before)


def test_a_model_that_needs_retraining_makes_the_seven_rows_of_the_lesson() -> None:
    assert rows_of(RETRAIN) == RETRAIN_ROWS


def test_a_model_that_needs_retraining_makes_the_eight_values_of_the_tracker() -> None:
    assert RETRAIN.tracker == RETRAIN_TRACKER


def test_a_model_that_performs_well_makes_six_rows_and_no_seventh() -> None:
    rows = rows_of(STOP)

    assert rows[:5] == RETRAIN_ROWS[:5]
    assert rows[5][:3] == RETRAIN_ROWS[5][:3]
    assert len(rows) == 6


def test_a_model_that_performs_well_leaves_stage_where_monitoring_found_it() -> None:
    assert STOP.steps[5].next_stage.name == "Monitoring & Maintenance"
    assert STOP.tracker == (*RETRAIN_TRACKER[:6], "Monitoring & Maintenance")


def test_only_the_walk_that_left_its_loop_stopped() -> None:
    assert STOP.stopped
    assert not RETRAIN.stopped
    assert [step.number for step in STOP.steps if step.stopped] == [6]


def test_the_exit_note_names_both_ways_and_says_that_monitoring_goes_on() -> None:
    assert EXIT_NOTE == (
        "The cycle repeats to improve the model, or stops if the model performs well: "
        "then no new turn begins, and the deployed model goes on being monitored."
    )


@pytest.mark.parametrize("trace", [RETRAIN, STOP], ids=["retrain", "stop"])
def test_a_walk_that_nothing_refuses_ends_with_the_lessons_note(trace: Trace) -> None:
    assert trace.exit_note == EXIT_NOTE


@pytest.mark.parametrize("row", RETRAIN_ROWS, ids=lambda row: f"row-{row[0]}")
def test_the_rows_typed_here_are_those_of_the_lessons_page(
    lesson: str, row: tuple[int, str, str, str]
) -> None:
    assert "".join(map(str, row)) in lesson


def test_the_tracker_typed_here_is_that_of_the_lessons_page(lesson: str) -> None:
    assert f"Stage{''.join(RETRAIN_TRACKER)}\n" in lesson


def test_the_exit_note_keeps_the_two_ways_of_the_lessons_page(lesson: str) -> None:
    assert "Cycle repeats to improve model or stops if model performs well" in lesson


def test_two_turns_make_twelve_rows_that_go_on_after_the_seventh() -> None:
    findings = iter([True, False])
    calls = {**outcome_calls(needs_retraining=True), "monitor": lambda _: next(findings)}

    rows = rows_of(trace_program(calls, turns=2))

    assert rows[:7] == RETRAIN_ROWS
    assert [row[1] for row in rows[7:]] == [row[1] for row in RETRAIN_ROWS[1:6]]
    assert rows[11] == (
        12,
        "Monitoring & Maintenance",
        "Track model performance and update",
        "Monitoring & Maintenance",
    )


def test_every_variable_is_recorded_from_the_step_that_made_it() -> None:
    names = [[variable.name for variable in step.variables] for step in RETRAIN.steps]

    made = ["stage", "needs_retraining", "step", "records"]
    assert [variable.name for variable in RETRAIN.start] == ["stage", "needs_retraining"]
    assert names == [
        made,
        [*made, "rows"],
        [*made, "rows", "model"],
        [*made, "rows", "model", "report"],
        [*made, "rows", "model", "report", "service"],
        [*made, "rows", "model", "report", "service"],
        [*made, "rows", "model", "report", "service"],
    ]


def test_each_step_marks_what_it_changed_and_nothing_else() -> None:
    changed = [
        [variable.name for variable in step.variables if variable.changed] for step in RETRAIN.steps
    ]

    assert changed == [
        ["stage", "step", "records"],
        ["stage", "step", "rows"],
        ["stage", "step", "model"],
        ["stage", "step", "report"],
        ["stage", "step", "service"],
        ["stage", "needs_retraining", "step"],
        ["stage", "step"],
    ]


@pytest.mark.parametrize(
    ("trace", "name", "values"),
    [
        (RETRAIN, "needs_retraining", ["False"] * 5 + ["True"] * 2),
        (STOP, "needs_retraining", ["False"] * 6),
        (RETRAIN, "step", ["1", "2", "3", "4", "5", "6", "7"]),
        (RETRAIN, "records", ["raw records"] * 7),
    ],
)
def test_a_step_keeps_the_value_each_variable_had_then(
    trace: Trace, name: str, values: list[str]
) -> None:
    assert values_of(trace, name) == values


def test_the_variable_stage_is_the_tracker() -> None:
    assert values_of(RETRAIN, "stage") == list(RETRAIN.tracker[1:])


@pytest.mark.parametrize("trace", [RETRAIN, STOP], ids=["retrain", "stop"])
def test_a_steps_line_is_the_last_of_the_lines_it_ran(trace: Trace) -> None:
    lines = trace.program.splitlines()

    last = [lines[step.line - 1].strip() for step in trace.steps]

    assert [step.line for step in trace.steps] == [step.lines[-1] for step in trace.steps]
    assert last[:5] == [f'stage = "{name}"' for name in trace.tracker[1:6]]
    assert last[5] == ("break" if trace.stopped else 'stage = "Data Collection"')


@pytest.mark.parametrize("trace", [RETRAIN, STOP], ids=["retrain", "stop"])
def test_every_step_begins_at_the_head_of_the_loop(trace: Trace) -> None:
    heads = {trace.program.splitlines()[step.lines[0] - 1] for step in trace.steps}

    assert heads == {"for step in range(1, 8):"}


def test_the_narration_is_made_of_the_facts_of_its_step() -> None:
    told = [step.narration for step in RETRAIN.steps]

    assert told[0] == (
        "Step 1, Data Collection: `records` now holds raw records; "
        "`stage` moves on to Data Preparation."
    )
    assert told[5] == (
        "Step 6, Monitoring & Maintenance: `needs_retraining` is now True; "
        "`stage` goes back to Data Collection."
    )
    assert STOP.steps[5].narration == (
        "Step 6, Monitoring & Maintenance: `needs_retraining` stays False; "
        "the loop ends, and no new turn begins."
    )


@pytest.mark.parametrize(
    ("reference", "holds"),
    [
        ("1.current_stage", "Data Collection"),
        ("4.action", "Test model accuracy and performance"),
        ("6.next_stage", "Data Collection"),
        ("0.tracker", "Data Collection"),
        ("7.tracker", "Data Preparation"),
    ],
)
def test_a_cell_is_read_by_its_row_and_column(reference: str, holds: str) -> None:
    assert RETRAIN.cell(reference) == holds


@pytest.mark.parametrize(
    "reference", ["0.action", "8.action", "8.tracker", "6.stage", "6.line", "6", "", "six.action"]
)
def test_a_cell_that_does_not_exist_cannot_be_read(reference: str) -> None:
    with pytest.raises(KeyError):
        RETRAIN.cell(reference)


def test_row_seven_exists_only_where_the_cycle_turned_back() -> None:
    assert RETRAIN.cell("7.action") == "Cycle repeats if model needs retraining"
    with pytest.raises(KeyError):
        STOP.cell("7.action")


def test_tracing_leaves_the_tracer_that_was_there_before(a_tracer: object) -> None:
    trace_program(outcome_calls(needs_retraining=True))

    assert sys.gettrace() is a_tracer


def test_a_stage_that_fails_leaves_the_tracer_that_was_there_before(a_tracer: object) -> None:
    def fails(*_: object) -> object:
        raise ArithmeticError

    with pytest.raises(ArithmeticError):
        trace_program({**outcome_calls(needs_retraining=True), "train": fails})

    assert sys.gettrace() is a_tracer


@pytest.fixture
def renamed(monkeypatch: pytest.MonkeyPatch) -> Trace:
    """Trace the program as if its author had chosen other names."""
    text = program._PROGRAM
    for old, new in (("records", "notes"), ("step", "move"), ("needs_retraining", "worse")):
        text = re.sub(rf"\b{old}\b", new, text)
    monkeypatch.setattr(program, "_PROGRAM", text)
    return trace_program(outcome_calls(needs_retraining=True))


def test_a_variable_of_the_program_can_be_renamed(renamed: Trace) -> None:
    assert rows_of(renamed) == RETRAIN_ROWS
    assert renamed.steps[0].narration == (
        "Step 1, Data Collection: `notes` now holds raw records; "
        "`stage` moves on to Data Preparation."
    )
    assert "`worse` is now True" in renamed.steps[5].narration


def test_the_same_program_gives_the_same_trace() -> None:
    assert trace_program(outcome_calls(needs_retraining=True)) == RETRAIN
