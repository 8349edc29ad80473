from collections.abc import Mapping, Sequence
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes import sitting
from quizzes.marking import Answer
from quizzes.mastery import Mastery, Response
from quizzes.question import Question
from quizzes.sitting import ANSWER, FLAG, FURTHER, HINT, START, STEP, SUBMIT, attempts
from tests.quizzes.questions import Entry, question_of

ASKED = tuple(replace(question_of(), id=f"asked-{number}") for number in range(1, 11))
MORE = tuple(replace(question_of(level="hard"), id=f"more-{number}") for number in range(1, 4))
KNOWN: Mapping[str, Question] = {question.id: question for question in (*ASKED, *MORE)}
ONE = ASKED[0]
BEGUN = Entry("", START, 1, " ".join(["own", *(question.id for question in ASKED)]))
HANDED_IN = Entry("", SUBMIT, 1)
ASKED_ON = Entry("", FURTHER, 1, " ".join(question.id for question in MORE))
HANDED_IN_AGAIN = Entry("", SUBMIT, 2)


@st.composite
def deeds(draw: st.DrawFn, questions: Sequence[Question] = (*ASKED, *MORE)) -> list[Entry]:
    """Give what somebody did with the questions, each deed once, numbered as it was done."""
    done: list[Entry] = []
    for _ in range(draw(st.integers(0, 20))):
        name = draw(st.sampled_from(questions)).id
        kind = draw(st.sampled_from([ANSWER, HINT, STEP, FLAG]))
        number = 1 + sum((entry.question, entry.kind) == (name, kind) for entry in done)
        value = draw(st.sampled_from(["", *"abcde"])) if kind == ANSWER else ""
        done.append(Entry(name, kind, number, value))
    return done


@st.composite
def whole_logs(draw: st.DrawFn) -> list[Entry]:
    """Give the log of a test, in progress or over."""
    log = [BEGUN, *draw(deeds(ASKED))]
    for deed, of in ((HANDED_IN, ()), (ASKED_ON, MORE), (HANDED_IN_AGAIN, ())):
        if not draw(st.booleans()):
            return log
        log += [deed, *(draw(deeds(of)) if of else [])]
    return log


def answered(letter: str, *questions: Question) -> list[Entry]:
    return [Entry(question.id, ANSWER, 1, letter) for question in questions]


# ---- one question ----------------------------------------------------------------------------


@given(deeds(), st.randoms())
def test_what_was_done_is_told_the_same_in_whatever_order_it_was_kept(
    done: list[Entry], chance: Random
) -> None:
    mixed = list(done)
    chance.shuffle(mixed)

    assert attempts(ASKED, mixed) == attempts(ASKED, done)


@given(deeds(), st.data())
def test_a_deed_that_is_logged_twice_counts_once(done: list[Entry], data: st.DataObject) -> None:
    again = data.draw(st.lists(st.sampled_from(done))) if done else []

    assert attempts(ASKED, [*done, *again]) == attempts(ASKED, done)


def test_nothing_done_is_nothing_told() -> None:
    (attempt,) = attempts([ONE], [])

    assert (attempt.answers, attempt.answer, attempt.marks) == ((), (), ())
    assert (attempt.hints, attempt.steps) == (0, 0)
    assert not attempt.solved
    assert not attempt.flagged
    assert attempt.response == Response(ONE, right=False)


def test_the_last_answer_counts_and_solved_is_who_was_ever_right() -> None:
    done = [Entry(ONE.id, ANSWER, n, letter) for n, letter in enumerate("cab", start=1)]

    (attempt,) = attempts([ONE], done)

    assert attempt.answers == (("c",), ("a",), ("b",))
    assert [mark.right for mark in attempt.marks] == [False, True, False]
    assert attempt.answer == ("b",)
    assert attempt.solved
    assert not attempt.response.right


@pytest.mark.parametrize("values", [["a", ""], ["b", "a", ""], ["a", "", "e f"], ["", ""]])
def test_an_answer_that_was_taken_back_is_no_answer(values: Sequence[str]) -> None:
    done = [Entry(ONE.id, ANSWER, n, value) for n, value in enumerate(values, start=1)]

    (attempt,) = attempts([ONE], done)

    assert attempt.answer == ()
    assert not attempt.response.right
    assert attempt.tries == len(values)
    assert sitting.results_of([attempt]) == f"-{ONE.id}"


def test_what_is_answered_after_an_answer_was_taken_back_counts() -> None:
    done = [Entry(ONE.id, ANSWER, n, value) for n, value in enumerate(["b", "", "a"], start=1)]

    (attempt,) = attempts([ONE], done)

    assert attempt.answers == (("b",), ("a",))
    assert attempt.answer == ("a",)
    assert attempt.response.right


def test_an_answer_that_is_not_offered_any_more_is_left_out() -> None:
    three = replace(ONE, options=ONE.options[:3])
    done = [Entry(ONE.id, ANSWER, n, value) for n, value in enumerate(["d", "a", "d", "a b"], 1)]

    (attempt,) = attempts([three], done)

    assert attempt.answers == (("a",),)
    assert attempt.answer == ("a",)


def test_what_was_done_with_another_question_is_not_told() -> None:
    assert attempts([ONE], answered("a", ASKED[1])) == attempts([ONE], [])


