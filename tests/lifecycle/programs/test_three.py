"""What the three programs really do, against the lesson's table and its own trace."""

import sys
from typing import Any

import pytest

from lifecycle.program import source
from lifecycle.programs.recorder import MOST_LINES, record
from lifecycle.programs.three import (
    ELIF_CHAIN,
    IF_CHAIN,
    LOOP,
    THREE,
    Program,
    lesson,
    once_each,
    rows,
    without_its_loop,
)
from lifecycle.stage import STAGES
from lifecycle.trace import outcome_calls, trace_program
from tests.lifecycle.test_trace import RETRAIN_ROWS

Told = list[tuple[int, str, str, str]]


def told(program: Program, *, needs_retraining: bool) -> Told:
    return [
        (row.number, row.current, row.action, row.next)
        for row in rows(program, needs_retraining=needs_retraining)
    ]


def watched(source: str) -> dict[str, Any]:
    known = lesson(once_each(outcome_calls(needs_retraining=True)))
    return record(source, known, sys.settrace)


def test_the_if_chain_makes_all_six_moves_in_one_pass_and_never_a_row_7() -> None:
    assert told(IF_CHAIN, needs_retraining=True) == RETRAIN_ROWS[:6]


def test_the_if_chain_asks_every_question_in_one_pass() -> None:
    lines = [line for row in rows(IF_CHAIN, needs_retraining=True) for line in row.lines]

    assert lines == sorted(lines)


def test_the_elif_chain_without_a_loop_makes_one_move() -> None:
    assert told(ELIF_CHAIN, needs_retraining=True) == RETRAIN_ROWS[:1]


def test_the_chains_have_the_names_and_the_branches_of_the_lessons_program() -> None:
    renamed = source().replace("records", "notes").replace("needs_retraining", "worse")

    lines = without_its_loop(renamed).splitlines()

    assert ELIF_CHAIN.source == without_its_loop(source())
    assert lines[:5] == [
        'stage = "Data Collection"',
        "worse = False",
        'if stage == "Data Collection":',
        "    notes = collect()",
        '    stage = "Data Preparation"',
    ]
    assert lines[-3:] == [
        "    worse = monitor(service)",
        "    if worse:",
        '        stage = "Data Collection"',
    ]


def test_the_loop_makes_the_seven_rows_of_the_lesson() -> None:
    assert told(LOOP, needs_retraining=True) == RETRAIN_ROWS


@pytest.mark.parametrize(("program", "count"), [(IF_CHAIN, 6), (ELIF_CHAIN, 1), (LOOP, 6)])
def test_a_model_that_performs_well_ends_the_walk_at_monitoring(
    program: Program, count: int
) -> None:
    assert len(rows(program, needs_retraining=False)) == count


@pytest.mark.parametrize("needs_retraining", [True, False], ids=["retrain", "stop"])
def test_a_row_of_the_loop_is_a_step_of_the_lessons_own_trace(*, needs_retraining: bool) -> None:
    trace = trace_program(outcome_calls(needs_retraining=needs_retraining))

    seen = rows(LOOP, needs_retraining=needs_retraining)

    assert [
        (row.number, row.line, row.lines, row.variables, row.current, row.action, row.next)
        for row in seen
    ] == [
        (
            step.number,
            step.line,
            step.lines,
            step.variables,
            step.current_stage.name,
            step.action,
            step.next_stage.name,
        )
        for step in trace.steps
    ]


@pytest.mark.parametrize("program", THREE, ids=lambda program: program.name)
def test_every_program_calls_every_stage_and_moves_to_every_stage(program: Program) -> None:
    assert all(f"{stage.verb}(" in program.source for stage in STAGES)
    assert all(f'stage = "{stage.name}"' in program.source for stage in STAGES)


def test_a_row_tells_what_its_stage_answered() -> None:
    (row,) = rows(ELIF_CHAIN, needs_retraining=True)

    assert row.narration == (
        "Row 1, Data Collection: `collect` answers raw records; "
        "`stage` moves on to Data Preparation."
    )


def test_watching_leaves_the_tracer_that_was_there_before() -> None:
    before = sys.gettrace()

    rows(LOOP, needs_retraining=True)

    assert sys.gettrace() is before


def test_a_stage_carried_out_again_without_a_move_is_a_row_each_time() -> None:
    seen = watched('stage = "Data Collection"\nfor i in range(3):\n    collect()\n')

    assert [(row["current"], row["next"]) for row in seen["rows"]] == [
        ("Data Collection", "Data Collection")
    ] * 3


BEGIN = 'stage = "Data Collection"\n'
FORGOTTEN = (
    BEGIN
    + 'for step in range(1, 4):\n    if stage == "Data Collection":\n        records = collect()\n'
)


