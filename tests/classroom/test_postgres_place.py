"""How a PostgreSQL database is addressed, and what happens when its server is silent."""

import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from classroom.storage import database, open_store, places
from classroom.storage.places import DatabaseAddressError, PostgresDatabase
from classroom.store import StoreAwayError


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_every_usual_address_is_understood(scheme: str) -> None:
    place = PostgresDatabase(f"{scheme}://ada:secret@db.example:5433/lesson?sslmode=require")

    assert place.url.drivername == "postgresql+psycopg"
    assert place.url.query == {"sslmode": "require"}
    assert place.name == "The database lesson on db.example"


@pytest.mark.parametrize(
    "address", ["mysql://ada:secret@db/x", "secret", "postgres://ada:secret@db:port/x", "://secret"]
)
def test_another_address_is_refused_at_once_without_repeating_it(
    address: str, tmp_path: Path
) -> None:
    with pytest.raises(DatabaseAddressError) as refused:
        open_store(address, tmp_path)

    assert "postgresql://" in str(refused.value)
    assert "secret" not in str(refused.value)


@pytest.fixture
def silent_server(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Listen, and never say a word."""
    monkeypatch.setattr(places, "CONNECT_PATIENCE", 2)  # libpq's least
    monkeypatch.setattr(database, "PATIENCE", 1)
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield f"postgresql://ada:secret@127.0.0.1:{server.getsockname()[1]}/lesson"


def test_a_silent_server_keeps_nobody_waiting_for_long(silent_server: str, tmp_path: Path) -> None:
    store = open_store(silent_server, tmp_path)
    told: list[StoreAwayError] = []

    def ask() -> None:
        with pytest.raises(StoreAwayError) as away:
            store.events("ada")
        told.append(away.value)

    began = time.monotonic()
    threads = [threading.Thread(target=ask) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(told) == 12
    assert time.monotonic() - began < 6
    assert not any("secret" in away.reason for away in told)
