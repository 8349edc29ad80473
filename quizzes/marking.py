"""Marking: what an answer earns, and what to say to whoever gave it."""

from dataclasses import dataclass
from itertools import pairwise

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
    """Whether an answer is right, the share of it that is, and the sentences that it earned."""

    right: bool
    share: float
    feedback: tuple[str, ...]


def mark(question: Question, answer: Answer) -> Mark:
    """Mark an answer; only the whole key is right.

    The share counts, for several options, each one rightly taken or left, from 0 at what
    guessing all of them earns; for an order, the neighbours that follow each other rightly.

    Raises:
        ImpossibleAnswerError: An option is unknown or taken twice, or too few or many are taken.
    """
    _check(question, answer)
    match question.kind:
        case "several":
            return _several(question, answer)
        case "order":
            return _order(question, answer)
    right = answer == question.key
    return Mark(right, float(right), (question.option(answer[0]).feedback,))


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
    hits = len(taken & right) / len(right)
    slips = len(wrong) / (len(question.options) - len(right))
    feedback = [option.feedback for option in wrong]
    if missed:
        feedback.append(f"{missed} more {'is' if missed == 1 else 'are'} right.")
    if taken == right:
        feedback = [question.option(letter).feedback for letter in question.key]
    return Mark(taken == right, max(0.0, hits - slips), tuple(feedback))


def _order(question: Question, answer: Answer) -> Mark:
    if answer == question.key:
        return Mark(right=True, share=1.0, feedback=(question.check,))
    pairs = list(pairwise(answer))
    follow = sum(ord(after) == ord(before) + 1 for before, after in pairs)
    first = next(taken for taken, key in zip(answer, question.key, strict=True) if taken != key)
    return Mark(right=False, share=follow / len(pairs), feedback=(question.option(first).feedback,))
