"""What a test shows: how likely it is that a learner knows four questions in five.

Mastery is the chance that the learner knows the answer to a question of medium level; nobody
sees it. A right answer is known or guessed, a wrong one is not known, and what was seen makes
some values of mastery likelier than others (Bayes; every value is as likely before the test).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from math import factorial, log2
from typing import Final

import numpy as np

from quizzes.question import Question

GOAL: Final = 0.8
"""The mastery that the verdict is about."""
SURE: Final = 0.85
"""How likely that mastery must be before the verdict is `strong`."""
UNLIKELY: Final = 0.15
"""At this and below, the verdict is `developing`."""

_LEVEL: Final = {"easy": 0.8, "medium": 0.0, "hard": -0.8}
_GRID: Final = (np.arange(400) + 0.5) / 400
_INTERVAL: Final = (0.05, 0.95)


class Verdict(StrEnum):
    """What is said of a learner after a test."""

    STRONG = "strong"
    DEVELOPING = "developing"
    UNDECIDED = "not enough evidence yet"


@dataclass(frozen=True, slots=True)
class Response:
    """A question, whether it was answered rightly, and how many hints were opened for it."""

    question: Question
    right: bool
    hints: int = 0


@dataclass(frozen=True)
class Mastery:
    """What is known of a learner's mastery after some responses."""

    responses: tuple[Response, ...] = ()

    @cached_property
    def density(self) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
        """The probability of each value of a fine grid from 0 to 1."""
        likelihood = np.ones_like(_GRID)
        for response in self.responses:
            right = chance(response.question, response.hints)
            likelihood *= right if response.right else 1 - right
        density: np.ndarray[tuple[int], np.dtype[np.float64]] = likelihood / likelihood.sum()
        return density

    @property
    def probability(self) -> float:
        """How likely the goal is reached."""
        return float(self.density[_GRID >= GOAL].sum())

    @property
    def interval(self) -> tuple[float, float]:
        """Where mastery lies with a probability of 90 %."""
        low, high = np.searchsorted(self.density.cumsum(), _INTERVAL)
        return float(_GRID[low]), float(_GRID[min(high, len(_GRID) - 1)])

    @property
    def verdict(self) -> Verdict:
        """What can be said honestly."""
        if self.probability >= SURE:
            return Verdict.STRONG
        return Verdict.DEVELOPING if self.probability <= UNLIKELY else Verdict.UNDECIDED

    def with_response(self, response: Response) -> "Mastery":
        """Answer with what is known after one more response."""
        return Mastery((*self.responses, response))

    def after(self, questions: Iterable[Question], *, right: bool) -> float:
        """Say how likely the goal would be if all of these were answered rightly, or wrongly."""
        further = (Response(question, right) for question in questions)
        return Mastery((*self.responses, *further)).probability

    def gain(self, question: Question) -> float:
        """Say how much the answer to a question would tell about the verdict, in bits."""
        right = float((self.density * chance(question)).sum())
        after = sum(
            weight * _doubt(self.with_response(Response(question, outcome)).probability)
            for outcome, weight in ((True, right), (False, 1 - right))
        )
        return _doubt(self.probability) - after

    def most_telling(self, questions: Iterable[Question], count: int) -> tuple[Question, ...]:
        """Choose the questions whose answers would tell most, no two of them variants of one."""
        chosen: dict[str, Question] = {}
        for question in sorted(questions, key=self.gain, reverse=True):
            chosen.setdefault(question.template, question)
        return tuple(chosen.values())[:count]


def percent_told(percent: int) -> str:
    """Say a probability that was rounded down to whole percents: it is never quite nothing."""
    return f"{percent}%" if percent else "less than 1%"


def learners_told(percent: int) -> str:
    """Say the same probability as so many of 100 learners with the same answers."""
    return f"about {percent}" if percent else "fewer than 1"


def chance(question: Question, hints: int = 0) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
    """Say how likely a right answer is, for each mastery of the grid: known, or else guessed."""
    odds = _GRID / (1 - _GRID) * np.exp(_LEVEL[question.level])
    known = odds / (1 + odds)
    lucky = guess(question, hints)
    right: np.ndarray[tuple[int], np.dtype[np.float64]] = known + (1 - known) * lucky
    return right


def guess(question: Question, hints: int = 0) -> float:
    """Say how likely a blind guess is right; a hint counts as one wrong option struck out."""
    options = len(question.options)
    match question.kind:
        case "order":
            return min(0.5, 2.0**hints / factorial(options))
        case "several":
            return min(0.5, 2.0**hints / (2.0**options - 2))
    return 1 / max(2, options - hints)


def _doubt(probability: float) -> float:
    """The entropy of a yes or no, in bits."""
    return -sum((p * log2(p) for p in (probability, 1 - probability) if p > 0), start=0.0)