@pytest.mark.parametrize(("flags", "flagged"), [(0, False), (1, True), (2, False), (3, True)])
def test_a_flag_is_set_and_taken_off_by_the_next(flags: int, *, flagged: bool) -> None:
    (attempt,) = attempts([ONE], [Entry(ONE.id, FLAG, n) for n in range(1, flags + 1)])

    assert attempt.flagged is flagged


def test_hints_and_steps_are_counted_each_for_itself() -> None:
    done = [Entry(ONE.id, HINT, 1), Entry(ONE.id, HINT, 2), Entry(ONE.id, STEP, 1)]

    (attempt,) = attempts([ONE], [*done, *answered("a", ONE)])

    assert (attempt.hints, attempt.steps) == (2, 1)
    assert attempt.response == Response(ONE, right=True, hints=2)


@given(st.lists(st.sampled_from("abcde"), unique=True).map(tuple))
def test_an_answer_is_read_as_it_was_written(answer: Answer) -> None:
    assert sitting.read(sitting.written(answer)) == answer


# ---- a whole test ----------------------------------------------------------------------------


def test_a_test_asks_the_questions_that_its_log_names() -> None:
    test = sitting.test_of(KNOWN, [BEGUN])

    assert tuple(attempt.question for attempt in test.asked) == ASKED
    assert (test.handed_in, test.further) == ((), ())


@pytest.mark.parametrize(
    ("whose", "minutes"), [("own:0", 0), ("shared:20", 20), ("shared:240", 240), ("own", 0)]
)
def test_a_test_has_the_time_limit_with_which_it_was_begun(whose: str, minutes: int) -> None:
    begun = Entry("", START, 1, f"{whose} {ONE.id}")

    assert sitting.test_of(KNOWN, [begun, HANDED_IN]).minutes == minutes


def test_a_test_that_nobody_began_asks_nothing() -> None:
    assert sitting.test_of(KNOWN, answered("a", ONE)).asked == ()


def test_a_question_that_the_bank_has_lost_is_not_asked() -> None:
    known = {name: question for name, question in KNOWN.items() if name != ONE.id}

    test = sitting.test_of(known, [BEGUN, *answered("a", ONE)])

    assert tuple(attempt.question for attempt in test.asked) == ASKED[1:]


def test_before_the_hand_in_nothing_counts() -> None:
    test = sitting.test_of(KNOWN, [BEGUN, *answered("a", *ASKED)])

    assert test.submitted == 0
    assert test.handed_in == ()
    assert test.mastery == Mastery()


def test_after_the_hand_in_what_was_not_answered_counts_as_wrong() -> None:
    test = sitting.test_of(KNOWN, [BEGUN, *answered("a", *ASKED[:4]), HANDED_IN])

    assert [response.right for response in test.mastery.responses] == [True] * 4 + [False] * 6
    assert test.asked == ()


def test_what_is_answered_after_the_hand_in_changes_nothing() -> None:
    log = [BEGUN, *answered("b", *ASKED), HANDED_IN]
    late = [Entry(question.id, ANSWER, 2, "a") for question in ASKED]
    peeped = [Entry(question.id, HINT, 1) for question in ASKED]

    assert sitting.test_of(KNOWN, [*log, *late, *peeped]) == sitting.test_of(KNOWN, log)


def test_after_the_first_hand_in_only_the_further_questions_are_asked() -> None:
    log = [BEGUN, *answered("a", *ASKED), HANDED_IN, ASKED_ON]

    test = sitting.test_of(KNOWN, [*log, *answered("b", *MORE)])

    assert tuple(attempt.question for attempt in test.asked) == MORE
    assert [attempt.answer for attempt in test.asked] == [("b",)] * 3
    assert len(test.mastery.responses) == 10


def test_the_second_hand_in_counts_the_ten_and_the_three() -> None:
    ten = [BEGUN, *answered("a", *ASKED), HANDED_IN]
    log = [*ten, ASKED_ON, *answered("a", *MORE[:2]), HANDED_IN_AGAIN]

    test = sitting.test_of(KNOWN, log)

    assert [response.right for response in test.mastery.responses] == [True] * 12 + [False]
    assert test.asked == ()
    late = [Entry(question.id, ANSWER, 9, "b") for question in (*ASKED, *MORE)]
    assert sitting.test_of(KNOWN, [*log, *late]) == test


@given(whole_logs(), st.data())
def test_an_entry_that_is_logged_again_later_changes_nothing(
    log: list[Entry], data: st.DataObject
) -> None:
    entry = data.draw(st.sampled_from(log))
    place = data.draw(st.integers(log.index(entry) + 1, len(log)))

    again = [*log[:place], entry, *log[place:]]

    assert sitting.test_of(KNOWN, again) == sitting.test_of(KNOWN, log)


@given(whole_logs())
def test_either_something_is_asked_or_everything_counts(log: list[Entry]) -> None:
    test = sitting.test_of(KNOWN, log)

    counted = len(test.mastery.responses)
    assert counted == {0: 0, 1: 10, 2: 13}[test.submitted]
    assert len(test.asked) == {0: 10, 1: len(test.further), 2: 0}[test.submitted]