def values(row: dict[str, Any]) -> dict[str, str]:
    return {variable["name"]: variable["value"] for variable in row["variables"]}


def test_a_row_without_a_move_ends_before_the_loop_takes_its_next_value() -> None:
    seen = watched(FORGOTTEN)["rows"]

    assert [values(row)["step"] for row in seen] == ["1", "2", "3"]
    assert [row["line"] for row in seen[:2]] == [4, 4]
    assert [row["lines"] for row in seen] == [[2, 3, 4], [2, 3, 4], [2, 3, 4, 2]]


@pytest.mark.parametrize(
    "body",
    [
        "    for i in range(2):\n        i\n    collect()\n    for y in range(2):\n        y\n",
        "    records = [\n        collect(),\n    ]\n    y = 1\n",
        "    if step % 2:\n        collect()\n        y = 1\n",
        "    records = work()\n    y = 1\n",
        "    for i in range(1):\n        collect()\n        y = 1\n",
    ],
    ids=["between loops", "several lines", "every second time", "in a function", "in two loops"],
)
def test_a_row_without_a_move_keeps_all_that_its_round_did(body: str) -> None:
    work = "def work():\n    return collect()\n"
    seen = watched(f"{BEGIN}{work}for step in range(1, 6):\n{body}")["rows"]

    assert "".join(values(row)["step"] for row in seen) == ("135" if "%" in body else "12345")
    assert all(values(row)["y"] == "1" for row in seen)


def test_what_another_stage_answers_in_the_next_round_is_told_in_the_next_row() -> None:
    seen = watched(BEGIN + "for step in range(3):\n    prepare()\n    collect()\n")["rows"]

    assert [[verb for verb, _ in row["calls"]] for row in seen] == [["prepare", "collect"]] * 3


def test_a_move_in_a_later_round_belongs_to_the_row_whose_stage_was_carried_out() -> None:
    (row,) = watched(
        BEGIN + 'for step in range(2):\n    if step:\n        stage = "Holiday"\n'
        "    else:\n        collect()\n"
    )["rows"]

    assert (row["next"], row["line"], values(row)["step"]) == ("Holiday", 4, "1")


def test_a_program_without_an_end_is_stopped_with_a_sentence() -> None:
    error = watched("x = 0\nwhile True:\n    x = x + 1\n")["error"]

    assert isinstance(error, dict)
    assert f"after {MOST_LINES:,} lines had run: a loop may never reach its end." in error["says"]


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("x = (\n", "Line 1 cannot be read: '(' was never closed."),
        ("x = 1\nx = y\n", "Line 2 uses a name that holds nothing yet"),
        ("x = 1 / 0\n", "Line 1 stopped the program: ZeroDivisionError: division by zero."),
        ("input()\n", "Line 1 stopped the program: RuntimeError: input() waits for an answer"),
        ("def f():\n    f()\nf()\n", "Line 2 is in a function that calls itself without an end."),
        ("raise MemoryError\n", "Line 1 asks for more memory than there is."),
        (
            "raise ValueError('Invalid stage')\n",
            "Line 1 stopped the program: ValueError: Invalid stage.",
        ),
        (
            "raise ValueError('Invalid string length')\n",
            "Line 1 stopped the program: ValueError: Invalid string length.",
        ),
    ],
)
def test_an_error_points_to_its_line_in_plain_words(source: str, says: str) -> None:
    error = watched(source)["error"]

    assert isinstance(error, dict)
    assert error["says"].startswith(says)


@pytest.mark.parametrize(
    ("said", "tells"),
    [
        ("Invalid string length", "Line 3 asks for more memory than there is."),
        ("Invalid array length", "Line 3 asks for more memory than there is."),
        ("Maximum BigInt size exceeded", "Line 3 asks for more memory than there is."),
        ("allocation size overflow", "Line 3 asks for more memory than there is."),
        ("Invalid time value", "Line 3 stopped the program: JavascriptError: Invalid time value."),
    ],
)
def test_a_browser_without_memory_is_told_by_the_kind_of_its_error_and_by_its_words(
    said: str, tells: str
) -> None:
    named_as_brython_does = f"""\
class JavascriptError(Exception):
    pass
raise JavascriptError({said!r})
"""

    assert watched(named_as_brython_does)["error"] == {
        "line": 3,
        "says": tells,
        "exhausted": False,
    }


def test_what_a_program_prints_is_kept_but_not_without_measure() -> None:
    assert watched('print("a", 1, sep="-")\n')["printed"] == "a-1\n"
    assert len(str(watched('for i in range(300):\n    print("x" * 100)\n')["printed"])) == 2000
