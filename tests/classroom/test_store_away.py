"""A database that is away: every call says so, and what comes back works by itself."""

from typing import TYPE_CHECKING

import pytest

from classroom.store import Store, StoreAwayError
from tests.classroom.events import NOON, answer
from tests.classroom.homes import Home

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.usefixtures("costs")


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
