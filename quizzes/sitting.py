"""A sitting: what a learner has done with some questions, told by the log of what was done."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import takewhile
from typing import Protocol

from quizzes.marking import Answer, ImpossibleAnswerError, Mark, mark
from quizzes.mastery import Mastery, Response
from quizzes.question import Question

START, SUBMIT, FURTHER = "start", "submit", "further"
ANSWER, HINT, STEP, FLAG = "answer", "hint", "step", "flag"


class Deed(Protocol):
    """One entry of the log: the n-th answer, hint, … to a question."""

    @property
    def question(self) -> str: ...

    @property
    def kind(self) -> str: ...

    @property
    def number(self) -> int: ...

    @property
    def value(self) -> str: ...


def written(answer: Answer) -> str:
    """Write an answer down as the log keeps it."""
    return " ".join(answer)


def read(value: str) -> Answer:
    """Read an answer from the log; it is empty where the one before was taken back."""
    return tuple(value.split())


@dataclass(frozen=True, slots=True)
class Attempt:
    """What a learner has done with one question: answers, hints and solution steps opened."""

    question: Question
    answers: tuple[Answer, ...] = ()
    hints: int = 0
    steps: int = 0
    flags: int = 0
    tries: int = 0
    """How many answers the log holds, those included that the question no longer offers."""
    taken_back: bool = False
    """Whether the last answer was taken back, so that none is left."""
    result: bool | None = None
    """Whether it was right when it was handed in; the bank may have changed since."""

    @property
    def marks(self) -> tuple[Mark, ...]:
        """How each answer was marked."""
        return tuple(mark(self.question, answer) for answer in self.answers)

    @property
    def answer(self) -> Answer:
        """The last answer given; empty before the first, and when it was taken back."""
        return self.answers[-1] if self.answers and not self.taken_back else ()

    @property
    def solved(self) -> bool:
        """Whether an answer was right."""
        return any(mark.right for mark in self.marks)

    @property
    def flagged(self) -> bool:
        """Whether the learner wants to look at it again: set by the first flag, off by the next."""
        return self.flags % 2 == 1

    @property
    def response(self) -> Response:
        """What the last answer shows; none is as good as a wrong one."""
        right = bool(self.answer) and self.marks[-1].right
        if self.result is not None:
            right = self.result
        return Response(self.question, right, self.hints)


def attempts(questions: Iterable[Question], deeds: Sequence[Deed]) -> tuple[Attempt, ...]:
    """Tell for each question what was done with it.

    An answer that the question does not offer any more, because the bank has changed since, is
    left out.
    """
    done: defaultdict[str, dict[tuple[str, int], Deed]] = defaultdict(dict)
    for deed in deeds:
        done[deed.question][deed.kind, deed.number] = deed
    return tuple(_attempt(question, done[question.id]) for question in questions)


def _attempt(question: Question, own: Mapping[tuple[str, int], Deed]) -> Attempt:
    def highest(kind: str) -> int:
        return max((number for each, number in own if each == kind), default=0)

    if not own:
        return Attempt(question)
    told = [read(own[done].value) for done in sorted(own) if done[0] == ANSWER]
    answers = [answer for answer in told if not answer or _possible(question, answer)]
    return Attempt(
        question,
        tuple(answer for answer in answers if answer),
        highest(HINT),
        highest(STEP),
        highest(FLAG),
        highest(ANSWER),
        taken_back=bool(answers) and not answers[-1],
    )


def _possible(question: Question, answer: Answer) -> bool:
    try:
        mark(question, answer)
    except ImpossibleAnswerError:
        return False
    return True


@dataclass(frozen=True)
class Test:
    """A test in progress or over: ten questions, then three more if the verdict needs them.

    `submitted` counts how often it was handed in: after the ten, and after the further ones.
    `minutes` is how long the ten may take, as the test was begun; 0 leaves them all the time.
    """

    attempts: tuple[Attempt, ...]
    further: tuple[Attempt, ...] = ()
    submitted: int = 0
    minutes: int = 0

    @property
    def asked(self) -> tuple[Attempt, ...]:
        """What can be answered now; nothing once the test is over."""
        if self.submitted == 0:
            return self.attempts
        return self.further if self.submitted == 1 else ()

    @property
    def handed_in(self) -> tuple[Attempt, ...]:
        """What counts for the verdict."""
        if self.submitted == 0:
            return ()
        return self.attempts if self.submitted == 1 else self.attempts + self.further

    @cached_property
    def mastery(self) -> Mastery:
        """What everything that was handed in shows."""
        return Mastery(tuple(each.response for each in self.handed_in))


def test_of(known: Mapping[str, Question], deeds: Sequence[Deed]) -> Test:
    """Tell from its log how a test stands.

    The log names the questions that were drawn, and later the further ones; `known` holds all by
    their id, and one that the bank has lost since is left out. So is what was done after the
    hand-in, in another tab: there the verdict shows the key.
    """

    def named(kind: str, handed_in: int) -> tuple[Attempt, ...]:
        names = next((deed.value.split() for deed in deeds if deed.kind == kind), [])
        end = next((e for e in deeds if (e.kind, e.number) == (SUBMIT, handed_in)), None)
        counted = list(takewhile(lambda deed: deed is not end, deeds))
        asked = attempts((known[name] for name in names if name in known), counted)
        results = _results(end.value if end else "")
        return tuple(replace(each, result=results.get(each.question.id)) for each in asked)

    submitted = max((deed.number for deed in deeds if deed.kind == SUBMIT), default=0)
    return Test(named(START, 1), named(FURTHER, 2), submitted, _minutes(deeds))


def _minutes(deeds: Iterable[Deed]) -> int:
    """Read the time limit, which stands behind whose test it is; the oldest logs have none."""
    begun = next((deed.value for deed in deeds if deed.kind == START), "")
    return int(begun.partition(" ")[0].partition(":")[2] or 0)


def results_of(asked: Iterable[Attempt]) -> str:
    """Write down, as it is handed in, which questions are answered rightly: `+` or `-` each."""
    told = ((each.response.right, each.question.id) for each in asked)
    return " ".join(f"{'+' if right else '-'}{name}" for right, name in told)


def _results(value: str) -> dict[str, bool]:
    return {each[1:]: each[0] == "+" for each in value.split()}
