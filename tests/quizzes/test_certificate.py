from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.certificate import Certificate, NotGenuineError
from quizzes.mastery import Verdict

SECRET = b"only this server knows it"
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
OURS = Certificate(date(2026, 3, 2), Verdict.STRONG, 9, 10, 91, (74, 99), "test-ab12cd-3")

percentages = st.integers(0, 100)
certificates = st.builds(
    Certificate,
    day=st.dates(),
    verdict=st.sampled_from(Verdict),
    right=st.integers(0, 13),
    asked=st.integers(0, 13),
    probability=percentages,
    interval=st.tuples(percentages, percentages),
    test=st.text(st.characters(exclude_categories=["Z", "C"]), min_size=1, max_size=40),
    minutes=st.none() | st.integers(0, 240),
)


@given(certificates, st.binary(min_size=1))
def test_a_certificate_is_read_from_its_code_as_it_was(ours: Certificate, secret: bytes) -> None:
    assert Certificate.behind(ours.code(secret), secret) == ours


def test_a_code_from_before_certificates_told_the_limit_is_genuine_and_tells_none() -> None:
    before = (
        "WR5P7 RSIBT CUELD 3GIYD ENRNG AZS2M BSEBZ SAOJP GEYCA OJREA 3TILJ ZHEQH IZLTO QWWCY "
        "RRGJR WILJT"
    )

    assert Certificate.behind(before, SECRET) == OURS
    assert OURS.minutes is None


@given(certificates, st.data())
def test_a_code_with_a_changed_letter_is_refused(ours: Certificate, data: st.DataObject) -> None:
    code = ours.code(SECRET)
    place = data.draw(st.sampled_from([at for at, letter in enumerate(code) if letter != " "]))
    letter = data.draw(st.sampled_from(ALPHABET.replace(code[place], "")))

    with pytest.raises(NotGenuineError):
        Certificate.behind(code[:place] + letter + code[place + 1 :], SECRET)


@pytest.mark.parametrize("length", range(8, 16))
def test_every_letter_of_a_code_counts_also_the_last(length: int) -> None:
    code = replace(OURS, test="t" * length).code(SECRET)

    for place, is_so in enumerate(code):
        for letter in ALPHABET.replace(is_so, ""):
            if is_so != " ":
                with pytest.raises(NotGenuineError):
                    Certificate.behind(code[:place] + letter + code[place + 1 :], SECRET)


@given(certificates, st.binary(max_size=40).filter(lambda secret: secret != SECRET))
def test_another_server_does_not_know_the_code(ours: Certificate, secret: bytes) -> None:
    with pytest.raises(NotGenuineError):
        Certificate.behind(ours.code(SECRET), secret)


@pytest.mark.parametrize(
    "typed",
    [
        str.lower,
        str.swapcase,
        lambda code: code.replace(" ", ""),
        lambda code: code.replace(" ", "-"),
        lambda code: code.replace(" ", " - "),
        lambda code: f"\n  {code}\t ",
        "\N{NO-BREAK SPACE}".join,
    ],
)
def test_a_code_may_be_typed_in_any_case_and_grouping(typed: Callable[[str], str]) -> None:
    assert Certificate.behind(typed(OURS.code(SECRET)), SECRET) == OURS


@given(st.text())
def test_what_is_no_code_is_refused(text: str) -> None:
    with pytest.raises(NotGenuineError) as refused:
        Certificate.behind(text, SECRET)

    assert str(refused.value).startswith("This code is not genuine")


@pytest.mark.parametrize(
    "extra", ["A", "AA", "=", "=====", "AAAAAAAA", "\N{GREEK SMALL LETTER ALPHA}"]
)
def test_a_code_with_something_added_is_refused(extra: str) -> None:
    with pytest.raises(NotGenuineError):
        Certificate.behind(OURS.code(SECRET) + extra, SECRET)


def test_a_code_that_lacks_its_end_is_refused() -> None:
    code = OURS.code(SECRET)

    for length in range(len(code)):
        with pytest.raises(NotGenuineError):
            Certificate.behind(code[:length], SECRET)


@given(certificates, certificates)
def test_two_results_never_share_a_code(one: Certificate, other: Certificate) -> None:
    assert (one.code(SECRET) == other.code(SECRET)) == (one == other)


def test_a_code_comes_in_groups_of_five_letters_that_can_be_typed() -> None:
    groups = OURS.code(SECRET).split(" ")

    assert {len(group) for group in groups[:-1]} == {5}
    assert set("".join(groups)) <= set(ALPHABET)
