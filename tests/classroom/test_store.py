"""What every store promises, wherever it keeps its records."""

import contextlib
import hashlib
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine

from classroom.event import Event, EventError
from classroom.storage.migrations import ONE_AT_A_TIME, NewerDatabaseError
from classroom.storage.sql_store import SqlStore, _whose
from classroom.storage.tables import TABLES
from classroom.store import (
    AlreadyRecordedError,
    CodeError,
    SharedRecordError,
    Store,
    StoreAwayError,
    TooManyTriesError,
    WrongCodeError,
)
from tests.classroom.events import NOON, answer
from tests.classroom.homes import Home, PostgresHome
from tests.postgres import Postgres
from tests.serving import ROOT

MINUTE = timedelta(minutes=1)
THREADS = 50

scrypt = hashlib.scrypt
learners = map("learner-{}".format, count())
# One store serves all examples, each with a learner of its own.
on_one_store = settings(
    max_examples=10,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@pytest.fixture(autouse=True)
def costs(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """Hash codes as the store asks, but at the least cost; answer with what it would have cost."""
    asked: list[dict[str, Any]] = []

    def scrypt_at_once(password: bytes, **options: Any) -> bytes:
        asked.append(options)
        return scrypt(password, **options | {"n": 2, "r": 1})

    monkeypatch.setattr(hashlib, "scrypt", scrypt_at_once)
    return asked


def at_once(tasks: list[Callable[[], object]]) -> list[object]:
    """Run every task in a thread of its own, all let go together; an error is an answer too."""
    gate = threading.Barrier(len(tasks))

    def run(task: Callable[[], object]) -> object:
        gate.wait()
        try:
            return task()
        except Exception as problem:  # noqa: BLE001 - each test says which it expects
            return problem

    with ThreadPoolExecutor(len(tasks)) as pool:
        return list(pool.map(run, tasks))


def whose(store: Store, device: str) -> str:
    """Look up which record a device writes."""
    assert isinstance(store, SqlStore)
    with store._database.reading() as connection:
        return _whose(connection, device)


def kinds(answers: list[object]) -> dict[object, int]:
    """Count answers, errors by their class."""
    told = [type(answer) if isinstance(answer, Exception) else answer for answer in answers]
    return {kind: told.count(kind) for kind in told}


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


# The schema


def test_while_one_process_migrates_postgresql_another_waits(
    postgres: Postgres, tmp_path: Path
) -> None:
    home = PostgresHome(postgres, "migrating", tmp_path)
    store = home.open()
    with ThreadPoolExecutor(1) as pool, psycopg.connect(home.url) as other:
        other.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_AT_A_TIME])

        recorded = pool.submit(store.record, answer())

        with pytest.raises(TimeoutError):
            recorded.result(timeout=0.5)
        other.rollback()
        assert recorded.result()
    store.close()


def test_the_migrations_make_exactly_the_tables_that_the_code_knows(
    home: Home, store: Store
) -> None:
    store.events("ada")
    address = (home.url or "").replace("postgresql:", "postgresql+psycopg:")
    engine = create_engine(address or f"sqlite:///{home.folder}/answers.sqlite3")

    with engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), TABLES)
    engine.dispose()

    assert differences == []


def test_a_database_from_a_newer_version_is_left_alone_and_named(home: Home) -> None:
    old = home.open()
    old.record(answer())
    old.close()
    home.run("UPDATE alembic_version SET version_num = '9999'")
    store = home.open()

    with pytest.raises(NewerDatabaseError, match="schema is 9999") as refused:
        store.record(answer(number=2))

    store.close()
    assert ("answers.sqlite3" if home.url is None else "on 127.0.0.1") in str(refused.value)
    assert home.run("SELECT number FROM events") == [(1,)]


# A database that is away


def test_a_store_opens_while_its_database_is_away_and_works_when_it_comes(home: Home) -> None:
    with home.away():
        store = home.open()
        with pytest.raises(StoreAwayError):
            store.record(answer())

    assert store.record(answer())

    store.close()


