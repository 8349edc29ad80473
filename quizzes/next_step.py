"""The next step worth taking: where the fewest answers are right, or else the next way."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from quizzes.mastery import Mastery, Response, Verdict
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
        return _to_its_row(*weak, walked=told[_WALK] is not State.NOT_YET)
    for way in ways():
        if told[way.id] is not State.DONE:
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


def weakest(shown: Sequence[Response]) -> tuple[str, Mastery] | None:
    """Find the stage with the smallest share of right answers among those that are `developing`.

    Some wrong answers among many right ones do not hold anybody back. Levels, which weigh in a
    verdict, break ties only: a learner who counts must come to the same stage.
    """
    by_stage = {
        stage: Mastery(tuple(each for each in shown if each.question.stage == stage))
        for stage in STAGES
    }
    weak = [each for each in by_stage.items() if each[1].verdict is Verdict.DEVELOPING]
    return min(weak, key=_rank, default=None)


def _rank(weak: tuple[str, Mastery]) -> tuple[float, int, float]:
    given, right = _counted(weak[1])
    return right / given, -given, weak[1].probability


def _counted(shown: Mastery) -> tuple[int, int]:
    """Count the questions that were answered, and those that were answered rightly."""
    return len(shown.responses), sum(each.right for each in shown.responses)


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


def _to_its_row(stage: str, shown: Mastery, *, walked: bool) -> NextStep:
    given, right = _counted(shown)
    row = STAGES.index(stage) + 1
    if given == 1:
        reason = f"Your first answer about {stage} was not right."
    else:
        reason = (
            f"Of {given} questions about {stage} you answered {right or 'none'} rightly, in a test "
            "or elsewhere at the first try."
        )
    return NextStep(
        _WALK,
        f"Walk row {row} again" if walked else f"See row {row} of the walk",
        reason,
        {"scenario": "desert-changed", "step": str(row)},
    )
