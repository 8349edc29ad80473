"""Tokens, ids and one-time codes."""

import hashlib

import pytest

from classroom.learner import CODE_ALPHABET, code_from, is_token, learner_of, new_code, new_token


def test_a_new_token_is_a_token_and_no_two_are_the_same() -> None:
    tokens = {new_token() for _ in range(100)}

    assert len(tokens) == 100
    assert all(map(is_token, tokens))


@pytest.mark.parametrize(
    "text",
    ["", "a" * 42, "a" * 44, "a" * 42 + "\n", "a" * 43 + "\n", "a" * 42 + "é", " " + "a" * 42],
)
def test_what_cannot_be_a_token_is_told_apart(text: str) -> None:
    assert not is_token(text)


def test_a_learners_id_is_the_same_every_time_and_does_not_hold_the_token() -> None:
    token = new_token()

    assert learner_of(token) == learner_of(token) == hashlib.sha256(token.encode()).hexdigest()
    assert token not in learner_of(token)


def test_an_id_is_not_a_token() -> None:
    assert not is_token(learner_of(new_token()))


def test_a_code_is_two_groups_of_four_from_an_alphabet_that_nobody_misreads() -> None:
    first, dash, second = new_code().partition("-")

    assert (len(first), dash, len(second)) == (4, "-", 4)
    assert set(first + second) <= set(CODE_ALPHABET)
    assert not set(CODE_ALPHABET) & set("01ILOU")


@pytest.mark.parametrize("typed", ["K7QM-3XRD", "k7qm3xrd", " k7qm 3xrd ", "K7QM\u20133XRD\n"])
def test_a_code_is_understood_as_people_type_it(typed: str) -> None:
    assert code_from(typed) == "K7QM-3XRD"


def test_anything_that_was_typed_makes_some_code() -> None:
    assert code_from("\ud800?") == "-"
