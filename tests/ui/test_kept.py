"""What a learner does is written down, or waits until it can be."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from threading import Event as Signal
from threading import Thread
from unittest.mock import MagicMock

import pytest
import streamlit as st
from streamlit.runtime.scriptrunner import StopException

from classroom.event import Event
from classroom.storage.database import Database
from classroom.storage.places import SqliteFile
from classroom.storage.sql_store import SqlStore
from classroom.store import StoreAwayError
from tests.classroom.homes import SqliteHome
from ui import cached, kept


class Log(SqlStore):
    """A real store, which can be taken away for a while and counts how often it is asked to write.

    While it is away the clock of `kept` stands still, and then enough time passes to try again.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(Database(SqliteFile(folder)))
        self.home = SqliteHome(folder)
        self.asked = 0
        self.now = 0.0

    def record(self, event: Event) -> bool:
        self.asked += 1
        return super().record(event)

    @contextmanager
    def away(self) -> Iterator[None]:
        with self.home.away():
            yield
        self.now += kept.WAIT

    @property
    def kept(self) -> tuple[Event, ...]:
        return self.events(kept.device())


class Session(dict[str, object]):
    """What a session holds; the real one answers with a copy."""

    def to_dict(self) -> dict[str, object]:
        return dict(self)


@pytest.fixture
def session(monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    session = Session()
    monkeypatch.setattr(st, "session_state", session)
    return session


@pytest.fixture
def store(
    monkeypatch: pytest.MonkeyPatch, session: dict[str, object], tmp_path: Path
) -> Iterator[Log]:
    assert session == {}
    store = Log(tmp_path / "data")
    monkeypatch.setattr(cached, "store", lambda: store)
    monkeypatch.setattr(kept, "monotonic", lambda: store.now)
    yield store
    store.close()


def values(store: Log) -> list[str]:
    return [event.value for event in store.kept]


def test_what_is_done_is_written_at_once(store: Log) -> None:
    kept.keep("practice-1", "q", "answer", 1, "b")

    assert values(store) == ["b"]
    assert not kept.unsent()


def test_what_cannot_be_written_waits_and_is_sent_in_its_order(store: Log) -> None:
    with store.away():
        kept.keep("practice-1", "q", "hint", 1)
        kept.keep("practice-1", "q", "answer", 1, "b")
        kept.keep("practice-1", "other", "answer", 1, "c")
    assert kept.unsent()
    assert [kept.waiting_for("practice-1", name, "answer") for name in ("q", "other")] == [
        ("b",),
        ("c",),
    ]
    assert kept.waiting_for("another sitting", "q", "answer") is None

    kept.send()

    assert values(store) == ["", "b", "c"]
    assert not kept.unsent()
    assert kept.waiting_for("practice-1", "q", "answer") is None


@pytest.mark.parametrize(
    ("given", "counts"),
    [
        ([(1, "a"), (2, "b")], ("b",)),
        ([(1, "a"), (2, "")], ()),  # taken back
        ([(1, "a"), (1, "b")], ("a",)),  # two quick clicks where the first counts
        ([(1, "b a")], ("b", "a")),
    ],
)
def test_of_several_answers_that_wait_the_one_that_counts_is_told(
    store: Log, given: list[tuple[int, str]], counts: tuple[str, ...]
) -> None:
    with store.away():
        for number, value in given:
            kept.keep("test-1", "q", "answer", number, value)
        kept.keep("test-1", "q", "flag", 3, "")

    assert kept.waiting_for("test-1", "q", "answer") == counts


def test_an_answer_that_waited_keeps_the_moment_in_which_it_was_given(store: Log) -> None:
    with store.away():
        kept.keep("practice-1", "q", "answer", 1, "b")
    given = datetime.now(UTC)

    kept.send()

    (event,) = store.kept
    assert event.at <= given


def test_while_the_store_is_away_it_is_not_asked_about_each_waiting_answer(
    store: Log,
) -> None:
    with store.away():
        for number in (1, 2, 3):
            kept.keep("practice-1", "q", "answer", number, "a")
        assert store.asked == 1
        store.now += kept.WAIT

        kept.send()
        kept.send()

    assert kept.unsent()
    assert store.asked == 2


def test_an_answer_that_the_store_cannot_take_at_all_holds_up_no_other(
    store: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken, suppress(ZeroDivisionError):
        broken.setattr(store, "record", lambda _: 1 / 0)
        kept.keep("test-x-1", "q1", "answer", 1, "a")

    kept.keep("test-x-1", "q2", "answer", 1, "b")

    assert values(store) == ["b"]


def test_an_answer_waits_though_the_next_click_ends_its_run_while_it_is_written(
    store: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended = MagicMock()
    for name in ("__getitem__", "__setitem__", "get", "setdefault"):
        getattr(ended, name).side_effect = StopException

    def record(_: Event) -> bool:
        monkeypatch.setattr(st, "session_state", ended)
        raise StoreAwayError("away")

    with monkeypatch.context() as away, suppress(StopException):
        away.setattr(store, "record", record)
        session = st.session_state
        kept.keep("practice-1", "q", "answer", 1, "b")
    monkeypatch.setattr(st, "session_state", session)

    assert kept.waiting_for("practice-1", "q", "answer") == ("b",)
    store.now += kept.WAIT
    kept.send()
    assert values(store) == ["b"]


def test_two_runs_of_a_session_do_not_write_the_same_answer(
    store: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    writing, go_on = Signal(), Signal()
    record = store.record

    def slow(event: Event) -> bool:
        writing.set()
        assert go_on.wait(10)
        return record(event)

    monkeypatch.setattr(store, "record", slow)
    first = Thread(target=kept.keep, args=("practice-1", "q", "answer", 1, "b"))
    first.start()
    assert writing.wait(10)
    second = Thread(target=kept.send)
    second.start()
    go_on.set()
    first.join(10)
    second.join(10)

    assert store.asked == 1
    assert not kept.unsent()


def test_another_answer_that_was_quicker_counts_and_is_told_once(store: Log) -> None:
    kept.keep("practice-1", "q", "answer", 1, "b")

    kept.keep("practice-1", "q", "answer", 1, "c")

    assert values(store) == ["b"]
    assert kept.elsewhere()
    assert not kept.elsewhere()


def test_the_same_click_twice_is_one_entry(store: Log) -> None:
    kept.keep("practice-1", "q", "answer", 1, "b")
    kept.keep("practice-1", "q", "answer", 1, "b")

    assert values(store) == ["b"]
    assert not kept.elsewhere()


@pytest.mark.usefixtures("session")
def test_what_was_read_last_is_still_there_while_the_store_is_away(store: Log) -> None:
    assert kept.last_read("practice-1") is None
    kept.keep("practice-1", "q", "answer", 1, "b")
    told = kept.events("practice-1")

    with store.away(), pytest.raises(StoreAwayError):
        kept.events("practice-1")

    assert kept.last_read("practice-1") == told


def test_what_was_reached_is_written_once(store: Log) -> None:
    for _ in range(2):
        kept.note("step-through", "quiet-year", "row", 3)
    kept.note("step-through", "quiet-year", "row", 4)

    assert store.asked == 2
    assert [event.number for event in store.kept] == [3, 4]
    assert not kept.elsewhere()


def test_what_was_reached_while_the_store_was_away_is_written_when_it_is_back(
    store: Log,
) -> None:
    with store.away():
        kept.note("live-lab", "", "begun")

    kept.note("live-lab", "", "done")

    assert [event.kind for event in store.kept] == ["begun", "done"]


def test_what_was_reached_is_no_answer_that_waits(store: Log) -> None:
    with store.away():
        kept.note("live-lab", "", "begun")
        assert not kept.unsent()

        kept.keep("practice-1", "q", "answer", 1, "b")

    assert kept.unsent()


@pytest.mark.parametrize("zone", ["Europe", "No/Such", "../x", "x" * 5_000, ""])
def test_a_browser_that_names_no_time_zone_is_told_the_moment_as_it_was_kept(
    monkeypatch: pytest.MonkeyPatch, zone: str
) -> None:
    monkeypatch.setattr(type(st.context), "timezone", zone)

    noon = datetime(2026, 3, 2, 12, tzinfo=UTC)

    assert kept.local(noon) == noon


def test_a_session_that_writes_another_record_leaves_its_own_behind(
    store: Log, session: dict[str, object]
) -> None:
    session["level"] = "easy"
    kept.note("life", "home", "reached")
    kept.keep("practice-1", "q", "answer", 1, "b")
    kept.events()
    with store.away():
        kept.keep("practice-1", "q", "answer", 2, "a")
    assert kept.unsent()

    kept.begin_anew()

    assert not kept.unsent()
    assert kept.last_read() is None
    assert session["level"] == "easy"
    store.forget(kept.device())
    kept.note("life", "home", "reached")
    assert [event.kind for event in store.kept] == ["reached"]


def test_what_was_forgotten_in_another_tab_is_left_behind_and_may_be_reached_anew(
    store: Log,
) -> None:
    kept.note("break-a-stage", "swapped-inputs", "solved")
    kept.keep("practice-1", "q", "answer", 1, "b")
    kept.keep("practice-1", "q", "answer", 2, "a")
    kept.events("practice-1")
    store.forget(kept.device())

    assert kept.events("break-a-stage") == ()

    assert kept.noted("break-a-stage", "solved") == frozenset()
    assert kept.last_read("practice-1") is None
    assert kept.next_number("practice-1", "q", "answer", 0) == 1
    kept.note("break-a-stage", "swapped-inputs", "solved")
    assert [event.kind for event in kept.events()] == ["solved"]


def test_what_waits_is_written_though_all_else_was_forgotten_in_another_tab(
    store: Log,
) -> None:
    kept.note("live-lab", "", "begun")
    store.forget(kept.device())
    with store.away():
        kept.keep("practice-1", "q", "answer", 1, "b")
        kept.note("live-lab", "", "done")
    assert kept.events() == ()

    assert kept.waiting_for("practice-1", "q", "answer") == ("b",)
    assert kept.next_number("practice-1", "q", "answer", 0) == 2
    kept.send()
    kept.note("live-lab", "", "done")
    assert [event.kind for event in kept.events()] == ["answer", "done"]


def test_what_was_done_since_the_forgetting_is_not_left_behind(store: Log) -> None:
    kept.note("live-lab", "", "begun")
    kept.keep("practice-1", "q", "answer", 1, "b")
    store.forget(kept.device())
    kept.keep("practice-1", "other", "answer", 1, "c")

    kept.events("live-lab")

    assert kept.next_number("practice-1", "other", "answer", 0) == 2
    assert kept.next_number("practice-1", "q", "answer", 0) == 1


def test_a_reading_that_a_write_overtakes_is_no_sign_that_anything_was_forgotten(
    store: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = store.events

    def overtaken(learner: str, sitting: str | None = None) -> tuple[Event, ...]:
        told = read(learner, sitting)
        kept.keep("practice-1", "q", "answer", 1, "b")
        return told

    with monkeypatch.context() as slow:
        slow.setattr(store, "events", overtaken)
        assert kept.events("practice-1") == ()

    assert kept.next_number("practice-1", "q", "answer", 0) == 2
