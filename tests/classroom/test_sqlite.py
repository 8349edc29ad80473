"""What the SQLite store promises about its file."""

import os
import shutil
import sqlite3
import tempfile
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from classroom.storage import places
from classroom.storage.database import DamagedFileError
from classroom.storage.sql_store import SqlStore
from classroom.store import Store, StoreAwayError
from tests.classroom.events import answer
from tests.classroom.homes import SqliteHome, nobody_may_write


@pytest.fixture
def home(tmp_path: Path) -> SqliteHome:
    return SqliteHome(tmp_path / "not" / "yet" / "there")


@pytest.fixture
def store(home: SqliteHome) -> Iterator[Store]:
    store = home.open()
    yield store
    store.close()


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a call wait for a lock for a moment only."""
    monkeypatch.setattr(places, "PATIENCE", 0.2)


def test_opening_touches_nothing_and_the_first_call_makes_the_folder(home: SqliteHome) -> None:
    store = home.open()
    assert not home.folder.exists()

    store.record(answer())

    store.close()
    assert home.file.exists()


def test_an_answer_that_was_acknowledged_is_on_the_disk_and_not_in_its_cache(store: Store) -> None:
    store.record(answer())
    assert isinstance(store, SqlStore)

    with store._database.writing() as connection:
        kept = [
            connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "busy_timeout")
        ]

    assert kept == ["wal", 2, 5_000]  # 2 is FULL


def test_a_file_that_is_no_database_is_named_and_left_as_it_is(
    home: SqliteHome, store: Store
) -> None:
    home.folder.mkdir(parents=True)
    home.file.write_text("Dear diary, today I collected some data. " * 100)

    with pytest.raises(DamagedFileError) as refused:
        store.record(answer())

    assert str(refused.value) == (
        f"The file {home.file} is damaged or is no SQLite database: "
        "move it away to begin anew, or put a copy of it in its place."
    )
    assert home.file.read_text().startswith("Dear diary")


def test_a_folder_where_the_file_should_be_is_told_of(home: SqliteHome, store: Store) -> None:
    home.file.mkdir(parents=True)

    with pytest.raises(StoreAwayError):
        store.record(answer())


def test_a_full_disk_loses_nothing_and_is_told_of_until_there_is_room(store: Store) -> None:
    store.record(answer())
    assert isinstance(store, SqlStore)
    with store._database.reading() as connection:  # holds for the one connection there is
        connection.exec_driver_sql("PRAGMA max_page_count = 1")
    acknowledged = [answer()]

    def fill() -> None:
        for number in range(2, 100):
            event = answer("x" * 2_000, number=number)
            store.record(event)
            acknowledged.append(event)

    with pytest.raises(StoreAwayError) as full:
        fill()

    assert "full" in full.value.reason
    assert store.events("ada") == tuple(acknowledged)
    with store._database.reading() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
    assert store.record(answer("x" * 2_000, number=99))


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="rights are another matter on Windows")
def test_a_folder_that_became_read_only_is_told_of_until_it_is_not() -> None:
    folder = Path(tempfile.mkdtemp())  # root's own tests are in a folder nobody else may enter
    home = SqliteHome(folder)
    store = home.open()
    store.record(answer())
    store.close()

    with nobody_may_write(folder), pytest.raises(StoreAwayError):
        store.record(answer(number=2))

    assert store.record(answer(number=2))
    store.close()
    shutil.rmtree(folder)


@pytest.mark.usefixtures("impatient")
def test_a_file_that_stays_locked_is_told_of_and_works_again_when_it_is_free(
    home: SqliteHome,
) -> None:
    store = home.open()
    store.record(answer())

    with closing(sqlite3.connect(home.file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreAwayError) as locked:
            store.record(answer(number=2))
        assert store.events("ada") == (answer(),)

    assert "locked" in locked.value.reason
    assert store.record(answer(number=2))
    store.close()


def test_a_new_file_that_another_process_holds_for_a_moment_is_waited_for(
    home: SqliteHome, store: Store
) -> None:
    home.folder.mkdir(parents=True)
    with closing(sqlite3.connect(home.file, check_same_thread=False)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("CREATE TABLE of_another (id)")
        release = threading.Timer(0.3, other.rollback)
        release.start()

        assert store.record(answer())

        release.join()


def test_after_the_file_was_deleted_nothing_is_written_where_nobody_finds_it(
    home: SqliteHome, store: Store
) -> None:
    store.record(answer())
    shutil.rmtree(home.folder)

    with pytest.raises(StoreAwayError):
        store.record(answer(number=2))

    assert store.record(answer(number=2))
    assert home.run("SELECT number FROM events") == [(2,)]


def test_a_copy_that_was_put_in_the_files_place_is_read_at_once(
    home: SqliteHome, store: Store, tmp_path: Path
) -> None:
    store.record(answer())
    store.close()
    shutil.copy(home.file, tmp_path / "copy")
    store.record(answer(number=2))
    store.close()
    store.events("ada")

    (tmp_path / "copy").replace(home.file)

    assert store.events("ada") == (answer(),)
