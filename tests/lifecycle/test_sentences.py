import pytest
from hypothesis import given
from hypothesis import strategies as some

from lifecycle.sentences import sentences, spoken


@pytest.mark.parametrize(
    "sentence",
    [
        "The 1993-94 model scored 0.81 (95% interval 0.78 to 0.86) in v1.2 of the file.",
        "Welch's test has 9 d.f. and a small p.",
        "It counts animals, e.g. 1,418 of them, i.e. all.",
        "The gate (cf. Step 4 vs. Step 6) is set by S. K. Morgan Ernest et al. (2009).",
        "PSI is 0.30 and 0.41: drift is not damage.",
        "`model.fit` is called; `stage` moves on.",
        "81.7% of 1,386 animals were named rightly",
    ],
)
def test_a_stop_inside_a_sentence_does_not_end_it(sentence: str) -> None:
    assert sentences(sentence) == (sentence,)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("It is monitored.", "81.7% of 1,386 animals were named rightly."),
        ("The program ends.", "`stage` stays where it is."),
        ("Which rodent is in the trap?", "Success is at least 70%."),
        ("It said “Merriam's kangaroo rat.”", "“No” was the answer."),
        ("The answer was read (leakage).", "Then it failed."),
        ("This is row 7.", "**Deployment** is not the end!"),
    ],
)
def test_a_sentence_ends_where_another_begins(first: str, second: str) -> None:
    assert sentences(f"{first} {second}") == (first, second)


@given(some.text(some.sampled_from(list("aB7 .?!”“'\"()`*%-"))))
def test_sentences_joined_by_spaces_are_the_text(text: str) -> None:
    assert " ".join(sentences(text)) == text


def test_a_voice_says_neither_marks_nor_underscores() -> None:
    said = spoken("In 1993-94 `needs_retraining` was **False**, at 0.81 of v1.")

    assert said == "In 1993 to 94 needs retraining was False, at 0.81 of v1."
