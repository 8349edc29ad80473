from dataclasses import replace

import pandas as pd
import pytest

from lifecycle.inputs import HIND_FOOT, WEIGHT
from lifecycle.stages.collection import collect
from lifecycle.stages.preparation import LEAKS, RULES, SCHEMA, Rule, SchemaError, prepare

ALL_YEARS = tuple(range(1977, 2003))


@pytest.mark.parametrize(
    ("years", "raw", "dropped", "clean"),
    [
        ((1977,), 503, [16, 0, 7, 1, 225, 0], 254),
        ((1993, 1994), 1_418, [89, 31, 7, 43, 69, 0], 1_179),
        ((1995,), 1_222, [42, 12, 4, 43, 42, 0], 1_079),
        ((1997,), 2_493, [1, 4, 3, 49, 33, 0], 2_403),
        (ALL_YEARS, 35_549, [763, 539, 70, 686, 2_762, 2], 30_727),
    ],
)
def test_every_rule_counts_the_rows_it_drops(
    years: tuple[int, ...], raw: int, dropped: list[int], clean: int
) -> None:
    prepared = prepare(collect(years))

    assert len(prepared.collected.raw) == raw
    assert list(prepared.dropped.values()) == dropped
    assert len(prepared.clean) == clean


def test_no_row_is_lost_between_clean_and_rejected() -> None:
    prepared = prepare(collect((1995,)))

    kept_and_rejected = pd.concat([prepared.clean["record_id"], prepared.rejected["record_id"]])
    assert sorted(kept_and_rejected) == sorted(prepared.collected.raw["record_id"])


def test_half_of_the_first_year_was_not_measured() -> None:
    assert prepare(collect((1977,))).missing_share == pytest.approx(225 / 479)


def test_what_is_written_down_after_the_species_is_known_is_left_out() -> None:
    prepared = prepare(collect((1995,)))

    assert not set(LEAKS) & set(prepared.clean.columns)
    assert "leakage" in prepared.evidence.sentence


def rules_without(name: str) -> tuple[Rule, ...]:
    return tuple(rule for rule in RULES if rule.name != name)


@pytest.mark.parametrize("forgotten", ["only the genus", "missing measurement", "impossible value"])
def test_the_schema_notices_a_forgotten_rule(forgotten: str) -> None:
    rules = rules_without(forgotten)

    with pytest.raises(SchemaError, match="break the schema"):
        prepare(collect(ALL_YEARS), rules)


def test_squirrels_are_told_apart_from_animals_that_somebody_forgot_to_measure() -> None:
    collected = collect((1995,))

    with_squirrels = prepare(collected, rules_without("squirrel"))

    assert len(with_squirrels.clean) == len(prepare(collected).clean)
    assert with_squirrels.missing_share > 1.9 * prepare(collected).missing_share


def test_the_schema_notices_a_record_that_came_in_twice() -> None:
    collected = collect((1995,))
    doubled = replace(collected, raw=pd.concat([collected.raw, collected.raw]))

    with pytest.raises(SchemaError) as refusal:
        prepare(doubled)

    assert refusal.value.column == "record_id"


def test_the_schema_and_the_rules_mean_the_same_limits() -> None:
    limits = [
        (each.least, each.most, SCHEMA.columns[each.column].checks[0].statistics)
        for each in (WEIGHT, HIND_FOOT)
    ]

    assert all((least, most) == (s["min_value"], s["max_value"]) for least, most, s in limits)
