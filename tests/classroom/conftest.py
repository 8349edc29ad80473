"""What the store's tests may ask for."""

import hashlib
import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from classroom.store import Store
from tests.classroom.homes import Home, PostgresHome, SqliteHome
from tests.debian import must_be_there
from tests.postgres import HOW_TO_GET_ONE, Postgres, find_postgres, running_postgres

numbers = itertools.count(1)
scrypt = hashlib.scrypt


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """Return a server that runs for all tests of this process."""
    binaries = find_postgres()
    if binaries is None:
        if must_be_there():
            pytest.fail(HOW_TO_GET_ONE, pytrace=False)
        pytest.skip(HOW_TO_GET_ONE)
    with running_postgres(binaries) as server:
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def home(request: pytest.FixtureRequest, tmp_path: Path) -> Home:
    """Return an empty database of each kind."""
    folder = tmp_path / "data"
    if request.param == "sqlite":
        return SqliteHome(folder)
    return PostgresHome(request.getfixturevalue("postgres"), f"test{next(numbers)}", folder)


@pytest.fixture
def store(home: Home) -> Iterator[Store]:
    """Return an empty store of each kind."""
    store = home.open()
    yield store
    store.close()


@pytest.fixture
def costs(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """Hash codes as the store asks, but at the least cost; answer with what it would have cost."""
    asked: list[dict[str, Any]] = []

    def scrypt_at_once(password: bytes, **options: Any) -> bytes:
        asked.append(options)
        return scrypt(password, **options | {"n": 2, "r": 1})

    monkeypatch.setattr(hashlib, "scrypt", scrypt_at_once)
    return asked