def test_while_the_database_is_away_every_call_says_so_in_one_sentence(
    home: Home, store: Store
) -> None:
    store.record(answer())
    calls: list[Callable[[], object]] = [
        lambda: store.record(answer()),
        lambda: store.events("ada"),
        lambda: store.forget("ada"),
        lambda: store.offer_code("ada", NOON),
        lambda: store.take_code("K7QM-3XRD", "bob", NOON),
    ]

    with home.away():
        for call in calls:
            with pytest.raises(
                StoreAwayError, match="Answers cannot be kept at the moment"
            ) as told:
                call()
            assert told.value.reason


def test_when_the_database_is_back_the_store_works_by_itself(home: Home, store: Store) -> None:
    store.record(answer())

    with home.away(), pytest.raises(StoreAwayError):
        store.record(answer(number=2))

    assert store.record(answer(number=2))
    assert store.events("ada") == (answer(), answer(number=2))


def test_a_database_that_was_away_between_two_calls_costs_no_answer(
    home: Home, store: Store
) -> None:
    store.record(answer())

    with home.away():
        pass

    assert store.record(answer(number=2))


def test_tables_that_vanish_are_made_anew(home: Home, store: Store) -> None:
    store.record(answer())
    for table in ("events", "links", "codes", "guesses", "alembic_version"):
        home.run(f"DROP TABLE {table}")

    with pytest.raises(StoreAwayError):
        store.record(answer())

    assert store.record(answer())


def test_a_closed_store_opens_again_when_it_is_asked(store: Store) -> None:
    store.record(answer())

    store.close()

    assert store.events("ada") == (answer(),)


# Carried to another device, and forgotten


def test_a_code_links_another_device_to_the_record(store: Store) -> None:
    code = store.offer_code("ada", NOON)

    assert store.take_code(code, "phone", NOON + 14 * MINUTE) == "ada"

    assert whose(store, "phone") == "ada"
    assert whose(store, "ada") == "ada"


def test_what_a_linked_device_does_goes_into_the_record_it_writes(store: Store) -> None:
    store.record(answer())
    carried(store, "ada", "phone")

    assert store.record(answer(learner="phone")) is False
    assert store.record(answer(learner="phone", number=2)) is True
    with pytest.raises(AlreadyRecordedError):
        store.record(answer("c", learner="phone"))

    assert store.events("phone") == store.events("ada") == (answer(), answer(number=2))


def test_a_code_may_be_typed_carelessly(store: Store) -> None:
    code = store.offer_code("ada", NOON)

    assert store.take_code(f" {code.lower().replace('-', ' ')} ", "phone", NOON) == "ada"


def test_a_linked_device_offers_the_record_it_writes(store: Store) -> None:
    store.take_code(store.offer_code("ada", NOON), "phone", NOON)

    code = store.offer_code("phone", NOON)

    assert store.take_code(code, "tablet", NOON) == "ada"


def test_a_device_can_be_linked_anew_and_go_back_to_its_own_record(store: Store) -> None:
    own = store.offer_code("phone", NOON)
    store.take_code(store.offer_code("ada", NOON), "phone", NOON)
    assert whose(store, "phone") == "ada"

    store.take_code(own, "phone", NOON)

    assert whose(store, "phone") == "phone"


@pytest.mark.parametrize("wait", [15 * MINUTE, 60 * MINUTE])
def test_a_code_expires_after_fifteen_minutes(store: Store, wait: timedelta) -> None:
    code = store.offer_code("ada", NOON)

    with pytest.raises(WrongCodeError, match="older than 15 minutes"):
        store.take_code(code, "phone", NOON + wait)

    assert whose(store, "phone") == "phone"


def test_a_code_is_taken_once_though_many_ask_at_once(store: Store) -> None:
    code = store.offer_code("ada", NOON)

    answers = at_once(
        [lambda device=device: store.take_code(code, device, NOON) for device in "pqrstuvwxy"]  # type: ignore[misc]
    )

    assert kinds(answers) == {"ada": 1, WrongCodeError: 9}


def test_only_the_newest_three_codes_of_a_learner_are_live(store: Store) -> None:
    codes = [store.offer_code("ada", NOON) for _ in range(5)]

    for code in codes[:2]:
        with pytest.raises(WrongCodeError):
            store.take_code(code, "phone", NOON)
    for code in codes[2:]:
        assert store.take_code(code, "phone", NOON) == "ada"


def test_the_database_does_not_hold_the_code_itself(home: Home, store: Store) -> None:
    code = store.offer_code("ada", NOON)

    kept = repr(home.run("SELECT * FROM codes"))

    assert "ada" in kept
    assert code not in kept
    assert code.replace("-", "") not in kept


