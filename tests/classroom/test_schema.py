"""The tables that a store makes, and finds made already."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import create_engine

from classroom.storage.migrations import ONE_AT_A_TIME, NewerDatabaseError
from classroom.storage.tables import TABLES
from classroom.store import Store
from tests.classroom.events import answer
from tests.classroom.homes import Home, PostgresHome
from tests.postgres import Postgres

pytestmark = pytest.mark.usefixtures("costs")


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
