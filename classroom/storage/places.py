"""Where a database may be: in a file of our own, or on a PostgreSQL server."""

import sqlite3
import time
from pathlib import Path
from typing import Any, Final, Protocol

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DisconnectionError
from sqlalchemy.pool import ConnectionPoolEntry

from classroom.errors import ClassroomError

PATIENCE: Final = 5  # seconds that a call waits for a lock or for a free connection
CONNECT_PATIENCE: Final = 3
# SQLite's writers poll for the lock. Queueing for one connection instead, 50 threads that write
# without a pause wait 6 ms at p95, and not 140.
ONE_CONNECTION: Final = {"pool_size": 1, "max_overflow": 0, "pool_timeout": PATIENCE}
TEN_CONNECTIONS: Final = {"pool_size": 5, "max_overflow": 5, "pool_timeout": PATIENCE}
POSTGRES_NAMES: Final = ("postgres", "postgresql", "postgresql+psycopg")


class DatabaseAddressError(ClassroomError):
    """An address that is none of PostgreSQL; not repeated, because it may hold a password."""

    def __init__(self) -> None:
        super().__init__(
            "The database's address is not understood: it begins with postgresql:// and goes on "
            "with user:password@host:port/name."
        )


class Place(Protocol):
    """A place that a database is in, and how to get there."""

    @property
    def name(self) -> str:
        """What to call it in a sentence, without any secret."""

    def prepare(self) -> None:
        """See to what must be there before the first connection."""

    def engine(self) -> Engine:
        """Make the way there, without taking it yet."""


class SqliteFile:
    """A SQLite file in a folder, which is made when it is first needed."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "answers.sqlite3"

    @property
    def name(self) -> str:
        """The file's path."""
        return f"The file {self.file}"

    def prepare(self) -> None:
        """Make the folder."""
        self.file.parent.mkdir(parents=True, exist_ok=True)

    def engine(self) -> Engine:
        """Make the way to the file: a commit that returned is on the disk."""
        url = URL.create("sqlite", database=str(self.file))
        engine = create_engine(
            url, connect_args={"timeout": PATIENCE}, hide_parameters=True, **ONE_CONNECTION
        )
        event.listen(engine, "connect", self._tune)
        event.listen(engine, "checkout", self._check)
        event.listen(engine, "begin", _begin)
        return engine

    def _tune(self, connection: sqlite3.Connection, entry: ConnectionPoolEntry) -> None:
        connection.isolation_level = None  # transactions are ours, see _begin
        connection.execute("PRAGMA synchronous = FULL")
        _use_wal(connection)
        entry.info["file"] = self._identity()

    def _check(self, _: sqlite3.Connection, entry: ConnectionPoolEntry, __: Any) -> None:
        """Leave a file that was deleted or replaced: what is written there would be lost."""
        if entry.info["file"] != self._identity():
            raise DisconnectionError

    def _identity(self) -> tuple[int, int] | None:
        try:
            found = self.file.stat()
        except OSError:
            return None
        return found.st_dev, found.st_ino


class PostgresDatabase:
    """A database on a PostgreSQL server."""

    def __init__(self, address: str) -> None:
        try:
            url = make_url(address)
        except (ArgumentError, ValueError):
            raise DatabaseAddressError from None
        if url.drivername not in POSTGRES_NAMES:
            raise DatabaseAddressError
        self.url = url.set(drivername="postgresql+psycopg")

    @property
    def name(self) -> str:
        """The database's and the host's name."""
        return f"The database {self.url.database or ''} on {self.url.host or 'this machine'}"

    def prepare(self) -> None:
        """Do nothing: the server and the database are there, or they are away."""

    def engine(self) -> Engine:
        """Make the way to the server: a connection that broke is replaced before it is used."""
        patience = {
            "connect_timeout": CONNECT_PATIENCE,
            "tcp_user_timeout": PATIENCE * 1_000,  # a cable was pulled
        }
        engine = create_engine(
            self.url,
            connect_args=patience,
            pool_pre_ping=True,
            hide_parameters=True,
            **TEN_CONNECTIONS,
        )
        event.listen(engine, "connect", _agree)
        return engine


def _use_wal(connection: sqlite3.Connection) -> None:
    """Switch to the write-ahead log, for which alone SQLite does not wait its turn."""
    give_up = time.monotonic() + PATIENCE
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as problem:
            if problem.sqlite_errorname != "SQLITE_BUSY" or time.monotonic() > give_up:
                raise
            time.sleep(0.02)
        else:
            return


def _begin(connection: Connection) -> None:
    """Begin a transaction of SQLite; one that writes waits for its turn before it reads."""
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _agree(connection: Any, _: ConnectionPoolEntry) -> None:
    """Agree with PostgreSQL on the time zone and on how long a lock is waited for."""
    connection.execute(f"SET TIME ZONE 'UTC'; SET lock_timeout = '{PATIENCE}s'")
    connection.commit()