def test_whoever_reads_the_database_pays_16_mb_for_each_code_that_he_tries(
    store: Store, costs: list[dict[str, Any]]
) -> None:
    carried(store, "ada", "phone")

    made, taken = costs
    assert 128 * made["n"] * made["r"] >= 16 * 2**20
    assert taken == made
    assert scrypt(b"K7QM-3XRD", **made)


def test_after_ten_wrong_codes_not_even_the_right_one_is_taken(store: Store) -> None:
    code = store.offer_code("ada", NOON + 10 * MINUTE)
    for _ in range(10):
        with pytest.raises(WrongCodeError):
            store.take_code("K7QM-3XRD", "phone", NOON)

    with pytest.raises(TooManyTriesError, match="try again in 15 minutes"):
        store.take_code(code, "phone", NOON + 14 * MINUTE)

    assert store.take_code(code, "tablet", NOON + 14 * MINUTE) == "ada"
    later = NOON + 15 * MINUTE
    assert store.take_code(store.offer_code("ada", later), "phone", later) == "ada"


def test_guessing_in_many_threads_gives_no_more_than_ten_tries(store: Store) -> None:
    answers = at_once([lambda: store.take_code("K7QM-3XRD", "phone", NOON)] * 16)

    assert kinds(answers) == {WrongCodeError: 10, TooManyTriesError: 6}


def test_a_right_code_wipes_out_the_wrong_tries_before_it(store: Store) -> None:
    for _ in range(2):
        for _ in range(7):
            with pytest.raises(CodeError):
                store.take_code("K7QM-3XRD", "phone", NOON)
        assert store.take_code(store.offer_code("ada", NOON), "phone", NOON) == "ada"


def test_to_forget_a_learner_leaves_nothing_and_touches_nobody_else(
    home: Home, store: Store
) -> None:
    store.take_code(store.offer_code("ada", NOON), "phone", NOON)
    code = store.offer_code("ada", NOON)
    for event in (answer(), answer(number=2), answer(learner="bob")):
        store.record(event)

    assert store.forget("ada") == 2

    assert store.events("ada") == ()
    assert store.events("bob") == (answer(learner="bob"),)
    assert whose(store, "phone") == "phone"
    with pytest.raises(WrongCodeError):
        store.take_code(code, "tablet", NOON)
    assert home.run(
        "SELECT learner FROM events UNION SELECT learner FROM links UNION SELECT learner FROM codes"
    ) == [("bob",)]


def carried(store: Store, source: str, target: str) -> str:
    """Make a code on one device and take it on another."""
    return store.take_code(store.offer_code(source, NOON), target, NOON)


@on_one_store
@given(
    carries=st.lists(
        st.tuples(st.sampled_from("abcd"), st.sampled_from("abcd"), st.booleans()), max_size=4
    )
)
def test_whatever_is_carried_only_the_device_that_takes_a_code_changes_its_record(
    store: Store, carries: list[tuple[str, str, bool]]
) -> None:
    classroom = next(learners)
    devices = [f"{classroom}-{letter}" for letter in "abcd"]

    for source, target, by_its_record in carries:
        giver, taker = f"{classroom}-{source}", f"{classroom}-{target}"
        before = {device: whose(store, device) for device in devices}
        offerer = before[giver] if by_its_record else giver
        with contextlib.suppress(SharedRecordError):
            assert carried(store, offerer, taker) == before[giver]
            before[taker] = before[giver]
        assert {device: whose(store, device) for device in devices} == before
        assert {record: whose(store, record) for record in before.values()} == {
            record: record for record in before.values()
        }


def test_a_device_whose_record_another_writes_takes_no_code(store: Store) -> None:
    carried(store, "ada", "phone")
    code = store.offer_code("carl", NOON)

    with pytest.raises(SharedRecordError, match="make a code here"):
        store.take_code(code, "ada", NOON)

    assert whose(store, "ada") == "ada"
    assert whose(store, "phone") == "ada"
    assert store.take_code(code, "tablet", NOON) == "carl"


def test_a_refused_code_leads_nobody_who_shares_the_record_elsewhere(store: Store) -> None:
    carried(store, "ada", "phone")
    with pytest.raises(SharedRecordError):
        carried(store, "carl", "ada")

    assert carried(store, "phone", "tablet") == "ada"
    assert carried(store, whose(store, "phone"), "laptop") == "ada"


