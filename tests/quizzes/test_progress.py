"""How far somebody is on each way, as the log tells it."""

from dataclasses import replace

import pytest

from quizzes.progress import State, solved, states, stopped_at
from quizzes.recall import NEW_A_DAY, RATING
from quizzes.sitting import HINT, START, SUBMIT
from quizzes.ways import BEGUN, DONE, MOMENT, ROW, ways
from tests.quizzes.logs import Told, answers, told
from tests.quizzes.questions import question_of

VISUAL = [replace(question_of(), id=f"v{n}", source=f"visual-{n}") for n in (1, 2, 3)]
PRACTICE = [replace(question_of(), id=f"p{n}", source=f"practice-{n}") for n in range(1, 6)]
SOURCE = [*VISUAL, *PRACTICE]


def state_of(way: str, *log: Told) -> State:
    return states(log, SOURCE)[way]


def test_whoever_has_done_nothing_has_not_yet_begun_any_way() -> None:
    assert set(states((), SOURCE).values()) == {State.NOT_YET}
    assert set(states((), SOURCE)) == {way.id for way in ways()}


@pytest.mark.parametrize(
    "way",
    ["why-it-matters", "step-through", "live-lab", "code-lab", "key-moments", "read-or-listen"],
)
def test_a_way_without_answers_is_told_by_the_marks_of_its_page(way: str) -> None:
    begun, done = told(way, "", BEGUN), told(way, "", DONE)

    assert state_of(way, begun) is State.BEGUN
    assert state_of(way, begun, done) is State.DONE


def test_a_row_begins_the_walk_and_only_its_end_ends_it() -> None:
    rows = [told("step-through", "desert-changed", ROW, row) for row in range(1, 8)]

    assert state_of("step-through", *rows) is State.BEGUN
    assert state_of("step-through", *rows, told("step-through", "", DONE)) is State.DONE


def test_the_visual_quiz_is_done_when_all_three_are_right() -> None:
    two = [*answers("visual-quiz", "v1", "a"), *answers("visual-quiz", "v2", "ba")]

    assert state_of("visual-quiz", told("visual-quiz", "v1", HINT)) is State.BEGUN
    assert state_of("visual-quiz", *two, *answers("visual-quiz", "v3", "b")) is State.BEGUN
    assert state_of("visual-quiz", *two, *answers("visual-quiz", "v3", "ba")) is State.DONE


def test_practice_is_done_when_the_lessons_five_are_solved_in_whatever_turn() -> None:
    log = [entry for n in range(1, 5) for entry in answers("practice-1", f"p{n}", "a")]
    log += [*answers("practice-1", "p5", "b"), told("practice", "", START)]

    assert state_of("practice", *log) is State.BEGUN
    assert state_of("practice", *log, *answers("practice-2", "p5", "a")) is State.DONE


def test_what_was_solved_is_counted_once_in_whatever_turn() -> None:
    log = [
        *answers("practice-1", "p1", "ba"),
        *answers("practice-1", "p2", "b"),
        *answers("practice-2", "p1", "a"),
        *answers("practice-2", "p3", "a"),
    ]

    assert solved(log, PRACTICE) == 2


def test_without_its_questions_nobody_can_tell_that_a_quiz_is_done() -> None:
    log = answers("visual-quiz", "v1", "a")

    assert states(log, ())["visual-quiz"] is State.BEGUN


def test_a_test_is_done_when_one_was_handed_in() -> None:
    begun = told("test-abc-1", "", START, 1, "own:0 q")

    assert state_of("test", begun) is State.BEGUN
    assert state_of("test", begun, told("test-abc-1", "", SUBMIT)) is State.DONE


def test_recall_is_done_when_a_sessions_cards_were_rated() -> None:
    rated = [told("recall", f"card-{n}", RATING, 1, "3") for n in range(NEW_A_DAY)]
    again = [told("recall", "card-0", RATING, n, "1") for n in range(1, 9)]

    assert state_of("recall", *again) is State.BEGUN
    assert state_of("recall", *rated) is State.DONE


@pytest.mark.parametrize(
    ("newest", "way", "parameters"),
    [
        (
            told("step-through", "quiet-year", ROW, 4),
            "step-through",
            {"scenario": "quiet-year", "step": "4"},
        ),
        (told("practice-2", "p3", HINT), "practice", {"question": "p3"}),
        (told("practice", "", START), "practice", {}),
        (
            told("test-spring-term-12", "", START, 1, "shared:0 q"),
            "test",
            {"seed": "spring-term", "number": "12"},
        ),
        (told("key-moments", "stop", MOMENT, 2), "key-moments", {"outcome": "stop"}),
        (told("live-lab", "", BEGUN), "live-lab", {}),
        (told("visual-quiz", "v1", HINT), "visual-quiz", {}),
    ],
    ids=lambda each: each.sitting if isinstance(each, Told) else "",
)
def test_one_goes_on_at_the_place_of_the_newest_entry(
    newest: Told, way: str, parameters: dict[str, str]
) -> None:
    log = [told("code-lab", "", BEGUN), newest]

    place = stopped_at(log, states(log, SOURCE))

    assert place
    assert (place.way.id, place.parameters) == (way, parameters)


def test_one_does_not_go_on_with_what_is_done() -> None:
    log = [told("code-lab", "", BEGUN), told("live-lab", "", BEGUN), told("live-lab", "", DONE)]

    place = stopped_at(log, states(log, SOURCE))

    assert place
    assert place.way.id == "code-lab"
    assert stopped_at(log[1:], states(log[1:], SOURCE)) is None


def test_what_belongs_to_no_way_is_no_place_to_go_on() -> None:
    log = [told("class-7", "q", "answer", 1, "a")]

    assert stopped_at(log, states(log, SOURCE)) is None
