"""Answers and events are recorded once, and read as they were, wherever a store keeps them."""

import contextlib
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classroom.event import Event, EventError
from classroom.store import AlreadyRecordedError, Store
from tests.classroom.events import MINUTE, NOON, answer
from tests.classroom.examples import learners, on_one_store
from tests.classroom.homes import Home
from tests.classroom.threads import at_once, kinds
from tests.serving import ROOT

pytestmark = pytest.mark.usefixtures("costs")
THREADS = 50


# One log of events


def test_what_was_recorded_is_there_to_the_last_part(store: Store) -> None:
    moment = datetime(2026, 3, 2, 23, 59, 59, 123456, tzinfo=NOON.tzinfo)
    event = Event("ada", "test-1", "", "rating", 3, "4 of 5: größer 👍", moment)

    assert store.record(event)

    assert store.events("ada") == (event,)
    assert store.events("ada")[0].at.utcoffset() == timedelta(0)


def test_a_double_click_counts_once(store: Store) -> None:
    assert store.record(answer("b"))

    assert not store.record(answer("b", at=NOON + MINUTE))

    assert store.events("ada") == (answer("b"),)


def test_the_first_answer_stays_and_the_second_is_told_of_it(store: Store) -> None:
    store.record(answer("b"))

    with pytest.raises(AlreadyRecordedError) as refused:
        store.record(answer("c"))

    assert refused.value.kept == answer("b")
    assert str(refused.value) == (
        "Answer 1 was recorded before with another value, and the first one stays."
    )
    assert store.events("ada") == (answer("b"),)


@pytest.mark.parametrize(
    "other",
    [
        answer(learner="bob"),
        answer(sitting="test-2"),
        answer(question="why-monitor"),
        answer(number=2),
        replace(answer(), kind="hint"),
    ],
    ids=["learner", "sitting", "question", "number", "kind"],
)
def test_events_that_differ_in_one_part_of_their_key_are_two(store: Store, other: Event) -> None:
    store.record(answer())

    assert store.record(other)

    assert len({*store.events("ada"), *store.events("bob")}) == 2


def test_events_come_in_the_order_they_were_recorded_in(store: Store) -> None:
    log = [answer(number=number, at=NOON - number * MINUTE) for number in (5, 1, 9, 3)]

    for event in log:
        store.record(event)

    assert store.events("ada") == tuple(log)


def test_one_sitting_is_read_without_the_others(store: Store) -> None:
    for sitting in ("test-1", "practice", "test-1-again"):
        store.record(answer(sitting=sitting))

    assert store.events("ada", "practice") == (answer(sitting="practice"),)


def test_nobody_sees_anothers_record(store: Store) -> None:
    store.record(answer(learner="ada"))

    assert store.events("bob") == ()


def test_a_sitting_that_is_no_text_was_never_recorded(store: Store) -> None:
    assert store.events("ada", "\0") == ()


@on_one_store
@given(
    acts=st.lists(
        st.tuples(st.sampled_from("pq"), st.integers(1, 3), st.sampled_from("abc")), max_size=15
    )
)
def test_any_sequence_of_records_leaves_the_first_value_of_each_key(
    store: Store, acts: list[tuple[str, int, str]]
) -> None:
    learner = next(learners)
    first: dict[tuple[str, int], Event] = {}

    for question, number, value in acts:
        event = answer(value, learner=learner, question=question, number=number)
        kept = first.setdefault((question, number), event)
        if kept.value == value:
            assert store.record(event) == (kept is event)
        else:
            with pytest.raises(AlreadyRecordedError):
                store.record(event)

    assert store.events(learner) == tuple(first.values())


@on_one_store
@given(value=st.text(st.characters(exclude_categories=())))
def test_a_value_comes_back_as_it_was_or_is_refused_early(store: Store, value: str) -> None:
    learner = next(learners)

    with contextlib.suppress(EventError):
        event = answer(value, learner=learner)
        store.record(event)
        assert store.events(learner) == (event,)


# Many at once


def test_fifty_threads_with_the_same_event_record_it_once(store: Store) -> None:
    answers = at_once([lambda: store.record(answer())] * THREADS)

    assert kinds(answers) == {True: 1, False: THREADS - 1}
    assert store.events("ada") == (answer(),)


def test_fifty_threads_with_different_events_lose_none(store: Store) -> None:
    events = [answer(number=number) for number in range(1, THREADS + 1)]

    answers = at_once([lambda event=event: store.record(event) for event in events])  # type: ignore[misc]

    assert kinds(answers) == {True: THREADS}
    assert sorted(store.events("ada"), key=lambda event: event.number) == events


def test_of_fifty_threads_with_different_answers_one_wins_and_all_others_hear_of_it(
    store: Store,
) -> None:
    events = [answer(f"{number}") for number in range(THREADS)]

    answers = at_once([lambda event=event: store.record(event) for event in events])  # type: ignore[misc]

    assert kinds(answers) == {True: 1, AlreadyRecordedError: THREADS - 1}
    (kept,) = store.events("ada")
    assert kept == events[answers.index(True)]
    assert {told.kept for told in answers if isinstance(told, AlreadyRecordedError)} == {kept}


OPENS_AND_RECORDS = """
import sys
from pathlib import Path
from classroom.storage import open_store
from tests.classroom.events import answer

store = open_store(sys.argv[1] or None, Path(sys.argv[2]))
print("ready", flush=True)
sys.stdin.readline()
for number in range(1, 21):
    store.record(answer(number=number))
    store.record(answer(learner=sys.argv[3], number=number))
print("kept", flush=True)
sys.stdin.readline()
"""


@contextlib.contextmanager
def another_process(home: Home, learner: str) -> Iterator[subprocess.Popen[str]]:
    """Start a process with a store of its own, which records when it is told to."""
    arguments = [home.url or "", str(home.folder), learner]
    with subprocess.Popen(
        [sys.executable, "-c", OPENS_AND_RECORDS, *arguments],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def hears(process: subprocess.Popen[str], word: str) -> bool:
    assert process.stdout is not None
    return process.stdout.readline() == f"{word}\n"


def go_on(process: subprocess.Popen[str]) -> None:
    assert process.stdin is not None
    process.stdin.write("\n")
    process.stdin.flush()


def test_two_processes_open_an_empty_database_at_once_and_both_record(
    home: Home, store: Store
) -> None:
    with another_process(home, "ada's") as one, another_process(home, "bob's") as two:
        assert hears(one, "ready")
        assert hears(two, "ready")

        go_on(one)
        go_on(two)

        assert hears(one, "kept")
        assert hears(two, "kept")
    assert [len(store.events(name)) for name in ("ada", "ada's", "bob's")] == [20, 20, 20]


def test_what_was_recorded_survives_a_process_that_is_killed(home: Home, store: Store) -> None:
    with another_process(home, "bob") as process:
        go_on(process)
        assert hears(process, "ready")
        assert hears(process, "kept")

        process.kill()

    assert len(store.events("bob")) == 20
