"""Survey years, as people write them."""

from collections.abc import Iterable
from itertools import groupby

FEWEST_OF_A_SPAN = 3


def in_words(years: Iterable[int]) -> str:
    """Write years for a sentence, three or more in a row as a span.

    >>> in_words((1993, 1994))
    '1993 and 1994'
    >>> in_words((1977, 1993, 1994, 1995))
    '1977 and 1993 to 1995'
    """
    *others, last = [part for run in _runs(years) for part in _written(run)]
    return f"{', '.join(others)} and {last}" if others else last


def _runs(years: Iterable[int]) -> list[list[int]]:
    """Split years, in ascending order, where one is left out."""
    numbered = enumerate(sorted(years))
    runs = groupby(numbered, key=lambda pair: pair[1] - pair[0])
    return [[year for _, year in run] for _, run in runs]


def _written(run: list[int]) -> list[str]:
    if len(run) < FEWEST_OF_A_SPAN:
        return [str(year) for year in run]
    return [f"{run[0]} to {run[-1]}"]
