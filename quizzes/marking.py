"""Marking: what an answer earns, and what to say to whoever gave it."""

from dataclasses import dataclass

from quizzes.errors import QuizError
from quizzes.question import Question

Answer = tuple[str, ...]
"""The letters of the options taken, in the learner's order."""


class ImpossibleAnswerError(QuizError):
    """An answer that the question does not offer."""

    def __init__(self, question: Question, answer: Answer) -> None:
        self.question = question
        self.answer = answer
        super().__init__(
            f"The question {question.id} does not offer the answer {', '.join(answer) or '(none)'}."
        )


@dataclass(frozen=True, slots=True)
class Mark:
    """Whether an answer is right, and the sentences that it earned."""

    right: bool
    feedback: tuple[str, ...]


def mark(question: Question, answer: Answer) -> Mark:
    """Mark an answer; only the whole key is right.

    Raises:
        ImpossibleAnswerError: An option is unknown or taken twice, or too few or many are taken.
    """
    _check(question, answer)
    match question.kind:
        case "several":
            return _several(question, answer)
        case "order":
            return _order(question, answer)
    return Mark(answer == question.key, (question.option(answer[0]).feedback,))


def suggested(question: Question, answer: Answer) -> tuple[str, ...]:
    """Name the misconceptions that an answer suggests.

    Whoever misreads a program need not believe any, nor whoever only leaves out a right option.
    """
    taken, key = set(answer), set(question.key)
    only_short = question.kind == "several" and taken <= key
    if not answer or answer == question.key or only_short or question.kind == "predict":
        return ()
    return question.misconceptions


def _check(question: Question, answer: Answer) -> None:
    known = {option.letter for option in question.options}
    wanted = {"order": len(known), "several": len(answer)}.get(question.kind, 1)
    if not answer or len(set(answer)) != len(answer) or not known.issuperset(answer):
        raise ImpossibleAnswerError(question, answer)
    if len(answer) != wanted:
        raise ImpossibleAnswerError(question, answer)


def _several(question: Question, answer: Answer) -> Mark:
    right, taken = set(question.key), set(answer)
    wrong = [option for option in question.options if option.letter in taken - right]
    missed = len(right - taken)
    feedback = [option.feedback for option in wrong]
    if missed:
        feedback.append(f"{missed} more {'is' if missed == 1 else 'are'} right.")
    if taken == right:
        feedback = [question.option(letter).feedback for letter in question.key]
    return Mark(taken == right, tuple(feedback))


def _order(question: Question, answer: Answer) -> Mark:
    if answer == question.key:
        return Mark(right=True, feedback=(question.check,))
    first = next(taken for taken, key in zip(answer, question.key, strict=True) if taken != key)
    return Mark(right=False, feedback=(question.option(first).feedback,))