@pytest.mark.parametrize("asking", ["phone", "ada"])
def test_after_a_refused_code_to_forget_does_not_reach_the_record_behind_it(
    store: Store, asking: str
) -> None:
    for learner in ("ada", "phone", "carl"):
        store.record(answer(learner=learner))
    carried(store, "ada", "phone")
    with pytest.raises(SharedRecordError):
        carried(store, "carl", "ada")

    assert store.forget(asking) == 2

    assert store.events("ada") == store.events("phone") == ()
    assert store.events("carl") == (answer(learner="carl"),)


def test_a_device_whose_record_another_writes_may_take_a_code_for_this_record(
    store: Store,
) -> None:
    carried(store, "ada", "phone")

    assert carried(store, "phone", "ada") == "ada"

    assert whose(store, "ada") == "ada"
    assert whose(store, "phone") == "ada"


def test_a_linked_device_can_go_on_to_a_third_record(store: Store) -> None:
    carried(store, "ada", "phone")

    assert carried(store, "carl", "phone") == "carl"

    assert whose(store, "phone") == "carl"
    assert whose(store, "ada") == "ada"


def test_a_code_for_a_record_that_its_device_has_left_is_not_valid(store: Store) -> None:
    code = store.offer_code("ada", NOON)
    carried(store, "carl", "ada")

    with pytest.raises(WrongCodeError):
        store.take_code(code, "phone", NOON)

    assert whose(store, "phone") == "phone"


def test_two_codes_taken_at_once_make_no_chain(store: Store) -> None:
    for turn in range(5):
        a, b, c = (f"{name}-{turn}" for name in "abc")
        codes = store.offer_code(a, NOON), store.offer_code(c, NOON)

        at_once(
            [
                lambda code=codes[0], device=b: store.take_code(code, device, NOON),  # type: ignore[misc]
                lambda code=codes[1], device=a: store.take_code(code, device, NOON),  # type: ignore[misc]
            ]
        )

        assert (whose(store, b), whose(store, a)) in {(a, a), (b, c)}


@pytest.mark.parametrize("asking", ["ada", "phone", "tablet"])
def test_to_forget_on_any_device_forgets_the_record_and_every_device_linked_to_it(
    home: Home, store: Store, asking: str
) -> None:
    codes = [store.offer_code("phone", NOON)]  # before it is linked, so for its own record
    for learner in ("ada", "phone", "tablet", "bob"):
        store.record(answer(learner=learner))
    for device in ("phone", "tablet"):
        carried(store, "ada", device)
    for device in ("ada", "phone", "tablet", "bob"):
        codes.append(store.offer_code(device, NOON))
        with pytest.raises(WrongCodeError):
            store.take_code("K7QM-3XRD", device, NOON)

    assert store.forget(asking) == 3

    for device in ("ada", "phone", "tablet"):
        assert whose(store, device) == device
        assert store.events(device) == ()
    assert store.events("bob") == (answer(learner="bob"),)
    for code in codes[:-1]:
        with pytest.raises(WrongCodeError):
            store.take_code(code, "stranger", NOON)
    assert store.take_code(codes[-1], "stranger", NOON) == "bob"
    assert home.run("SELECT learner FROM events UNION SELECT learner FROM guesses") == [("bob",)]
    assert home.run("SELECT device FROM links") == [("stranger",)]


def test_what_a_device_wrote_before_it_was_linked_does_not_come_back(store: Store) -> None:
    store.record(answer(learner="phone"))
    carried(store, "ada", "phone")

    assert store.forget(whose(store, "phone")) == 1

    assert store.events(whose(store, "phone")) == ()


def test_to_forget_a_device_that_went_elsewhere_leaves_the_record_it_left(store: Store) -> None:
    store.record(answer())
    carried(store, "ada", "phone")
    carried(store, "carl", "phone")

    store.forget("phone")

    assert store.events("ada") == (answer(),)


def test_who_was_forgotten_can_begin_anew(store: Store) -> None:
    store.record(answer("b"))
    store.forget("ada")

    assert store.record(answer("c"))


def test_to_forget_a_stranger_is_no_error(store: Store) -> None:
    assert store.forget("nobody") == 0
