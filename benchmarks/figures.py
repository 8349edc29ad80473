"""What was measured: figures, each beside its baseline, and how they are printed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil
from statistics import median
from typing import Self


@dataclass(frozen=True, slots=True)
class Series:
    """The same thing measured several times."""

    name: str
    unit: str
    values: tuple[float, ...]

    @property
    def median(self) -> float:
        """The value in the middle."""
        return median(self.values)

    @property
    def p95(self) -> float:
        """The smallest value that 95 in 100 do not exceed; of few values, the largest."""
        return sorted(self.values)[ceil(0.95 * len(self.values)) - 1]

    def told(self, value: float) -> str:
        """Write one of its values for people."""
        digits = 1 if value < 100 and self.unit == "ms" else 0
        return f"{value:,.{digits}f} {self.unit}"


@dataclass(frozen=True, slots=True)
class Target:
    """What a figure should be, in words, and whether it is."""

    said: str
    met: bool


@dataclass(frozen=True, slots=True)
class Figure:
    """A series, what it is held against in the same run, and what it should be."""

    measured: Series
    baseline: Series
    target: Target | None = None

    @property
    def ratio(self) -> float:
        """Median to median: below 1 is quicker, or smaller, than the baseline."""
        return self.measured.median / self.baseline.median

    def with_p95_at_most(self, limit: float) -> Self:
        """Ask that 95 of 100 stay within a limit."""
        said = f"p95 at most {self.measured.told(limit)}"
        return type(self)(self.measured, self.baseline, Target(said, self.measured.p95 <= limit))

    def with_median_at_most(self, limit: float) -> Self:
        """Ask that half of them stay within a limit."""
        said = f"median at most {self.measured.told(limit)}"
        return type(self)(self.measured, self.baseline, Target(said, self.measured.median <= limit))

    def with_ratio_at_most(self, limit: float, said: str) -> Self:
        """Ask for a share of the baseline."""
        return type(self)(self.measured, self.baseline, Target(said, self.ratio <= limit))


Row = tuple[str, ...]
HEADER: Row = ("what", "median", "p95", "n", "ratio", "to", "median", "p95", "target", "met")
NUMBERS = frozenset({1, 2, 3, 4, 6, 7})


def table(figures: Sequence[Figure]) -> str:
    """Write figures as a table of plain text."""
    rows = [HEADER, *map(_row, figures)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = [_line(row, widths) for row in rows]
    return "\n".join([lines[0], "  ".join("-" * width for width in widths), *lines[1:]])


def as_json(figures: Sequence[Figure]) -> list[dict[str, object]]:
    """Write figures as plain JSON values, with every single measurement."""
    return [
        {
            "measured": _series(figure.measured),
            "baseline": _series(figure.baseline),
            "ratio": round(figure.ratio, 4),
            "target": figure.target and figure.target.said,
            "met": figure.target and figure.target.met,
        }
        for figure in figures
    ]


def _series(series: Series) -> dict[str, object]:
    return {
        "name": series.name,
        "unit": series.unit,
        "median": round(series.median, 3),
        "p95": round(series.p95, 3),
        "values": [round(value, 3) for value in series.values],
    }


def _row(figure: Figure) -> Row:
    measured, baseline, target = figure.measured, figure.baseline, figure.target
    return (
        measured.name,
        measured.told(measured.median),
        measured.told(measured.p95),
        str(len(measured.values)),
        f"{figure.ratio:.3g}",
        baseline.name,
        baseline.told(baseline.median),
        baseline.told(baseline.p95) if len(baseline.values) > 1 else "",
        target.said if target else "",
        ("yes" if target.met else "NO") if target else "",
    )


def _line(row: Row, widths: Sequence[int]) -> str:
    return "  ".join(_cells(row, widths)).rstrip()


def _cells(row: Row, widths: Sequence[int]) -> Iterator[str]:
    for i, (cell, width) in enumerate(zip(row, widths, strict=True)):
        yield cell.rjust(width) if i in NUMBERS else cell.ljust(width)
