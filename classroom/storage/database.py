"""A database that may be away: looked for at each call, its schema seen to first."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from classroom.storage.migrations import bring_to_head
from classroom.storage.places import PATIENCE, Place
from classroom.store import StoreAwayError


class DamagedFileError(StoreAwayError):
    """A file that is no SQLite database, or no longer one."""

    def __init__(self, place: str) -> None:
        self.place = place
        reason = (
            f"{place} is damaged or is no SQLite database: "
            "move it away to begin anew, or put a copy of it in its place."
        )
        super().__init__(reason, reason)


class Database:
    """Transactions in one place; whatever goes wrong there is told as StoreAwayError."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._reader = place.engine()
        self._writer = self._reader.execution_options(writes=True)
        self._ready = False
        self._getting_ready = threading.Lock()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Open a transaction that only reads."""
        with self._transaction(self._reader) as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Open a transaction that writes; it is kept for good when the block is left."""
        with self._transaction(self._writer) as connection:
            yield connection

    def close(self) -> None:
        """Close every connection; the next transaction opens a new one."""
        self._reader.dispose()

    @contextmanager
    def _transaction(self, engine: Engine) -> Iterator[Connection]:
        try:
            self._get_ready()
            with engine.begin() as connection:
                yield connection
        except (SQLAlchemyError, OSError) as problem:
            self._ready = False  # the schema may be another one when the database is back
            raise self._told(problem) from problem

    def _get_ready(self) -> None:
        if self._ready:
            return
        # Without a limit, many threads would wait for the same silent server one after another.
        if not self._getting_ready.acquire(timeout=PATIENCE):
            raise StoreAwayError("Other calls are still waiting for the database.")
        try:
            if not self._ready:
                self._place.prepare()
                bring_to_head(self._reader, self._writer, self._place.name)
                self._ready = True
        finally:
            self._getting_ready.release()

    def _told(self, problem: SQLAlchemyError | OSError) -> StoreAwayError:
        origin = problem.orig if isinstance(problem, DBAPIError) else problem
        if getattr(origin, "sqlite_errorname", "").startswith(("SQLITE_NOTADB", "SQLITE_CORRUPT")):
            return DamagedFileError(self._place.name)
        return StoreAwayError(f"{self._place.name}: {origin}")
