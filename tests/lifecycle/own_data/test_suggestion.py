from pathlib import Path

import pytest

from lifecycle.own_data.example import example_csv
from lifecycle.own_data.plan import Plan, check
from lifecycle.own_data.reading import read_csv
from lifecycle.own_data.suggestion import Suggestion, suggest
from lifecycle.portal import PUBLISHED_FOLDER
from tests.lifecycle.own_data.tables import table, two_kinds


def test_the_example_needs_no_correction() -> None:
    assert suggest(read_csv(example_csv())) == Suggestion(
        "species", ("weight_g", "hind_foot_mm"), "year"
    )


def test_codes_and_parts_of_the_date_are_not_taken_for_measurements() -> None:
    surveys = read_csv((Path(PUBLISHED_FOLDER) / "portal_surveys.csv").read_bytes())

    suggestion = suggest(surveys)

    assert (suggestion.label, suggestion.period) == ("species_id", "year")
    assert suggestion.inputs == ("hindfoot_length", "weight")


def test_a_table_of_two_kinds_is_understood() -> None:
    suggestion = suggest(two_kinds())

    assert suggestion == Suggestion("kind", ("size", "weight"), "year")


def test_a_suggestion_of_everything_is_a_plan_that_fits() -> None:
    read = two_kinds()
    suggestion = suggest(read)
    assert suggestion.label
    assert suggestion.period

    plan = Plan(suggestion.label, suggestion.inputs, suggestion.period, ("2001", "2002"), "2003")

    check(plan, read)


@pytest.mark.parametrize(
    ("header", "row", "label", "period"),
    [
        ("month,size,verdict", "2024-{:02},1.{},{}", "verdict", "month"),
        ("orderDate,size,verdict", "2024-{:02}-01,1.{},{}", "verdict", "orderDate"),
        ("when,size,kind of soil", "{:02},1.{},{}", "kind of soil", None),
    ],
)
def test_names_and_contents_tell_the_columns(
    header: str, row: str, label: str, period: str | None
) -> None:
    rows = [row.format(1 + place % 12, place, "ab"[place % 2]) for place in range(60)]

    suggestion = suggest(table("\n".join([header, *rows])))

    assert (suggestion.label, suggestion.period) == (label, period)
    assert "size" in suggestion.inputs


def test_where_nothing_suits_nothing_is_suggested() -> None:
    assert suggest(table("a,b,c\nx,y,z\nu,v,w")) == Suggestion(None, (), None)
