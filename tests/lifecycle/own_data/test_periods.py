import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lifecycle.own_data.periods import read_periods


@pytest.mark.parametrize(
    ("cells", "names"),
    [
        (["1997", "1995", "1997"], ("1995", "1997")),
        (["10", "9", "-3", "2.0"], ("-3", "2", "9", "10")),
        (["2024-Q2", "2023Q4"], ("2023-Q4", "2024-Q2")),
        (["2024-02", "2023-11"], ("2023-11", "2024-02")),
        (["2024-02-29", "2024-01-31", "2024-02-01"], ("2024-01", "2024-02")),
        (["2024-02-29", "2023-01-31", "2022-05-01 10:30"], ("2022", "2023", "2024")),
        (["2024-02-29T08:00:00Z", "2024-02-28"], ("2024-02-28", "2024-02-29")),
    ],
)
def test_periods_are_named_in_their_order(cells: list[str], names: tuple[str, ...]) -> None:
    periods = read_periods(pd.Series(cells, dtype=object))

    assert periods is not None
    assert periods.names == names


def test_a_row_without_a_period_belongs_to_none() -> None:
    periods = read_periods(pd.Series(["2001", "", "2002"], dtype=object))

    assert periods is not None
    assert periods.of_row.tolist() == ["2001", "", "2002"]
    assert periods.sizes == {"2001": 1, "2002": 1}


@pytest.mark.parametrize("cells", [["1997", "1997-05"], ["May 1997"], ["5/31/1997"], ["", ""]])
def test_a_column_of_two_kinds_or_of_none_has_no_periods(cells: list[str]) -> None:
    assert read_periods(pd.Series(cells, dtype=object)) is None


@given(st.lists(st.dates(), min_size=2))
def test_a_later_date_never_belongs_to_an_earlier_period(dates: list[object]) -> None:
    in_order = pd.Series(sorted(map(str, dates)), dtype=object)

    periods = read_periods(in_order)

    assert periods is not None
    places = [periods.names.index(name) for name in periods.of_row]
    assert places == sorted(places)
