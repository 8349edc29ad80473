"""A sitting: what a learner has done with some questions, told by the log of what was done."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from quizzes.marking import Answer, ImpossibleAnswerError, Mark, mark
from quizzes.mastery import Mastery, Response
from quizzes.question import Question

ANSWER, HINT, STEP, FLAG, SUBMIT, FURTHER = "answer", "hint", "step", "flag", "submit", "further"


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
    """Read an answer from the log."""
    return tuple(value.split())


@dataclass(frozen=True, slots=True)
class Attempt:
    """What a learner has done with one question: answers, hints and solution steps opened."""

    question: Question
    answers: tuple[Answer, ...] = ()
    hints: int = 0
    steps: int = 0
    flags: int = 0

    @property
    def marks(self) -> tuple[Mark, ...]:
        """How each answer was marked."""
        return tuple(mark(self.question, answer) for answer in self.answers)

    @property
    def answer(self) -> Answer:
        """The last answer given; empty before the first."""
        return self.answers[-1] if self.answers else ()

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
        right = bool(self.answers) and self.marks[-1].right
        return Response(self.question, right, self.hints)


def attempts(questions: Iterable[Question], deeds: Sequence[Deed]) -> tuple[Attempt, ...]:
    """Tell for each question what was done with it.

    An answer that the question does not offer any more, because the bank has changed since, is
    left out.
    """
    return tuple(_attempt(question, deeds) for question in questions)


def _attempt(question: Question, deeds: Sequence[Deed]) -> Attempt:
    own = sorted(
        (deed for deed in deeds if deed.question == question.id), key=lambda deed: deed.number
    )

    def highest(kind: str) -> int:
        return max((deed.number for deed in own if deed.kind == kind), default=0)

    answers = (read(deed.value) for deed in own if deed.kind == ANSWER)
    return Attempt(
        question,
        tuple(answer for answer in answers if _possible(question, answer)),
        highest(HINT),
        highest(STEP),
        highest(FLAG),
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
    """

    attempts: tuple[Attempt, ...]
    further: tuple[Attempt, ...] = ()
    submitted: int = 0

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


def test_of(
    questions: Sequence[Question], known: Mapping[str, Question], deeds: Sequence[Deed]
) -> Test:
    """Tell how a test stands, from its ten questions and its log.

    `known` holds every question by its id: the log names the further ones.
    """
    names = next((deed.value.split() for deed in deeds if deed.kind == FURTHER), [])
    further = [known[name] for name in names if name in known]
    submitted = max((deed.number for deed in deeds if deed.kind == SUBMIT), default=0)
    return Test(attempts(questions, deeds), attempts(further, deeds), submitted)
