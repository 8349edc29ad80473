"""The verdict, recomputed by other means."""

from collections.abc import Sequence
from dataclasses import replace
from math import exp, factorial, log2
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.integrate import quad

from quizzes.bank import Bank
from quizzes.draw import OF_LEVEL, draw
from quizzes.mastery import (
    GOAL,
    SURE,
    UNLIKELY,
    Mastery,
    Response,
    Verdict,
    chance,
    guess,
    percent_told,
)
from quizzes.question import Question
from tests.quizzes.questions import SHIFT, question_of

Floats = NDArray[np.float64]

UNGUESSABLE = question_of("order", 12)
"""Of medium level, and a blind guess is right once in half a billion times."""


def after(right: int, wrong: int = 0, question: Question = UNGUESSABLE) -> Mastery:
    """Answer with what so many right and wrong answers to a question show."""
    outcomes = [True] * right + [False] * wrong
    return Mastery(tuple(Response(question, outcome) for outcome in outcomes))


def right_at(mastery: float, level: str, lucky: float) -> float:
    """Say how likely a right answer is, written as in a textbook of item response theory."""
    if mastery >= 1:
        return 1.0
    known = 1 / (1 + (1 - mastery) / mastery * exp(-SHIFT[level]))
    return known + (1 - known) * lucky


def by_integral(responses: Sequence[Response], least: float = GOAL, most: float = 1.0) -> float:
    """Work out how likely mastery lies between two values by numerical integration."""

    def likelihood(mastery: float) -> float:
        product = 1.0
        for each in responses:
            right = right_at(mastery, each.question.level, guess(each.question, each.hints))
            product *= right if each.right else 1 - right
        return product

    tiny = 1e-9
    part: float = quad(likelihood, max(least, tiny), most, limit=200)[0]
    whole: float = quad(likelihood, tiny, 1.0, points=[0.5, 0.9], limit=200)[0]
    return part / whole


levels = st.sampled_from(list(SHIFT))
asked = st.builds(
    question_of, st.sampled_from(["one", "several", "order"]), st.integers(3, 5), levels
)
responses = st.builds(Response, asked, st.booleans(), st.integers(0, 3))
histories = st.lists(responses, max_size=13).map(tuple)


# ---- figures worked out by hand ----------------------------------------------------------------


@pytest.mark.parametrize("right", range(14))
def test_where_nobody_can_guess_the_probability_is_the_textbook_s(right: int) -> None:
    """The posterior is Beta(right + 1, 1), so P(mastery >= 0.8) = 1 - 0.8 ** (right + 1)."""
    assert after(right).probability == pytest.approx(1 - 0.8 ** (right + 1), abs=2e-3)


def test_ten_of_ten_that_nobody_can_guess_are_strong_at_91_percent() -> None:
    mastery = after(10)

    assert mastery.probability == pytest.approx(0.914, abs=1e-3)
    assert mastery.verdict is Verdict.STRONG


def test_ten_of_ten_that_a_coin_can_guess_are_not_enough() -> None:
    mastery = after(10, question=question_of(options=2))

    assert mastery.probability == pytest.approx(by_integral(mastery.responses), abs=5e-3)
    assert mastery.verdict is Verdict.UNDECIDED


OF_FOUR_OPTIONS = [question_of("one", 4, level) for level, n in OF_LEVEL.items() for _ in range(n)]


def test_ten_of_ten_with_four_options_each_fall_just_short_of_strong() -> None:
    mastery = Mastery(tuple(Response(question, right=True) for question in OF_FOUR_OPTIONS))

    assert mastery.probability == pytest.approx(0.849, abs=5e-4)
    assert round(100 * mastery.probability) == 100 * SURE
    assert mastery.probability < SURE
    assert mastery.verdict is Verdict.UNDECIDED


