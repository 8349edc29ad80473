"""A measured value, written beside what it is held to."""

from typing import Final

EXACT: Final = 9
"""Decimals in which two values are told apart: 0.7 - 0.5 is less than 0.2 in binary."""


def beside(value: float, *limits: float, fewest: int = 1, kind: str = "%") -> str:
    """Write a value with as many decimals as tell it from each limit that it differs from.

    `kind` is "%" for a share and "f" for any other number, and `fewest` the usual decimals.

    >>> beside(0.75, 0.8), beside(0.7996, 0.8), beside(0.8, 0.8)
    ('75.0%', '79.96%', '80.0%')
    """
    return written(value, decimals(value, *limits, fewest=fewest, kind=kind), kind)


def decimals(value: float, *limits: float, fewest: int = 1, kind: str = "%") -> int:
    """Count the decimals that tell a value from each limit that it differs from."""
    others = [limit for limit in limits if round(value - limit, EXACT)]
    count = fewest
    while any(written(value, count, kind) == written(other, count, kind) for other in others):
        count += 1
    return count


def written(value: float, decimals: int, kind: str = "%") -> str:
    """Write a value with so many decimals; what rounds to nothing has no sign."""
    return f"{value:z.{decimals}{kind}}"
