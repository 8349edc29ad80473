"""The next step worth taking: where the fewest answers are right, or else the next way."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Final

from quizzes.mastery import Mastery, Response, Verdict
from quizzes.progress import Entry, State
from quizzes.question import Question
from quizzes.sitting import ANSWER, SUBMIT, attempts, test_of
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
    first try says what was known, and it counts from then.
    """
    given: list[tuple[int, Response]] = []
    for sitting in {entry.sitting for entry in log}:
        own = {place: entry for place, entry in enumerate(log) if entry.sitting == sitting}
        given += _of_test(own, known) if sitting.startswith("test-") else _of_practice(own, known)
    given.sort(key=itemgetter(0))
    return tuple({response.question.template: response for _, response in given}.values())


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
    """Count the questions that show something, a blank of a test too, and the right answers."""
    return len(shown.responses), sum(each.right for each in shown.responses)


def _to_its_row(stage: str, shown: Mastery, *, walked: bool) -> NextStep:
    given, right = _counted(shown)
    row = STAGES.index(stage) + 1
    told = f"Of {given} questions about {stage} you answered {right or 'none'} rightly"
    if given == 1:
        told = f"Your one question about {stage} was not answered rightly"
    return NextStep(
        _WALK,
        f"Walk row {row} again" if walked else f"See row {row} of the walk",
        f"{told}, in a test or elsewhere at the first try.",
        {"scenario": "desert-changed", "step": str(row)},
    )


def _of_test(own: Mapping[int, Entry], known: Mapping[str, Question]) -> list[tuple[int, Response]]:
    """Tell what a test shows; all of it stands where the test was handed in, in the log."""
    end = max((place for place, entry in own.items() if entry.kind == SUBMIT), default=0)
    handed_in = test_of(known, tuple(own.values())).handed_in
    return [(end, attempt.response) for attempt in handed_in]


def _of_practice(
    own: Mapping[int, Entry], known: Mapping[str, Question]
) -> list[tuple[int, Response]]:
    """Tell what the first tries show, and the hints before them; each with its place in the log."""
    answered = [(place, entry) for place, entry in own.items() if entry.kind == ANSWER]
    first = {entry.question: place for place, entry in reversed(answered)}
    asked = [known[name] for name in first if name in known]
    until = [entry for place, entry in own.items() if place <= first.get(entry.question, -1)]
    return [
        (first[attempt.question.id], attempt.response)
        for attempt in attempts(asked, until)
        if attempt.answer
    ]
