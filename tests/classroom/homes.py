"""Where a store may live in a test: a database to open, to take away and to bring back."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from typing import Protocol

import psycopg

from classroom.storage import open_store
from classroom.store import Store
from tests.postgres import Postgres


class Home(Protocol):
    """A database of its own for one test."""

    @property
    def url(self) -> str | None:
        """Its address, if it is on a server."""

    @property
    def folder(self) -> Path:
        """A folder for its file, if it is in one."""

    def open(self) -> Store:
        """Open one more store on it."""

    def run(self, statement: str) -> list[tuple[object, ...]]:
        """Run a statement past the store, and return the rows it answers with."""

    def away(self) -> AbstractContextManager[None]:
        """Take the database away for as long as the block lasts."""


class SqliteHome:
    """A folder."""

    url = None

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.file = folder / "answers.sqlite3"

    def open(self) -> Store:
        return open_store(None, self.folder)

    def run(self, statement: str) -> list[tuple[object, ...]]:
        with closing(sqlite3.connect(self.file)) as connection, connection:
            return connection.execute(statement).fetchall()

    @contextmanager
    def away(self) -> Iterator[None]:
        """Put a file where the folder is expected."""
        elsewhere = self.folder.with_name("elsewhere")
        if self.folder.exists():
            self.folder.rename(elsewhere)
        self.folder.touch()
        try:
            yield
        finally:
            self.folder.unlink()
            if elsewhere.exists():
                elsewhere.rename(self.folder)


class PostgresHome:
    """A schema of its own on a server."""

    def __init__(self, server: Postgres, name: str, folder: Path) -> None:
        self.folder = folder
        self.url: str = server.empty_place(name)
        self._server = server

    def open(self) -> Store:
        return open_store(self.url, self.folder)

    def run(self, statement: str) -> list[tuple[object, ...]]:
        with psycopg.connect(self.url) as connection:
            cursor = connection.execute(statement.encode())
            return cursor.fetchall() if cursor.description else []

    @contextmanager
    def away(self) -> Iterator[None]:
        """Stop the server, and start it again."""
        self._server.stop()
        try:
            yield
        finally:
            self._server.start()


@contextmanager
def nobody_may_write(folder: Path) -> Iterator[None]:
    """Make a folder and its files read-only, even for root, who gives up being root meanwhile."""
    modes = {path: path.stat().st_mode for path in (folder, *folder.iterdir())}
    for path in modes:
        path.chmod(0o555 if path.is_dir() else 0o444)
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)  # nobody
    try:
        yield
    finally:
        if root:
            os.seteuid(0)
        for path, mode in modes.items():
            path.chmod(mode)
