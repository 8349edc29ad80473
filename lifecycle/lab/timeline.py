"""The years one after another: train, watch, and train again whenever Monitoring calls for it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import zip_longest
from typing import Self

from lifecycle.decision import Decision
from lifecycle.errors import RefusalError
from lifecycle.interval import Interval
from lifecycle.lab.choices import LAST_YEAR, Choices
from lifecycle.run import StageResult
from lifecycle.stage import COLLECTION, MONITORING, RETURN_ACTION, Stage
from lifecycle.stages.collection import collect
from lifecycle.stages.deployment import Deployed, Refused, deploy
from lifecycle.stages.evaluation import Evaluated, evaluate
from lifecycle.stages.monitoring import Monitored, monitor
from lifecycle.stages.preparation import prepare
from lifecycle.stages.training import train


@dataclass(frozen=True, slots=True)
class Row:
    """One stage that was executed: a row of the timeline's execution table."""

    number: int
    turn: int
    current_stage: Stage
    action: str
    next_stage: Stage
    value: str
    """What the stage answered, in few words."""
    result: StageResult


@dataclass(frozen=True, slots=True)
class WatchedYear:
    """A year that the version in service was watched in."""

    year: int
    version: str
    trained_on: tuple[int, ...]
    rows: int
    accuracy: float
    interval: Interval
    decision: Decision
    reason: str


@dataclass(frozen=True, slots=True)
class Version:
    """A version that was in service, from its first year to its last."""

    name: str
    trained_on: tuple[int, ...]
    accuracy: float
    """Of the held-out animals."""
    interval: Interval
    since: int
    until: int | None
    """The last year in service; None while it still is."""
    why: str
    """Why it was retired, or that it was not."""


@dataclass(frozen=True, slots=True)
class KeptOut:
    """A model that was trained and not let out."""

    year: int
    trained_on: tuple[int, ...]
    accuracy: float
    interval: Interval
    in_service: str | None
    """The version that stayed in service, if there was one."""
    why: str


@dataclass(frozen=True)
class Timeline:
    """What was done up to a year, as one list of stages; everything else is read from it."""

    choices: Choices
    year: int
    """The last year that is over."""
    turns: tuple[tuple[StageResult, ...], ...]
    """The stages of each turn: five up to a model's release or refusal, then one a watched year."""

    @property
    def first(self) -> int:
        """The year after the last one that the first model learnt from."""
        return self.choices.trained_on[-1] + 1

    @property
    def over(self) -> int:
        """How many years have passed since the first model was trained."""
        return self.year - self.first + 1

    @property
    def share(self) -> float:
        """How much of it is over, from 0 to 1, for a progress bar."""
        return self.over / (LAST_YEAR - self.first + 1)

    @property
    def finished(self) -> bool:
        """Whether the last year of the records is over."""
        return self.year == LAST_YEAR

    @property
    def results(self) -> tuple[StageResult, ...]:
        """Every stage that was executed, in order."""
        return tuple(result for turn in self.turns for result in turn)

    @property
    def in_service(self) -> Deployed | None:
        """The version in service, the newest one let out."""
        versions = [result for result in self.results if isinstance(result, Deployed)]
        return versions[-1] if versions else None

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The execution table: a row for every stage that was executed."""
        steps = [(n, result) for n, turn in enumerate(self.turns, start=1) for result in turn]
        nexts = [result.stage for _, result in steps[1:]]
        return tuple(
            Row(
                number,
                turn,
                result.stage,
                _action(turn, result),
                following,
                result.value,
                result,
            )
            for number, ((turn, result), following) in enumerate(
                zip(steps, [*nexts, self._next_stage], strict=True), start=1
            )
        )

    @property
    def _next_stage(self) -> Stage:
        last = self.results[-1]
        needed = isinstance(last, Monitored) and last.needs_retraining
        return COLLECTION if needed or self.in_service is None else MONITORING

    @cached_property
    def watched(self) -> tuple[WatchedYear, ...]:
        """The years in which a version was watched, with what was measured and decided."""
        return tuple(
            WatchedYear(
                result.year,
                result.deployed.version,
                _years_of(result.deployed.evaluated),
                len(result.answers),
                result.accuracy,
                result.interval,
                result.decision,
                result.reason,
            )
            for result in self.results
            if isinstance(result, Monitored)
        )

    @cached_property
    def versions(self) -> tuple[Version, ...]:
        """Every version that was in service, the first one first."""
        deployed = [result for result in self.results if isinstance(result, Deployed)]
        return tuple(
            Version(
                each.version,
                _years_of(each.evaluated),
                each.evaluated.accuracy,
                each.evaluated.interval,
                since=_years_of(each.evaluated)[-1] + 1,
                until=_years_of(successor.evaluated)[-1] if successor else None,
                why=_why(successor),
            )
            for each, successor in zip_longest(deployed, deployed[1:])
        )

    @cached_property
    def kept_out(self) -> tuple[KeptOut, ...]:
        """Every model that was trained and not let out, with the reason."""
        return tuple(
            KeptOut(
                _years_of(result.evaluated)[-1],
                _years_of(result.evaluated),
                result.evaluated.accuracy,
                result.evaluated.interval,
                result.champion.version if result.champion else None,
                str(result.refusal),
            )
            for result in self.results
            if isinstance(result, Refused)
        )

    def turned(self, years: tuple[int, ...]) -> Self:
        """Answer with the timeline after one more turn, up to the model's release or refusal."""
        choices = self.choices
        collected = collect(years, choices.gate)
        prepared = prepare(collected)
        trained = train(prepared, choices.seed, choices.algorithm)
        evaluated = evaluate(trained)
        release = _release(evaluated, self.in_service)
        turn = (collected, prepared, trained, evaluated, release)
        return replace(self, year=years[-1], turns=(*self.turns, turn))

    def watched_for_a_year(self, version: Deployed) -> Self:
        """Answer with the timeline after the next year, in which this version was watched."""
        year = self.year + 1
        *before, turn = self.turns
        return replace(self, year=year, turns=(*before, (*turn, monitor(version, year))))


