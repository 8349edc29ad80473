"""The next step worth taking: where the answers are least sure, or else the next way."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from quizzes.mastery import Mastery, Response
from quizzes.progress import Entry, State
from quizzes.question import Question
from quizzes.sitting import ANSWER, attempts, test_of
from quizzes.template import STAGES
from quizzes.ways import ways

_WALK: Final = "step-through"
_RECALL: Final = "recall"


@dataclass(frozen=True, slots=True)
class NextStep:
    """Where to go, as the address of a page and its parameters, and why."""

    page: str
    label: str
    reason: str
    parameters: Mapping[str, str] = field(default_factory=dict)


def next_step(
    log: Sequence[Entry], known: Mapping[str, Question], told: Mapping[str, State]
) -> NextStep:
    """Suggest what to do next; `known` are all questions by their id, `told` the ways' states."""
    if weak := weakest(responses(log, known)):
        return _row_again(*weak)
    for way in ways():
        if told.get(way.id) is State.NOT_YET:
            return NextStep(way.id, way.name, way.reason)
    return NextStep(_RECALL, "Recall", "Cards keep what you know from fading.")


def responses(log: Sequence[Entry], known: Mapping[str, Question]) -> tuple[Response, ...]:
    """Tell what each question's newest sitting shows: its first answer there, or a test's last.

    A test counts when it was handed in. In practice one may try until it is right, so only the
    first try says what was known.
    """
    newest: dict[str, Response] = {}
    for sitting in dict.fromkeys(entry.sitting for entry in log):
        own = [entry for entry in log if entry.sitting == sitting]
        for response in _of_sitting(own, known):
            newest[response.question.template] = response
    return tuple(newest.values())


def weakest(shown: Sequence[Response]) -> tuple[str, tuple[Response, ...]] | None:
    """Find the stage with a wrong answer whose mastery is least likely, and its responses."""
    by_stage = {
        stage: tuple(each for each in shown if each.question.stage == stage) for stage in STAGES
    }
    doubtful = [stage for stage, own in by_stage.items() if not all(each.right for each in own)]
    if not doubtful:
        return None
    stage = min(doubtful, key=lambda each: Mastery(by_stage[each]).probability)
    return stage, by_stage[stage]


def _of_sitting(own: Sequence[Entry], known: Mapping[str, Question]) -> list[Response]:
    if own[0].sitting.startswith("test-"):
        return [attempt.response for attempt in test_of(known, own).handed_in]
    answered = dict.fromkeys(entry.question for entry in own if entry.kind == ANSWER)
    asked = [known[name] for name in answered if name in known]
    return [
        Response(attempt.question, attempt.marks[0].right)
        for attempt in attempts(asked, own)
        if attempt.marks
    ]


def _row_again(stage: str, own: Sequence[Response]) -> NextStep:
    right, row = sum(each.right for each in own), STAGES.index(stage) + 1
    if len(own) == 1:
        told = f"Your one answer about {stage} was not right"
    else:
        told = f"{right or 'None'} of your {len(own)} answers about {stage} {_was(right)} right"
    return NextStep(
        _WALK,
        f"Walk row {row} again",
        f"{told}: of all stages it is the least sure.",
        {"scenario": "desert-changed", "step": str(row)},
    )


def _was(count: int) -> str:
    return "was" if count == 1 else "were"
