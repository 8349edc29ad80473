from itertools import chain, combinations, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.bank import Bank
from quizzes.marking import Answer, ImpossibleAnswerError, mark, suggested
from quizzes.question import Question
from tests.quizzes.questions import question_of

CHOSEN = ("one", "predict", "cell")

kinds = st.sampled_from((*CHOSEN, "several", "order"))


@st.composite
def questions(draw: st.DrawFn, kind: st.SearchStrategy[str] = kinds) -> Question:
    """Give a question of a kind with a key that the kind allows."""
    drawn, options = draw(kind), draw(st.integers(3, 5))
    letters = "abcde"[:options]
    most = options - 1 if drawn == "several" else 1
    least = 2 if drawn == "several" else 1
    key = draw(st.sets(st.sampled_from(letters), min_size=least, max_size=most))
    return question_of(drawn, options, key="".join(sorted(key)))


def answers(question: Question) -> list[Answer]:
    """List every answer that a question offers."""
    letters = tuple(option.letter for option in question.options)
    match question.kind:
        case "order":
            return list(permutations(letters))
        case "several":
            sizes = range(1, len(letters) + 1)
            return list(chain.from_iterable(combinations(letters, size) for size in sizes))
    return [(letter,) for letter in letters]


@given(questions())
def test_only_the_key_is_right(question: Question) -> None:
    right = [answer for answer in answers(question) if mark(question, answer).right]

    assert right == [question.key]


def test_the_whole_bank_is_marked_so_too(bank: Bank) -> None:
    for question in bank.questions:
        marks = {answer: mark(question, answer) for answer in answers(question)}

        assert [answer for answer, earned in marks.items() if earned.right] == [question.key]
        assert all(all(earned.feedback) and earned.feedback for earned in marks.values())


@given(questions(st.just("several")), st.data())
def test_several_options_may_be_taken_in_any_order(question: Question, data: st.DataObject) -> None:
    answer = data.draw(st.sampled_from(answers(question)))
    other = tuple(data.draw(st.permutations(answer)))

    one, another = mark(question, answer), mark(question, other)

    assert (one.right, set(one.feedback)) == (another.right, set(another.feedback))


@given(questions(), st.data())
def test_marking_twice_gives_the_same_and_changes_nothing(
    question: Question, data: st.DataObject
) -> None:
    answer = data.draw(st.sampled_from(answers(question)))
    before = repr(question)

    assert mark(question, answer) == mark(question, answer)
    assert repr(question) == before


@given(questions(), st.data())
def test_an_answer_that_is_not_offered_is_refused(question: Question, data: st.DataObject) -> None:
    letters = st.sampled_from("abcdefxyz") | st.sampled_from(["", "A", "ab", "1", "é"])
    answer = tuple(data.draw(st.lists(letters, max_size=7)))
    offered = {tuple(sorted(each)) for each in answers(question)}

    if tuple(sorted(answer)) in offered:
        mark(question, answer)
    else:
        with pytest.raises(ImpossibleAnswerError):
            mark(question, answer)


@pytest.mark.parametrize(
    ("kind", "answer"),
    [
        ("one", ""),
        ("one", "e"),
        ("one", "ab"),
        ("one", "A"),
        ("several", ""),
        ("several", "aa"),
        ("several", "ae"),
        ("order", "abc"),
        ("order", "abca"),
        ("order", "abcde"),
    ],
)
def test_an_impossible_answer_is_told_with_its_question(kind: str, answer: str) -> None:
    question = question_of(kind, key="ab" if kind == "several" else "a")

    with pytest.raises(ImpossibleAnswerError) as refused:
        mark(question, tuple(answer))

    assert (refused.value.question, refused.value.answer) == (question, tuple(answer))
    assert str(refused.value) == (
        f"The question {question.id} does not offer the answer {', '.join(answer) or '(none)'}."
    )


@pytest.mark.parametrize(
    ("answer", "feedback"),
    [
        ("ab", ("Feedback a", "Feedback b")),
        ("a", ("1 more is right.",)),
        ("abc", ("Feedback c",)),
        ("ac", ("Feedback c", "1 more is right.")),
        ("c", ("Feedback c", "2 more are right.")),
        ("abcde", ("Feedback c", "Feedback d", "Feedback e")),
    ],
)
def test_several_options_say_what_was_wrongly_taken_and_left(
    answer: str, feedback: tuple[str, ...]
) -> None:
    earned = mark(question_of("several", 5, key="ab"), tuple(answer))

    assert earned.feedback == feedback


@pytest.mark.parametrize(
    ("answer", "feedback"),
    [
        ("abcd", "This is so."),
        ("bcda", "Feedback b"),
        ("abdc", "Feedback d"),
        ("dcba", "Feedback d"),
    ],
)
def test_an_order_says_what_came_too_early(answer: str, feedback: str) -> None:
    earned = mark(question_of("order"), tuple(answer))

    assert earned.feedback == (feedback,)


@pytest.mark.parametrize("kind", CHOSEN)
@pytest.mark.parametrize("answer", ["a", "b"])
def test_one_option_is_right_or_wrong_and_says_why(kind: str, answer: str) -> None:
    earned = mark(question_of(kind), (answer,))

    assert earned.right == (answer == "a")
    assert earned.feedback == (f"Feedback {answer}",)


@pytest.mark.parametrize(
    ("kind", "key", "answer", "suggests"),
    [
        ("one", "a", "b", True),
        ("one", "a", "a", False),
        ("one", "a", "", False),
        ("predict", "a", "b", False),
        ("several", "abc", "ab", False),  # too few is no belief in more
        ("several", "abc", "cba", False),
        ("several", "abc", "abd", True),
        ("order", "", "bacd", True),
    ],
)
def test_an_answer_suggests_a_misconception_unless_it_is_right_or_only_short(
    kind: str, key: str, answer: str, *, suggests: bool
) -> None:
    question = question_of(kind, key=key)

    assert bool(suggested(question, tuple(answer))) == suggests
