"""The verdict, tried on simulated learners whose mastery is known.

Every learner takes a test that the real bank's lottery draws, knows an answer or guesses, and
if that leaves the verdict open answers the three further questions that would tell most. A
verdict for each by `Mastery` takes minutes, so the same sums are done for all at once; the
first test sees to it that they are the same.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np
import pytest
from numpy.typing import NDArray

from quizzes.bank import Bank
from quizzes.draw import draw
from quizzes.mastery import (
    GOAL,
    SURE,
    UNLIKELY,
    Mastery,
    Response,
    Verdict,
    chance,
    guess,
)
from quizzes.question import Question
from tests.quizzes import sources
from tests.quizzes.questions import SHIFT

Floats = NDArray[np.float64]

FURTHER = 3


@dataclass(frozen=True)
class Outcome:
    """What became of simulated learners."""

    asked: list[tuple[Question, ...]]
    right: NDArray[np.bool_]
    after_ten: Floats
    further: dict[int, tuple[Question, ...]]
    after_all: Floats

    def rate(self, where: NDArray[np.bool_] | None = None) -> float:
        """Tell how many of the learners come out strong."""
        strong = self.after_all >= SURE
        return float(strong.mean() if where is None else strong[where].mean())


def simulated(bank: Bank, truth: Floats, seed: int) -> Outcome:
    """Let learners of a known mastery take a test each."""
    chances = np.array([chance(question) for question in bank.questions])
    luck = np.array([guess(question) for question in bank.questions])
    shift = np.array([SHIFT[question.level] for question in bank.questions])
    place = {question.id: at for at, question in enumerate(bank.questions)}
    reached = (np.arange(400) + 0.5) / 400 >= GOAL
    lottery = np.random.default_rng(seed)

    def answers(of: Floats, to: NDArray[np.int64]) -> NDArray[np.bool_]:
        known = 1 / (1 + (1 - of) / of * np.exp(-shift[to]))
        knows, guesses = lottery.random(to.shape), lottery.random(to.shape)
        right: NDArray[np.bool_] = (knows < known) | (guesses < luck[to])
        return right

    asked = [draw(bank, f"simulated-{number}") for number in range(len(truth))]
    places = np.array([[place[question.id] for question in test] for test in asked])
    right = answers(truth[:, None], places)
    density = np.where(right[:, :, None], chances[places], 1 - chances[places]).prod(axis=1)
    density /= density.sum(axis=1, keepdims=True)
    after_ten = density[:, reached].sum(axis=1)

    likely = density @ chances.T
    if_right = density[:, reached] @ chances[:, reached].T / likely
    if_wrong = density[:, reached] @ (1 - chances[:, reached]).T / (1 - likely)
    left_open = likely * _doubt(if_right) + (1 - likely) * _doubt(if_wrong)
    after_all = after_ten.copy()
    further = {}
    for number in np.flatnonzero((after_ten > UNLIKELY) & (after_ten < SURE)):
        used = {question.template for question in asked[number]}
        more: dict[str, int] = {}
        for at in np.argsort(left_open[number], kind="stable"):
            if (name := bank.questions[at].template) not in used:
                more.setdefault(name, at)
        chosen = np.array(list(more.values())[:FURTHER])
        told = answers(truth[number], chosen)
        final = density[number] * np.where(
            told[:, None], chances[chosen], 1 - chances[chosen]
        ).prod(axis=0)
        after_all[number] = final[reached].sum() / final.sum()
        further[int(number)] = tuple(bank.questions[at] for at in chosen)
    return Outcome(asked, right, after_ten, further, after_all)


def _doubt(probability: Floats) -> Floats:
    entropy: Floats = -(
        probability * np.log2(probability) + (1 - probability) * np.log2(1 - probability)
    )
    return entropy


@cache
def not_there_yet() -> tuple[Floats, Outcome]:
    """Simulate two thousand learners below the goal."""
    truth = np.random.default_rng(1).uniform(0, GOAL, 2_000)
    return truth, simulated(sources.bank(), truth, seed=2)


def test_the_simulation_does_the_sums_that_the_verdict_does(bank: Bank) -> None:
    outcome = simulated(bank, np.linspace(0.3, 0.99, 40), seed=3)

    for number, test in enumerate(outcome.asked):
        told = zip(test, outcome.right[number], strict=True)
        mastery = Mastery(tuple(Response(question, bool(right)) for question, right in told))
        assert mastery.probability == pytest.approx(outcome.after_ten[number])
    for number, chosen in list(outcome.further.items())[:4]:
        told = zip(outcome.asked[number], outcome.right[number], strict=True)
        mastery = Mastery(tuple(Response(question, bool(right)) for question, right in told))
        templates = {question.template for question in outcome.asked[number]}
        left = [question for question in bank.questions if question.template not in templates]
        gains = [mastery.gain(question) for question in mastery.most_telling(left, FURTHER)]
        assert [mastery.gain(question) for question in chosen] == pytest.approx(gains)


def test_of_those_below_the_goal_fewer_than_one_in_twenty_come_out_strong() -> None:
    """About 1.6 % of all learners below 0.8 do, further questions included."""
    _, outcome = not_there_yet()

    assert outcome.rate() < 0.05


def test_of_those_just_below_the_goal_about_one_in_twelve_come_out_strong() -> None:
    """Between 0.7 and 0.8 about 9 % do: the verdict is 85 % sure, and these are nearly there."""
    truth, outcome = not_there_yet()

    assert 0.03 < outcome.rate(truth >= 0.7) < 0.15


def test_further_questions_settle_some_verdicts_and_leave_few_open() -> None:
    _, outcome = not_there_yet()
    still_open = (outcome.after_all > UNLIKELY) & (outcome.after_all < SURE)

    assert 0 < still_open.sum() < len(outcome.further) < 0.25 * len(outcome.asked)


def test_of_those_who_know_nearly_everything_most_come_out_strong(bank: Bank) -> None:
    """About four in five at 0.95 and above: one slip in ten leaves the verdict open."""
    truth = np.random.default_rng(4).uniform(0.95, 1, 1_000)

    assert simulated(bank, truth, seed=5).rate() > 0.7


def test_who_answers_everything_rightly_is_strong_after_the_further_questions_at_the_latest(
    bank: Bank,
) -> None:
    """In 7 of 100 tests ten right answers are a hair short: their options are easier to guess."""
    for number in range(30):
        asked = draw(bank, f"flawless-{number}")
        mastery = Mastery(tuple(Response(question, right=True) for question in asked))
        assert mastery.probability > 0.84
        templates = {question.template for question in asked}
        left = [question for question in bank.questions if question.template not in templates]
        for question in mastery.most_telling(left, FURTHER):
            mastery = mastery.with_response(Response(question, right=True))
        assert mastery.verdict is Verdict.STRONG
