"""What is suggested next, and why."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from quizzes.next_step import next_step, responses, weakest
from quizzes.progress import State
from quizzes.question import Question
from quizzes.sitting import ANSWER, HINT, START, SUBMIT
from quizzes.ways import ways
from tests.quizzes.logs import Told, answers, told
from tests.quizzes.questions import question_of

MONITORING, TRAINING = "Monitoring & Maintenance", "Model Training"
QUESTIONS = {
    each.id: each
    for each in (
        *(replace(question_of(), id=f"m{n}", stage=MONITORING) for n in range(1, 5)),
        *(replace(question_of(), id=f"t{n}", stage=TRAINING) for n in range(1, 5)),
    )
}
NOTHING = {way.id: State.NOT_YET for way in ways()}
ALL = {way.id: State.DONE for way in ways()}


def shown(*log: Told) -> dict[str, bool]:
    return {each.question.id: each.right for each in responses(log, QUESTIONS)}


def a_test(*answered: Told, blank: Sequence[str] = (), handed_in: bool = True) -> list[Told]:
    sitting = answered[0].sitting if answered else "test-x-1"
    names = " ".join((*(entry.question for entry in answered), *blank))
    end = [told(sitting, "", SUBMIT)] if handed_in else []
    return [told(sitting, "", START, 1, f"own:0 {names}"), *answered, *end]


def test_the_stage_with_the_smallest_share_of_right_answers_sends_one_to_its_row() -> None:
    log = [
        *answers("practice-1", "t1", "a"),
        *answers("practice-1", "m1", "ba"),
        *answers("practice-1", "m2", "ba"),
        *answers("practice-1", "m3", "a"),
    ]

    step = next_step(log, QUESTIONS, NOTHING | {"step-through": State.BEGUN})

    assert step.page == "step-through"
    assert step.parameters == {"scenario": "desert-changed", "step": "6"}
    assert step.label == "Walk row 6 again"
    assert step.reason == (
        "Of 3 questions about Monitoring & Maintenance you answered 1 rightly, in a test or "
        "elsewhere at the first try."
    )


def of_level(level: str, name: str, stage: str) -> Question:
    return replace(question_of(level=level), id=name, stage=stage)


def test_a_stage_without_a_right_answer_goes_before_one_that_missed_easier_questions() -> None:
    known = {
        each.id: each
        for each in (
            of_level("easy", "d1", "Data Collection"),
            of_level("hard", "d2", "Data Collection"),
            of_level("medium", "e1", "Model Evaluation"),
            *(of_level("easy", f"t{n}", TRAINING) for n in range(1, 4)),
        )
    }
    log = [
        *answers("practice-1", "t3", "a"),
        *answers("practice-1", "t2", "ba"),
        *a_test(*(told("test-x-1", name, ANSWER, 1, "b") for name in ("d1", "e1", "d2", "t1"))),
    ]

    step = next_step(log, known, NOTHING)

    assert step.parameters["step"] == "1"
    assert step.reason == (
        "Of 2 questions about Data Collection you answered none rightly, in a test or elsewhere "
        "at the first try."
    )


def test_the_smaller_share_of_right_answers_goes_first() -> None:
    one = [*answers("practice-1", "m1", "b"), *answers("practice-1", "m2", "a")]
    none = [*answers("practice-1", "t1", "b"), *answers("practice-1", "t2", "c")]

    step = next_step([*one, *none], QUESTIONS, NOTHING)

    assert step.parameters["step"] == "3"
    assert step.reason.startswith("Of 2 questions about Model Training you answered none rightly")


@pytest.mark.parametrize(
    "log",
    [
        answers("practice-1", "m1", "ba"),
        a_test(*answers("test-x-1", "m1", "ab")),
        a_test(blank=["m1"]),
    ],
    ids=["tried again", "answered in a test", "left blank in a test"],
)
def test_a_single_question_is_told_as_one(log: list[Told]) -> None:
    step = next_step(log, QUESTIONS, NOTHING)

    assert step.reason == (
        "Your one question about Monitoring & Maintenance was not answered rightly, in a test or "
        "elsewhere at the first try."
    )


def test_nobody_walks_again_who_has_not_walked() -> None:
    step = next_step(answers("practice-1", "m1", "b"), QUESTIONS, NOTHING)

    assert step.label == "See row 6 of the walk"


def test_with_nothing_wrong_the_first_way_that_is_not_done_is_suggested() -> None:
    begun = NOTHING | {"why-it-matters": State.DONE, "step-through": State.BEGUN}

    step = next_step(answers("practice-1", "m1", "a"), QUESTIONS, begun)

    walk = next(way for way in ways() if way.id == "step-through")
    assert (step.page, step.label, step.reason) == (walk.id, walk.name, walk.reason)
    assert step.parameters == {}


def test_whoever_has_gone_all_ways_is_sent_to_recall() -> None:
    assert next_step((), {}, ALL).page == "recall"


def test_in_practice_the_first_try_says_what_was_known() -> None:
    log = [*answers("practice-1", "m1", "ba"), *answers("visual-quiz", "m2", "ab")]

    assert shown(*log) == {"m1": False, "m2": True}


def test_in_practice_the_hints_opened_before_the_first_try_count() -> None:
    log = [
        *(told("practice-1", "m1", HINT, number) for number in (1, 2)),
        *answers("practice-1", "m1", "b"),
        told("practice-1", "m1", HINT, 3),
        told("practice-1", "m1", ANSWER, 2, "a"),
    ]

    (shows,) = responses(log, QUESTIONS)

    assert (shows.right, shows.hints) == (False, 2)


def test_who_was_helped_by_hints_is_sent_to_a_row_sooner() -> None:
    rights = [entry for n in range(2, 5) for entry in answers("practice-1", f"m{n}", "a")]
    log = [*answers("practice-1", "m1", "b"), *rights]
    hints = [told("practice-1", f"m{n}", HINT) for n in range(2, 5)]

    alone, helped = (next_step(each, QUESTIONS, NOTHING) for each in (log, [*hints, *log]))

    assert (alone.page, helped.page) == ("why-it-matters", "step-through")


def test_a_later_sitting_says_more_than_an_earlier_one() -> None:
    log = [*answers("practice-1", "m1", "b"), *answers("practice-2", "m1", "a")]

    assert shown(*log) == {"m1": True}


def test_a_practice_that_goes_on_after_a_test_says_more_than_the_test() -> None:
    before = answers("practice-1", "t1", "a")
    a_wrong_test = a_test(told("test-a-1", "m1", ANSWER, 1, "b"))
    after = answers("practice-1", "m1", "a")

    assert shown(*before, *a_wrong_test) == {"t1": True, "m1": False}
    assert shown(*before, *a_wrong_test, *after) == {"t1": True, "m1": True}


def test_in_a_test_the_last_answer_counts_once_it_is_handed_in() -> None:
    given = [*answers("test-x-1", "m1", "ab"), *answers("test-x-1", "t1", "a")]

    assert shown(*a_test(*given, handed_in=False)) == {}
    assert shown(*a_test(*given)) == {"m1": False, "t1": True}


def test_what_the_bank_no_longer_asks_shows_nothing() -> None:
    assert shown(*answers("practice-1", "gone", "a"), *answers("practice-1", "m1", "z")) == {}


def test_one_wrong_answer_among_right_ones_holds_nobody_back() -> None:
    log = [entry for n in range(1, 4) for entry in answers("practice-1", f"m{n}", "a")]
    log += answers("practice-1", "m4", "ba")

    assert next_step(log, QUESTIONS, NOTHING).page == "why-it-matters"


def test_without_a_wrong_answer_no_stage_is_weak() -> None:
    assert weakest(responses(answers("practice-1", "m1", "a"), QUESTIONS)) is None
    assert weakest(()) is None
