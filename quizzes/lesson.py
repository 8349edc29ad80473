"""What the questions know of the lesson: the cells of its table and what its runs measured."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Self

from quizzes.errors import QuizError

Fact = str | int | float | bool
"""One measured value."""

_GAP: Final = re.compile(r"\{([a-z][a-z0-9_.-]*)(?::([,.0-9]*[%fd]?))?\}")
_SHORT: Final = {
    "Data Collection": "collection",
    "Data Preparation": "preparation",
    "Model Training": "training",
    "Model Evaluation": "evaluation",
    "Model Deployment": "deployment",
    "Monitoring & Maintenance": "monitoring",
}


class UnknownFactError(QuizError):
    """A question speaks of something that no run measures."""

    def __init__(self, name: str, scenario: str) -> None:
        self.name = name
        self.scenario = scenario
        run = f"the run {scenario}" if scenario else "a question without scenarios"
        super().__init__(f"{name!r} is not measured in {run}")


class UnfitGapError(QuizError):
    """A gap asks for a number's digits where a word was measured, or for a way nobody knows."""

    def __init__(self, gap: str, fact: Fact) -> None:
        self.gap = gap
        self.fact = fact
        super().__init__(f"the gap {gap} does not suit what was measured, {fact!r}")


@dataclass(frozen=True, slots=True)
class Lesson:
    """Plain values from whoever runs the lesson.

    `cells` maps a cell such as `6.next_stage` to what it holds; `lines` is the last line of the
    program that ran; `facts` maps a scenario's name to its measured values, such as
    `monitoring.accuracy` to 0.8119.
    """

    cells: Mapping[str, str]
    lines: int = 0
    facts: Mapping[str, Mapping[str, Fact]] = field(default_factory=dict)

    @classmethod
    def told_by(cls, trace: Mapping[str, Any], runs: Iterable[Mapping[str, Any]]) -> Self:
        """Read the lesson from what `python -m lifecycle trace` and `run` say as JSON."""
        return cls(
            dict(_cells_of(trace)),
            max(row["line"] for row in trace["rows"]),
            {run["scenario"]: dict(_facts_of(run)) for run in runs},
        )

    def fact(self, name: str, scenario: str) -> Fact:
        """Look up what a run measured."""
        try:
            return self.facts[scenario][name]
        except KeyError:
            raise UnknownFactError(name, scenario) from None

    def fill(self, text: str, scenario: str) -> str:
        """Write the measured values into the gaps of a text."""

        def value(gap: re.Match[str]) -> str:
            fact = self.fact(gap[1], scenario)
            try:
                return format(fact, gap[2] or "")
            except ValueError:
                raise UnfitGapError(gap[0], fact) from None

        return _GAP.sub(value, text)


def _cells_of(trace: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for number, value in enumerate(trace["tracker"]):
        yield f"{number}.tracker", value
    for row in trace["rows"]:
        for column in ("current_stage", "action", "next_stage"):
            yield f"{row['step']}.{column}", row[column]


def _facts_of(run: Mapping[str, Any]) -> Iterator[tuple[str, Fact]]:
    yield "decision", run["decision"]
    yield "rows", len(run["steps"])
    for step in run["steps"]:
        if step["turn"] == 1:
            yield from _flat(step, _SHORT[step["stage"]])


def _flat(measures: Mapping[Any, Any], path: str) -> Iterator[tuple[str, Fact]]:
    """Give every value a name: `monitoring.drift.weight.psi`, `evaluation.interval.0`."""
    for name, value in measures.items():
        match value:
            case Mapping():
                yield from _flat(value, f"{path}.{_slug(name)}")
            case list() | tuple():
                yield from _flat(dict(enumerate(value)), f"{path}.{_slug(name)}")
            case str() | int() | float():
                yield f"{path}.{_slug(name)}", value


def _slug(name: object) -> str:
    return re.sub(r"[^a-z0-9_]+", "-", str(name).lower()).strip("-")
