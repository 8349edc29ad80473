"""Two runs side by side, step beside step: what differs, and where they part."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from typing import Final

from lifecycle.evidence import Number
from lifecycle.run import StageResult
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

SAME: Final = "The two runs are the same in every cell and in every number."


@dataclass(frozen=True, slots=True)
class Difference:
    """A cell or a number that the two runs do not share, as each has it."""

    what: str
    one: str
    other: str


@dataclass(frozen=True, slots=True)
class StepPair:
    """A step of one run beside that of the other; a run that has ended has none.

    `cells` differ in the execution table, `numbers` in the evidence as people read it, and
    `measures` in the evidence for machines, which holds them all, unrounded.
    """

    number: int
    one: Step | None
    other: Step | None
    cells: tuple[Difference, ...]
    numbers: tuple[Difference, ...]
    measures: tuple[Difference, ...]

    @property
    def name(self) -> str:
        """Name the step and its stage, that of the first run where they differ."""
        step = self.one or self.other
        assert step, "one of the runs has the step"
        return f"step {self.number}, {step.current_stage}"

    @property
    def same(self) -> bool:
        """Whether nothing differs in this step."""
        return not (self.cells or self.numbers or self.measures)

    @property
    def first_difference(self) -> Difference:
        """What to name first: a number that people read, else a measure, else a cell."""
        return [*self.numbers, *self.measures, *self.cells][0]


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
        return next((step for step in self.steps if step.cells), None)

    @property
    def sentence(self) -> str:
        """Say where the two runs part, in what, and whether the program goes another way."""
        if self.part_at is None:
            return SAME
        if self.part_at.one is None or self.part_at.other is None:
            return self._longer
        first = self.part_at.first_difference
        return (
            f"The two runs part at {self.part_at.name}: “{first.what}” is {first.one} in the first "
            f"and {first.other} in the second; {self._ways}."
        )

    @property
    def _longer(self) -> str:
        assert self.part_at, "one of the runs is longer"
        ends, goes_on = "first", "second"
        if self.part_at.other is None:
            ends, goes_on = goes_on, ends
        return (
            f"The two runs are the same up to step {self.part_at.number - 1}; there the {ends} one "
            f"ends, and the {goes_on} one goes on with {self.part_at.name}."
        )

    @property
    def _ways(self) -> str:
        if self.ways_part_at is None:
            return "the program takes the same way in both"
        cell = self.ways_part_at.cells[-1]
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
        cells=_differences(_cells(one), _cells(other)),
        numbers=tuple(_different_numbers(one, other)),
        measures=_differences(_measures(one), _measures(other)),
    )


def _differences(one: Mapping[str, str], other: Mapping[str, str]) -> tuple[Difference, ...]:
    return tuple(
        Difference(what, one.get(what, ABSENT), other.get(what, ABSENT))
        for what in {**one, **other}
        if one.get(what) != other.get(what)
    )


def _cells(step: _StepAndResult | None) -> dict[str, str]:
    return {title: str(getattr(step[0], name)) for name, title in CELLS.items()} if step else {}


def _different_numbers(
    one: _StepAndResult | None, other: _StepAndResult | None
) -> Iterator[Difference]:
    """Lay the numbers side by side in their order, for one may speak of another year."""
    for left, right in zip_longest(_numbers(one), _numbers(other)):
        if left != right:
            labels = dict.fromkeys(each.label for each in (left, right) if each)
            yield Difference(" / ".join(labels), _written(left), _written(right))


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
