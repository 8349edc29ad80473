import inspect
from collections.abc import Callable
from dataclasses import replace

import pytest

from lifecycle.decision import Gate
from lifecycle.own_data import refused_plans
from lifecycle.own_data.plan import LARGEST_SEED, Plan, check
from lifecycle.own_data.refused_plans import (
    ColumnTwiceError,
    GateRangeError,
    InputCountError,
    NotNumericError,
    NotPeriodsError,
    NoTrainingPeriodError,
    OneLabelError,
    PeriodCountError,
    RefusedPlanError,
    SeedRangeError,
    TooFewRowsError,
    TooManyLabelsError,
    UnknownColumnError,
    UnknownPeriodError,
    WatchedNotLaterError,
)
from lifecycle.own_data.table import CsvTable
from tests.lifecycle.own_data.tables import PLAN, table, two_kinds

ODD = two_kinds(120, 240, ",1,2,small", "2003,many,1,small")
"""One row of no period, and one input that is text."""


def with_column(name: str, values: Callable[[int], str]) -> CsvTable:
    """Add a column to a table of two kinds, its values worked out from the row."""
    read = two_kinds()
    cells = read.cells.assign(**{name: [values(place) for place in range(read.rows)]})
    return replace(read, cells=cells)


REFUSED: list[tuple[CsvTable, dict[str, object], type[RefusedPlanError], dict[str, object]]] = [
    (ODD, {"inputs": ()}, InputCountError, {"inputs": 0}),
    (ODD, {"inputs": tuple(map(str, range(21)))}, InputCountError, {"inputs": 21}),
    (ODD, {"label": "sort"}, UnknownColumnError, {"column": "sort"}),
    (ODD, {"inputs": ("size", "height")}, UnknownColumnError, {"column": "height"}),
    (ODD, {"period": "month"}, UnknownColumnError, {"column": "month"}),
    (ODD, {"label": "size"}, ColumnTwiceError, {"column": "size"}),
    (ODD, {"period": "size"}, ColumnTwiceError, {"column": "size"}),
    (ODD, {"inputs": ("size", "size")}, ColumnTwiceError, {"column": "size"}),
    (ODD, {"label": "year"}, ColumnTwiceError, {"column": "year"}),
    (
        ODD,
        {"period": "kind", "label": "year"},
        NotPeriodsError,
        {"column": "kind", "line": 2, "cell": "small"},
    ),
    (
        two_kinds(60, 60, "2003-05,1,2,small"),
        {},
        NotPeriodsError,
        {"column": "year", "line": 122, "cell": "2003-05"},
    ),
    (with_column("one", lambda _: "1"), {"period": "one"}, PeriodCountError, {"periods": 1}),
    (with_column("none", lambda _: ""), {"period": "none"}, PeriodCountError, {"periods": 0}),
    (with_column("id", str), {"period": "id"}, PeriodCountError, {"periods": 360}),
    (ODD, {"training": ()}, NoTrainingPeriodError, {}),
    (ODD, {"training": ("1999",)}, UnknownPeriodError, {"period": "1999"}),
    (ODD, {"watched": "2004"}, UnknownPeriodError, {"period": "2004"}),
    (ODD, {"watched": "2002"}, WatchedNotLaterError, {"watched": "2002", "newest": "2002"}),
    (
        ODD,
        {"training": ("2003", "2001"), "watched": "2002"},
        WatchedNotLaterError,
        {"watched": "2002", "newest": "2003"},
    ),
    (two_kinds(39), {}, TooFewRowsError, {"rows": 39}),
    (
        with_column("same", lambda place: "mouse" if place < 120 else "rat"),
        {"label": "same"},
        OneLabelError,
        {"column": "same", "label": "mouse"},
    ),
    (
        with_column("amount", lambda place: f"{place / 7:.3f}"),
        {"label": "amount"},
        TooManyLabelsError,
        {"column": "amount", "labels": 120},
    ),
    (
        with_column("text", lambda place: "much" if place % 3 else "7"),
        {"inputs": ("text",)},
        NotNumericError,
        {"column": "text", "line": 3, "cell": "much"},
    ),
    (ODD, {"gate": Gate(70, 0.2)}, GateRangeError, {"accuracy": 70}),
    (ODD, {"gate": Gate(0.7, float("nan"))}, GateRangeError, {"accuracy": 0.7}),
    (ODD, {"seed": -1}, SeedRangeError, {"seed": -1}),
]


@pytest.mark.parametrize(("read", "choices", "error", "facts"), REFUSED)
def test_a_plan_that_does_not_fit_is_refused_with_its_facts(
    read: CsvTable,
    choices: dict[str, object],
    error: type[RefusedPlanError],
    facts: dict[str, object],
) -> None:
    with pytest.raises(error) as refusal:
        check(replace(PLAN, **choices), read)  # type: ignore[arg-type]

    assert {name: getattr(refusal.value, name) for name in facts} == facts


@pytest.mark.parametrize(("read", "choices", "error"), [case[:3] for case in REFUSED])
def test_a_refusal_is_one_sentence_of_what_is_wrong_and_what_to_do(
    read: CsvTable, choices: dict[str, object], error: type[RefusedPlanError]
) -> None:
    with pytest.raises(error) as refusal:
        check(replace(PLAN, **choices), read)  # type: ignore[arg-type]

    wrong, _, remedy = str(refusal.value).partition("; ")
    assert wrong[0].isupper() or wrong[0].isdigit()
    assert remedy.endswith(".")
    assert ". " not in wrong


def test_the_largest_seed_is_told_as_it_is_checked() -> None:
    assert replace(PLAN, seed=LARGEST_SEED)

    with pytest.raises(SeedRangeError, match=f"from 0 to {LARGEST_SEED:,}\\."):
        replace(PLAN, seed=LARGEST_SEED + 1)


def test_every_kind_of_refusal_of_a_plan_is_tried_here() -> None:
    kinds = {
        kind
        for _, kind in inspect.getmembers(refused_plans, inspect.isclass)
        if issubclass(kind, RefusedPlanError) and kind is not RefusedPlanError
    }

    assert {error for _, _, error, _ in REFUSED} == kinds


def test_a_plan_that_fits_is_not_refused() -> None:
    check(PLAN, two_kinds(40, 1))
    check(PLAN, ODD)


def test_an_amount_of_few_values_may_be_a_label() -> None:
    read = table("\n".join(["year,size,grade", *(f"200{n % 2},{n},{n % 5}" for n in range(100))]))

    check(Plan("grade", ("size",), "year", ("2000",), "2001"), read)