@pytest.mark.parametrize(("wrong", "probability"), [(0, 0.51), (9, 0.55)])
def test_nine_of_ten_with_four_options_each_are_far_from_strong(
    wrong: int, probability: float
) -> None:
    mastery = Mastery(
        tuple(Response(each, place != wrong) for place, each in enumerate(OF_FOUR_OPTIONS))
    )

    assert mastery.probability == pytest.approx(probability, abs=5e-3)


def test_a_paper_that_is_all_right_and_falls_short_is_drawn_seldom_and_decided_by_the_round(
    bank: Bank,
) -> None:
    papers = [draw(bank, str(seed)) for seed in range(500)]

    short = [
        mastery
        for paper in papers
        if (mastery := Mastery(tuple(Response(each, right=True) for each in paper))).probability
        < SURE
    ]

    assert 0.02 < len(short) / len(papers) < 0.06
    for mastery in short[:2]:
        asked = {response.question.template for response in mastery.responses}
        left = [each for each in bank.questions if each.template not in asked and not each.source]
        assert mastery.probability > 0.845
        assert mastery.after(mastery.most_telling(left, 3), right=True) >= SURE


def test_before_the_first_answer_every_mastery_is_as_likely() -> None:
    mastery = Mastery()

    assert mastery.probability == pytest.approx(0.2)
    assert mastery.interval == pytest.approx((0.05, 0.95), abs=0.005)
    assert mastery.verdict is Verdict.UNDECIDED


def test_one_wrong_answer_is_enough_for_developing() -> None:
    assert after(0, 1).probability == pytest.approx(0.04, abs=2e-3)
    assert after(0, 1).verdict is Verdict.DEVELOPING


@pytest.mark.parametrize(
    ("kind", "options", "hints", "lucky"),
    [
        ("one", 4, 0, 1 / 4),
        ("one", 4, 1, 1 / 3),
        ("one", 4, 2, 1 / 2),
        ("one", 4, 9, 1 / 2),
        ("cell", 2, 0, 1 / 2),
        ("predict", 5, 1, 1 / 4),
        ("several", 5, 0, 1 / 30),
        ("several", 5, 1, 1 / 15),
        ("several", 3, 9, 1 / 2),
        ("order", 5, 0, 1 / factorial(5)),
        ("order", 5, 2, 4 / factorial(5)),
        ("order", 5, 20, 1 / 2),
    ],
)
def test_a_blind_guess_is_as_likely_as_the_options_make_it(
    kind: str, options: int, hints: int, lucky: float
) -> None:
    assert guess(question_of(kind, options), hints) == pytest.approx(lucky)


@given(asked, st.integers(0, 3))
def test_a_right_answer_is_known_or_guessed(question: Question, hints: int) -> None:
    likely = chance(question, hints)

    lucky = guess(question, hints)
    grid = (np.arange(400) + 0.5) / 400
    assert likely == pytest.approx([right_at(m, question.level, lucky) for m in grid])


@given(histories)
@settings(max_examples=40)
def test_the_probability_is_the_one_that_integration_gives(history: tuple[Response, ...]) -> None:
    assert Mastery(history).probability == pytest.approx(by_integral(history), abs=0.01)


@given(histories)
@settings(max_examples=40)
def test_the_interval_holds_90_percent(history: tuple[Response, ...]) -> None:
    low, high = Mastery(history).interval
    half = 1 / 800

    assert 0 < low <= high < 1
    assert by_integral(history, low - half, min(1.0, high + half)) >= 0.9 - 1e-3
    assert by_integral(history, low + half, high - half) <= 0.9 + 1e-3


# ---- what must hold of every verdict -----------------------------------------------------------


@given(histories, asked, st.integers(0, 3))
def test_a_right_answer_never_lowers_and_a_wrong_one_never_raises_it(
    history: tuple[Response, ...], question: Question, hints: int
) -> None:
    before = Mastery(history)

    right = before.with_response(Response(question, right=True, hints=hints))
    wrong = before.with_response(Response(question, right=False, hints=hints))

    slack = 1e-12
    assert wrong.probability - slack <= before.probability <= right.probability + slack


