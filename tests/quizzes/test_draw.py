from collections import Counter
from dataclasses import replace
from itertools import pairwise, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizzes.bank import Bank
from quizzes.draw import OF_LEVEL, draw, shuffled
from quizzes.question import Question
from tests.quizzes.questions import question_of

ALL_ROUND = 8
"""Enough tests that every level has been used up at least once."""

seeds = st.text(max_size=12)


def templates(questions: tuple[Question, ...]) -> list[str]:
    return [question.template for question in questions]


@given(seed=seeds, number=st.integers(1, ALL_ROUND))
@settings(max_examples=25)
def test_the_same_seed_and_number_give_the_same_ten(bank: Bank, seed: str, number: int) -> None:
    assert draw(bank, seed, number) == draw(bank, seed, number)


@given(seed=seeds, number=st.integers(1, 3 * ALL_ROUND))
@settings(max_examples=50)
def test_a_test_asks_ten_different_questions_from_easy_to_hard(
    bank: Bank, seed: str, number: int
) -> None:
    drawn = draw(bank, seed, number)

    assert len(set(templates(drawn))) == 10
    assert [q.level for q in drawn] == ["easy"] * 3 + ["medium"] * 4 + ["hard"] * 3


@given(seed=seeds, number=st.integers(1, 3 * ALL_ROUND))
@settings(max_examples=50)
def test_a_test_asks_about_five_stages_at_least(bank: Bank, seed: str, number: int) -> None:
    assert len({question.stage for question in draw(bank, seed, number)}) >= 5


@given(seed=seeds)
@settings(max_examples=25)
def test_no_question_comes_again_before_its_level_is_used_up(bank: Bank, seed: str) -> None:
    tests = [draw(bank, seed, number) for number in range(1, ALL_ROUND + 1)]

    for level, count in OF_LEVEL.items():
        asked = [q.template for test in tests for q in test if q.level == level]
        known = {q.template for q in bank.questions if q.level == level and not q.source}
        assert len(asked) == count * ALL_ROUND
        assert set(asked[: len(known)]) == known


@pytest.mark.parametrize("medium", [5, 6, 7])
def test_a_level_that_runs_out_within_a_test_asks_nothing_twice_in_it(medium: int) -> None:
    few = {"easy": 3, "medium": medium, "hard": 3}
    small = Bank(
        tuple(
            replace(question_of(level=level), id=f"{level}-{number}")
            for level, count in few.items()
            for number in range(count)
        )
    )

    for seed, number in product("0123456789", range(1, 6)):
        assert len(set(templates(draw(small, seed, number)))) == 10


def test_every_variant_of_a_question_is_asked_some_time(bank: Bank) -> None:
    asked = {question.id for seed in range(400) for question in draw(bank, str(seed))}

    assert asked == {question.id for question in bank.questions if not question.source}


def test_other_seeds_draw_other_questions(bank: Bank) -> None:
    drawn = {frozenset(templates(draw(bank, f"class-{number}"))) for number in range(100)}

    assert len(drawn) == 100


def test_every_question_is_drawn_about_as_often_as_the_others_of_its_level(bank: Bank) -> None:
    drawn = Counter(name for seed in range(400) for name in templates(draw(bank, str(seed))))
    levels = {each.template: each.level for each in bank.questions if not each.source}

    assert set(drawn) == set(levels)
    for level, count in OF_LEVEL.items():
        times = [drawn[name] for name, each in levels.items() if each == level]
        assert min(times) > 400 * count / len(times) / 3


@given(seed=seeds)
@settings(max_examples=25)
def test_shuffled_options_are_all_there_and_lie_the_same_after_a_reload(
    bank: Bank, seed: str
) -> None:
    for question in bank.questions:
        laid = shuffled(question, seed)

        assert laid == shuffled(question, seed)
        assert sorted(laid, key=lambda option: option.letter) == list(question.options)


@given(seed=seeds)
@settings(max_examples=25)
def test_what_is_to_be_put_in_order_never_lies_in_order(bank: Bank, seed: str) -> None:
    pair = replace(question_of("order", 2), id="a-pair")

    for question in (*bank.questions, pair):
        if question.kind == "order":
            assert tuple(option.letter for option in shuffled(question, seed)) != question.key


def test_other_seeds_and_other_questions_lay_options_out_otherwise() -> None:
    one, other = question_of(options=5), replace(question_of(options=5), id="other")

    laid = [shuffled(one, str(seed)) for seed in range(40)]
    theirs = [shuffled(other, str(seed)) for seed in range(40)]

    assert len(set(laid)) > 20
    assert laid != theirs
    assert any(first != second for first, second in pairwise(laid))


@pytest.mark.parametrize("place", range(4))
def test_the_right_option_lies_at_every_place_about_as_often(place: int) -> None:
    question = question_of()

    laid = Counter(shuffled(question, str(seed))[place].letter for seed in range(400))

    assert 60 < laid["a"] < 140
