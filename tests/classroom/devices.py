"""Which record a device writes, and how it comes to write another's."""

from classroom.storage.sql_store import SqlStore, _whose
from classroom.store import Store
from tests.classroom.events import NOON


def whose(store: Store, device: str) -> str:
    """Look up which record a device writes."""
    assert isinstance(store, SqlStore)
    with store._database.reading() as connection:
        return _whose(connection, device)


def carried(store: Store, source: str, target: str) -> str:
    """Make a code on one device and take it on another."""
    return store.take_code(store.offer_code(source, NOON), target, NOON)