def unfold(choices: Choices) -> Iterator[Timeline]:
    """Yield the timeline as it stands when the first model is trained, then after every year.

    The first model learns the training years that were chosen, and is watched in the year after
    the last of them, and so on to the last year of the records. When Monitoring calls for
    retraining, or as long as no model has passed the gate, the newest two years are collected.
    The watched year and the turns of the choices play no part.

    Raises:
        TooFewSpeciesError: Some training rows hold fewer than two species that can be learnt.
    """
    timeline = Timeline(choices, choices.trained_on[-1], ()).turned(choices.trained_on)
    yield timeline
    while not timeline.finished:
        timeline = after_a_year(timeline)
        yield timeline


def after_a_year(timeline: Timeline) -> Timeline:
    """Answer with an unfinished timeline as it stands a year later.

    Raises:
        TooFewSpeciesError: The training rows hold fewer than two species that can be learnt.
    """
    version, year = timeline.in_service, timeline.year + 1
    if version:
        timeline = timeline.watched_for_a_year(version)
        last = timeline.results[-1]
        if isinstance(last, Monitored) and not last.needs_retraining:
            return timeline
    return timeline.turned((year - 1, year))


def _release(evaluated: Evaluated, champion: Deployed | None) -> Deployed | Refused:
    try:
        return deploy(evaluated, champion)
    except RefusalError as refusal:
        return Refused(evaluated, champion, refusal.with_traceback(None))


def _action(turn: int, result: StageResult) -> str:
    if isinstance(result, Refused):
        return result.stage.action_refused
    return RETURN_ACTION if turn > 1 and result.stage is COLLECTION else result.stage.action


def _years_of(evaluated: Evaluated) -> tuple[int, ...]:
    return evaluated.trained.prepared.collected.years


def _why(successor: Deployed | None) -> str:
    if successor is None:
        return "It is in service."
    assert successor.gain, "a successor has been compared"
    sentence = successor.gain.sentence_for(successor.version)
    return f"{sentence[:1].upper()}{sentence[1:]}."
