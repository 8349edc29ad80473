"""Two runs side by side, step beside step: what differs, and where they part."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from typing import Final

from lifecycle.evidence import Number
from lifecycle.run import StageResult
from lifecycle.stage import Stage
from lifecycle.trace import Step
from lifecycle.walk import Walk

ABSENT: Final = "none"
"""Stands where one run has nothing to show for what the other one has."""

CELLS: Final = {
    "current_stage": "Current Stage",
    "action": "Action",
    "next_stage": "Next Stage",
}
"""The columns of the execution table."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A cell or a number as each of the two runs has it."""

    what: str
    one: str
    other: str
    differs: bool


@dataclass(frozen=True, slots=True)
class StepPair:
    """A step of one run beside that of the other; a run that has ended has none.

    `cells` are those of the execution table, `numbers` the evidence as people read it, and
    `measures` the evidence for machines, which holds them all, unrounded.
    """

    number: int
    one: Step | None
    other: Step | None
    cells: tuple[Pair, ...]
    numbers: tuple[Pair, ...]
    measures: tuple[Pair, ...]

    @property
    def stage(self) -> Stage:
        """The stage of the step, that of the first run where they differ."""
        step = self.one or self.other
        assert step, "one of the runs has the step"
        return step.current_stage

    @property
    def name(self) -> str:
        """Name the step and its stage."""
        return f"step {self.number}, {self.stage}"

    @property
    def same(self) -> bool:
        """Whether nothing differs in this step."""
        return not any(pair.differs for pair in (*self.cells, *self.numbers, *self.measures))

    @property
    def first_difference(self) -> Pair:
        """What to name first: a number that people read, else a measure, else a cell."""
        return next(p for p in (*self.numbers, *self.measures, *self.cells) if p.differs)


@dataclass(frozen=True, slots=True)
class Comparison:
    """All steps of two runs in pairs."""

    steps: tuple[StepPair, ...]

    @property
    def part_at(self) -> StepPair | None:
        """The first step in which anything differs."""
        return next((step for step in self.steps if not step.same), None)

    @property
    def ways_part_at(self) -> StepPair | None:
        """The first step after which the program goes on differently."""
        return next((step for step in self.steps if _different(step.cells)), None)

    @property
    def headline(self) -> str:
        """Say in few words where the two runs part."""
        if self.part_at is None:
            return "The two runs are the same in every cell and in every number"
        if self.part_at.one is None or self.part_at.other is None:
            return f"The two runs are the same up to step {self.part_at.number - 1}"
        return f"The two runs part at {self.part_at.name}"

    @property
    def detail(self) -> str:
        """Say in what they part, and whether the program goes another way."""
        if self.part_at is None:
            return ""
        if self.part_at.one is None or self.part_at.other is None:
            ends, goes_on = ("first", "second") if self.part_at.one is None else ("second", "first")
            return (
                f"there the {ends} one ends, and the {goes_on} one goes on with {self.part_at.name}"
            )
        first = self.part_at.first_difference
        return (
            f"“{first.what}” is {first.one} in the first and {first.other} in the second; "
            f"{self._ways}"
        )

    @property
    def sentence(self) -> str:
        """Say where the two runs part, in what, and whether the program goes another way."""
        return f"{self.headline}: {self.detail}." if self.detail else f"{self.headline}."

    @property
    def _ways(self) -> str:
        if self.ways_part_at is None:
            return "the program takes the same way in both"
        cell = _different(self.ways_part_at.cells)[-1]
        step = "there" if self.ways_part_at is self.part_at else f"at {self.ways_part_at.name}"
        return (
            f"the program goes another way {step}, where “{cell.what}” is {cell.one} in the first "
            f"and {cell.other} in the second"
        )


def compare(one: Walk, other: Walk) -> Comparison:
    """Lay two walks side by side, from their first steps to the end of the longer one."""
    pairs = zip_longest(_steps(one), _steps(other))
    return Comparison(tuple(_pair(number, *pair) for number, pair in enumerate(pairs, start=1)))


_StepAndResult = tuple[Step, StageResult]


def _steps(walk: Walk) -> Iterator[_StepAndResult]:
    return zip(walk.trace.steps, walk.run.records, strict=True)


def _pair(number: int, one: _StepAndResult | None, other: _StepAndResult | None) -> StepPair:
    return StepPair(
        number,
        one[0] if one else None,
        other[0] if other else None,
        cells=_pairs(_cells(one), _cells(other)),
        numbers=tuple(_pairs_of_numbers(_numbers(one), _numbers(other))),
        measures=_pairs(_measures(one), _measures(other)),
    )


def _different(pairs: tuple[Pair, ...]) -> tuple[Pair, ...]:
    return tuple(pair for pair in pairs if pair.differs)


def _pairs(one: Mapping[str, str], other: Mapping[str, str]) -> tuple[Pair, ...]:
    return tuple(
        Pair(what, one.get(what, ABSENT), other.get(what, ABSENT), one.get(what) != other.get(what))
        for what in {**one, **other}
    )


def _cells(step: _StepAndResult | None) -> dict[str, str]:
    return {title: str(getattr(step[0], name)) for name, title in CELLS.items()} if step else {}


def _pairs_of_numbers(one: tuple[Number, ...], other: tuple[Number, ...]) -> Iterator[Pair]:
    """Lay the numbers side by side in their order, for one may speak of another year."""
    for left, right in zip_longest(one, other):
        labels = dict.fromkeys(each.label for each in (left, right) if each)
        yield Pair(" / ".join(labels), _written(left), _written(right), left != right)


def _numbers(step: _StepAndResult | None) -> tuple[Number, ...]:
    return step[1].evidence.numbers if step else ()


def _written(number: Number | None) -> str:
    return f"{number.value} ({number.note})" if number else ABSENT


def _measures(step: _StepAndResult | None) -> dict[str, str]:
    return dict(flattened(step[1].evidence.measures)) if step else {}


def flattened(measures: Mapping[str, object], above: str = "") -> Iterator[tuple[str, str]]:
    """Write measures one by one, those inside others by a path such as "drift.weight.psi"."""
    for name, value in measures.items():
        if isinstance(value, Mapping):
            yield from flattened(value, f"{above}{name}.")
        elif isinstance(value, list):
            yield f"{above}{name}", " ".join(map(str, value))
        else:
            yield f"{above}{name}", str(value)
