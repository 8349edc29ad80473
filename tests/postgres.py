"""The PostgreSQL that the store's tests use: found, or fetched where that is easy.

`python -m tests.postgres` sees to one before the tests run, as `tests.chromium` does to the
browser. A test gets a server of its own, which can be stopped and started again.
"""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import psycopg

from tests.debian import install, is_root, may_install, must_be_there
from tests.serving import free_port

HOW_TO_GET_ONE = (
    "The store's tests need PostgreSQL: install it, or name the folder that holds initdb and "
    "postgres: POSTGRES=/path/to/bin make test."
)
FOLDERS = (
    "/usr/lib/postgresql/*/bin",  # Debian
    "/usr/pgsql-*/bin",  # Fedora and its kin
    "/opt/homebrew/opt/postgresql*/bin",
    "/usr/local/opt/postgresql*/bin",
)
PATIENCE = 30
IN_A_HURRY = ("-c", "fsync=off", "-c", "shared_buffers=16MB")
"""What a power cut would leave is not what the tests look at, so nothing waits for a disk."""


def find_postgres() -> Path | None:
    """Return the folder with initdb and postgres, or None; the one POSTGRES names goes first."""
    if named := os.environ.get("POSTGRES"):
        return _with_both(Path(named))
    if (on_path := shutil.which("initdb")) and (
        found := _with_both(Path(on_path).resolve().parent)
    ):
        return found
    folders = [folder for pattern in FOLDERS for folder in sorted(Path("/").glob(pattern[1:]))]
    return next(filter(None, map(_with_both, reversed(folders))), None)


def see_to_postgres() -> int:
    """Find or install a PostgreSQL; return the exit code that says whether tests may start."""
    if find_postgres() is None and may_install("POSTGRES"):
        install("the store's tests", "postgresql")
    if find_postgres() is not None:
        return 0
    print(HOW_TO_GET_ONE, file=sys.stderr)
    return 1 if must_be_there() else 0


class Postgres:
    """A PostgreSQL server in a folder of its own, on a port that stays its own."""

    def __init__(self, binaries: Path, folder: Path, settings: Sequence[str]) -> None:
        self._binaries = binaries
        self._settings = settings
        self._folder = folder
        self._port = free_port()
        self._server: subprocess.Popen[bytes] | None = None
        # PostgreSQL refuses to run as root.
        self._user: dict[str, Any] = {"user": _unprivileged(), "cwd": folder} if is_root() else {}
        if is_root():
            shutil.chown(folder, _unprivileged())
        command = ["--auth=trust", "--username=tests", "--encoding=UTF8", "--no-locale"]
        self._run("initdb", *command, "--no-sync", "--pgdata", str(self._data))

    @property
    def _data(self) -> Path:
        return self._folder / "data"

    @property
    def url(self) -> str:
        """Its address."""
        return f"postgresql://tests@127.0.0.1:{self._port}/postgres"

    def empty_place(self, name: str) -> str:
        """Return an address where no table is seen; a schema takes no 7 MB, as a database does."""
        with psycopg.connect(self.url) as connection:
            connection.execute(f'CREATE SCHEMA "{name}"'.encode())
        return f"{self.url}?options=-csearch_path%3D{name}"

    def start(self) -> None:
        """Start the server and wait until it answers."""
        options = (
            *("-D", str(self._data), "-p", str(self._port), "-k", str(self._folder)),
            *("-h", "127.0.0.1", *self._settings),
        )
        with (self._folder / "log").open("ab") as log:
            self._server = subprocess.Popen(
                [str(self._binaries / "postgres"), *options],
                stdout=log,
                stderr=log,
                **self._user,
            )
        give_up = time.monotonic() + PATIENCE
        while not self._answers():
            if self._server.poll() is not None or time.monotonic() > give_up:
                raise RuntimeError((self._folder / "log").read_text())
            time.sleep(0.05)

    def stop(self) -> None:
        """Stop the server, whoever is connected."""
        if self._server is not None:
            self._server.send_signal(signal.SIGINT)  # PostgreSQL's fast shutdown
            self._server.wait(PATIENCE)
            self._server = None

    def _answers(self) -> bool:
        with contextlib.suppress(psycopg.OperationalError), psycopg.connect(self.url):
            return True
        return False

    def _run(self, binary: str, *arguments: str) -> None:
        done = subprocess.run(
            [str(self._binaries / binary), *arguments],
            capture_output=True,
            text=True,
            check=False,
            **self._user,
        )
        if done.returncode != 0:
            raise RuntimeError(done.stderr)


@contextlib.contextmanager
def running_postgres(binaries: Path, settings: Sequence[str] = IN_A_HURRY) -> Iterator[Postgres]:
    """Run a fresh server for as long as the block lasts; without settings it is as it comes."""
    # Directly below /tmp: the other user has to get there, and a socket's path must be short.
    with tempfile.TemporaryDirectory(prefix="pg-", ignore_cleanup_errors=True) as folder:
        server = Postgres(binaries, Path(folder), settings)
        try:
            server.start()
            yield server
        finally:
            server.stop()


def _with_both(folder: Path) -> Path | None:
    both = all((folder / binary).is_file() for binary in ("initdb", "postgres"))
    return folder if both else None


def _unprivileged() -> str:
    import pwd  # noqa: PLC0415 - Windows has none, and no root either

    names = {account.pw_name for account in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


if __name__ == "__main__":
    sys.exit(see_to_postgres())
