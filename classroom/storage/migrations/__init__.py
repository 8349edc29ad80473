"""The schema, step by step: each file in versions/ is one change, in the order of its name."""

import threading
from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, func, select

from classroom.store import StoreAwayError

ONE_AT_A_TIME: Final = 4_207_001  # PostgreSQL's advisory lock; any number that is always the same
_ALEMBIC: Final = threading.Lock()  # its context belongs to the whole process


class NewerDatabaseError(StoreAwayError):
    """A database that a newer version of the app has changed."""

    def __init__(self, place: str, revision: str) -> None:
        self.place = place
        self.revision = revision
        reason = (
            f"{place} was written by a newer version of this app (its schema is {revision}): "
            "start that version, or name another database."
        )
        super().__init__(reason, reason)


def bring_to_head(reader: Engine, writer: Engine, place: str) -> None:
    """Run the migrations that are missing; of several processes one does, the others wait.

    Raises:
        NewerDatabaseError: The schema is one that this code does not know.
    """
    script = ScriptDirectory.from_config(_config())
    with reader.connect() as connection:
        current = MigrationContext.configure(connection).get_current_revision()
    if current == script.get_current_head():
        return
    if current is not None and current not in {known.revision for known in script.walk_revisions()}:
        raise NewerDatabaseError(place, current)
    with _ALEMBIC, writer.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(select(func.pg_advisory_xact_lock(ONE_AT_A_TIME)))
        command.upgrade(_config(connection), "head")


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config