@given(histories, asked, st.booleans(), st.integers(0, 3))
def test_a_hint_never_raises_it(
    history: tuple[Response, ...],
    question: Question,
    right: bool,  # noqa: FBT001
    hints: int,
) -> None:
    response = Response(question, right, hints)

    with_less = Mastery((*history, response))
    with_more = Mastery((*history, replace(response, hints=hints + 1)))

    assert with_more.probability <= with_less.probability + 1e-12


@given(histories, st.randoms())
def test_the_order_of_the_answers_does_not_matter(
    history: tuple[Response, ...], chance_of: Random
) -> None:
    mixed = list(history)
    chance_of.shuffle(mixed)

    assert Mastery(tuple(mixed)).probability == pytest.approx(Mastery(history).probability)


@given(histories)
def test_the_verdict_is_strong_from_85_percent_and_developing_to_15(
    history: tuple[Response, ...],
) -> None:
    mastery = Mastery(history)

    expected = Verdict.UNDECIDED
    if mastery.probability >= SURE:
        expected = Verdict.STRONG
    if mastery.probability <= UNLIKELY:
        expected = Verdict.DEVELOPING
    assert mastery.verdict is expected
    assert (SURE, UNLIKELY, GOAL) == (0.85, 0.15, 0.8)


# ---- the questions that would tell most --------------------------------------------------------


@given(histories, asked)
def test_the_gain_is_what_is_known_of_the_answer_and_the_verdict_together(
    history: tuple[Response, ...], question: Question
) -> None:
    """Information is mutual: as much is told about the answer by the verdict as the other way."""
    mastery = Mastery(history)

    reached = (np.arange(400) + 0.5) / 400 >= GOAL
    likely = chance(question)
    joint = [
        float((mastery.density * outcome)[side].sum())
        for outcome in (likely, 1 - likely)
        for side in (reached, ~reached)
    ]
    right, wrong = joint[0] + joint[1], joint[2] + joint[3]
    yes, no = joint[0] + joint[2], joint[1] + joint[3]
    apart = [right * yes, right * no, wrong * yes, wrong * no]
    mutual = sum(p * log2(p / q) for p, q in zip(joint, apart, strict=True) if p > 0)
    assert mastery.gain(question) == pytest.approx(mutual, abs=1e-9)
    assert mastery.gain(question) >= -1e-12


def test_a_harder_question_tells_more_of_the_able() -> None:
    easy, medium, hard = (question_of(level=level) for level in SHIFT)
    able = after(8, 1, medium)

    assert able.gain(hard) > able.gain(medium) > able.gain(easy)


def test_a_question_with_fewer_options_tells_less() -> None:
    able = after(8, 1)

    gains = [able.gain(question_of(options=options)) for options in (2, 3, 4, 5)]

    assert gains == sorted(gains)


@given(history=histories, count=st.integers(0, 12))
@settings(max_examples=8)
def test_the_most_telling_come_first_and_never_twice(
    bank: Bank, history: tuple[Response, ...], count: int
) -> None:
    mastery = Mastery(history)

    chosen = mastery.most_telling(bank.questions, count)

    gains = [mastery.gain(question) for question in chosen]
    templates = {question.template for question in chosen}
    left = [question for question in bank.questions if question.template not in templates]
    assert len(templates) == len(chosen) == count
    assert gains == sorted(gains, reverse=True)
    assert max(map(mastery.gain, left)) <= min(gains, default=1.0)


def test_of_few_questions_no_more_are_chosen_than_there_are() -> None:
    variants = [replace(question_of(), id=f"the-same@{scenario}") for scenario in "abc"]

    assert Mastery().most_telling(variants, 3) == (variants[0],)


@pytest.mark.parametrize(("percent", "told"), [(0, "less than 1%"), (1, "1%"), (99, "99%")])
def test_what_is_rounded_down_to_nothing_is_told_as_little(percent: int, told: str) -> None:
    assert percent_told(percent) == told
