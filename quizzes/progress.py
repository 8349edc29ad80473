"""Progress: how far a learner is on every way, and where they stopped.

The log alone tells it: by the answers where there are some, or else by a mark that the way's page
has left there.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from quizzes.question import Question
from quizzes.recall import NEW_A_DAY, RATING
from quizzes.sitting import SUBMIT, Deed, attempts
from quizzes.ways import DONE, MOMENT, ROW, Way, ways


class Entry(Deed, Protocol):
    """One entry of the log, which knows to which sitting it belongs."""

    @property
    def sitting(self) -> str: ...


class State(StrEnum):
    """How far a learner is on a way."""

    DONE = "done"
    BEGUN = "begun"
    NOT_YET = "not yet"


@dataclass(frozen=True, slots=True)
class Place:
    """A place on a way: the parameters that its page's address needs to lead there."""

    way: Way
    parameters: Mapping[str, str] = field(default_factory=dict)


def states(log: Sequence[Entry], source: Sequence[Question]) -> dict[str, State]:
    """Tell how far a learner is on every way; `source` are the lesson's own eight questions."""
    return {
        way.id: _state(way, [each for each in log if _owns(way, each)], source) for way in ways()
    }


def stopped_at(log: Sequence[Entry], told: Mapping[str, State]) -> Place | None:
    """Find where a learner stopped: the newest place on a way that is begun and not done."""
    for entry in reversed(log):
        for way in ways():
            if _owns(way, entry) and told[way.id] is State.BEGUN:
                return Place(way, _parameters(way, entry))
    return None


def of_kind(kind: str, source: Sequence[Question]) -> tuple[Question, ...]:
    """Pick from the lesson's own questions those of one quiz, `visual` or `practice`."""
    return tuple(each for each in source if (each.source or "").startswith(kind))


def solved(log: Sequence[Entry], asked: Sequence[Question]) -> int:
    """Count the questions that were solved, in whatever sitting of the log."""
    sittings = {each.sitting for each in log}
    return len(
        {
            attempt.question.id
            for sitting in sittings
            for attempt in attempts(asked, [each for each in log if each.sitting == sitting])
            if attempt.solved
        }
    )


def _owns(way: Way, entry: Entry) -> bool:
    return entry.sitting == way.id or entry.sitting.startswith(f"{way.id}-")


def _state(way: Way, own: Sequence[Entry], source: Sequence[Question]) -> State:
    if not own:
        return State.NOT_YET
    return State.DONE if _is_done(way, own, source) else State.BEGUN


def _is_done(way: Way, own: Sequence[Entry], source: Sequence[Question]) -> bool:
    match way.id:
        case "visual-quiz":
            return _all_solved("visual", own, source)
        case "practice":
            return _all_solved("practice", own, source)
        case "test":
            return any(each.kind == SUBMIT for each in own)
        case "recall":
            return len({each.question for each in own if each.kind == RATING}) >= NEW_A_DAY
    return any(each.kind == DONE for each in own)


def _all_solved(kind: str, own: Sequence[Entry], source: Sequence[Question]) -> bool:
    asked = of_kind(kind, source)
    return bool(asked) and solved(own, asked) == len(asked)


def _parameters(way: Way, entry: Entry) -> dict[str, str]:
    match way.id:
        case "step-through" if entry.kind == ROW:
            return {"scenario": entry.question, "step": str(entry.number)}
        case "practice" if entry.question:
            return {"question": entry.question}
        case "test":
            seed, _, number = entry.sitting.removeprefix("test-").rpartition("-")
            return {"seed": seed, "number": number}
        case "key-moments" if entry.kind == MOMENT:
            return {"outcome": entry.question}
    return {}
