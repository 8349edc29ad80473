"""Tables that the tests of own data begin with."""

from lifecycle.own_data.plan import Plan
from lifecycle.own_data.reading import read_csv
from lifecycle.own_data.table import CsvTable

PLAN = Plan("kind", ("size", "weight"), "year", ("2001", "2002"), "2003")
"""Fits every table that `two_kinds` makes."""


def table(text: str) -> CsvTable:
    """Read a table that is written down in a test."""
    return read_csv(text.encode())


def two_kinds(rows: int = 120, watched: int = 240, *more: str) -> CsvTable:
    """Make a table of two kinds that size and weight tell apart, then add lines as they are."""
    lines = ["year,size,weight,kind"]
    lines += [_line(2001 + place % 2, place) for place in range(rows)]
    lines += [_line(2003, place) for place in range(watched)]
    return table("\n".join([*lines, *more]))


def _line(year: int, place: int) -> str:
    kind = place // 2 % 2
    return f"{year},{10 * kind + place % 7},{20 * kind + place % 11},{'large' if kind else 'small'}"
