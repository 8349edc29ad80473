"""Where records are kept: one SQL store, on SQLite or PostgreSQL."""

from pathlib import Path

from classroom.storage.database import Database
from classroom.storage.places import PostgresDatabase, SqliteFile
from classroom.storage.sql_store import SqlStore
from classroom.store import Store


def open_store(url: str | None, folder: Path) -> Store:
    """Open the PostgreSQL database at an address, or without one the SQLite file in a folder.

    Nothing is looked for until the first call, so the app starts while the database is away.

    Raises:
        DatabaseAddressError: The address is not one of PostgreSQL.
    """
    return SqlStore(Database(PostgresDatabase(url) if url else SqliteFile(folder)))
