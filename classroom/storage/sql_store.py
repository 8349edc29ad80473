"""The store in SQL, the same for SQLite and PostgreSQL."""

import hashlib
from datetime import datetime
from threading import Semaphore
from typing import Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    RowMapping,
    Table,
    and_,
    delete,
    func,
    or_,
    select,
    text,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

from classroom.event import Event, is_plain
from classroom.learner import code_from, new_code
from classroom.storage.database import Database
from classroom.storage.tables import CODES, EVENTS, GUESSES, LINKS
from classroom.store import (
    CODE_LIVES,
    LIVE_CODES,
    WRONG_TRIES,
    AlreadyRecordedError,
    SharedRecordError,
    TooManyTriesError,
    WrongCodeError,
)

PARTS: Final = [column for column in EVENTS.columns if column.name != "id"]
KEY: Final = PARTS[:5]
FEW: Final = Semaphore(2)
"""How many codes are hashed at once: each takes 16 MB and a core for a while."""


class SqlStore:
    """Every learner's record in the tables of one database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def record(self, event: Event) -> bool:
        """Keep an event for good; False if the same was kept before."""
        with self._database.writing() as connection:
            if _inserted(connection, event):
                return True
            kept = _event_at(connection, event)
        if kept is None:  # forgotten between the two looks, so it is new after all
            return self.record(event)
        if kept.value != event.value:
            raise AlreadyRecordedError(kept)
        return False

    def events(self, device: str, sitting: str | None = None) -> tuple[Event, ...]:
        """Return what the record holds that a device writes, the oldest first."""
        if not (is_plain(device) and is_plain(sitting or "")):
            return ()
        own = EVENTS.c.learner == _record_of(device)
        wanted = select(*PARTS).where(own).order_by(EVENTS.c.id)
        if sitting is not None:
            wanted = wanted.where(EVENTS.c.sitting == sitting)
        with self._database.reading() as connection:
            rows = connection.execute(wanted).mappings().all()
        return tuple(map(_event, rows))  # others read meanwhile

    def forget(self, device: str) -> int:
        """Delete all that is kept of a record and of every device linked to it, and the links."""
        with self._database.writing() as connection:
            _hold_links(connection)
            writers = _writers(connection, _whose(connection, device))
            linked = or_(LINKS.c.device.in_(writers), LINKS.c.learner.in_(writers))
            connection.execute(delete(LINKS).where(linked))
            connection.execute(delete(CODES).where(CODES.c.learner.in_(writers)))
            connection.execute(delete(GUESSES).where(GUESSES.c.learner.in_(writers)))
            return connection.execute(delete(EVENTS).where(EVENTS.c.learner.in_(writers))).rowcount

    def offer_code(self, device: str, now: datetime) -> str:
        """Return a one-time code for the record that the asking device writes."""
        code = new_code()
        hashed = _hash(code)  # takes long: nobody is to wait for the database meanwhile
        with self._database.writing() as connection:
            _hold_links(connection)
            record = _whose(connection, device)
            _clear_away(connection, record, now)
            row = {"hash": hashed, "learner": record, "offered_at": now}
            connection.execute(CODES.insert().values(row))
        return code

    def take_code(self, code: str, device: str, now: datetime) -> str:
        """Let the asking device write the record behind a code from now on; return its id."""
        with self._database.reading() as connection:  # whoever has no try left costs no hash
            if _has_no_try_left(connection, device, now):
                raise TooManyTriesError
        wanted = _hash(code_from(code))
        with self._database.writing() as connection:
            _hold_links(connection)
            if _wrong_tries(connection, device, now) >= WRONG_TRIES:
                raise TooManyTriesError
            record = _taken(connection, wanted, now)
            if record is not None and record in {device, _whose(connection, record)}:
                _link(connection, device, record)
                return record
            _count_wrong_try(connection, device)
        raise WrongCodeError

    def close(self) -> None:
        """Let go of the database until the next call."""
        self._database.close()


def _insert(connection: Connection, table: Table) -> postgresql.Insert | sqlite.Insert:
    """Return an INSERT that knows ON CONFLICT, which each database has a class of its own for."""
    dialect = {"postgresql": postgresql, "sqlite": sqlite}[connection.dialect.name]
    insert: postgresql.Insert | sqlite.Insert = dialect.insert(table)
    return insert


def _inserted(connection: Connection, event: Event) -> bool:
    row = {part.name: getattr(event, part.name) for part in PARTS}
    row["learner"] = _record_of(event.learner)
    insert = _insert(connection, EVENTS).values(row).on_conflict_do_nothing()
    return connection.execute(insert.returning(EVENTS.c.id)).first() is not None


def _event_at(connection: Connection, event: Event) -> Event | None:
    """Return what the record holds at an event's place."""
    key = (_record_of(event.learner), *event.key[1:])
    here = and_(*(column == part for column, part in zip(KEY, key, strict=True)))
    row = connection.execute(select(*PARTS).where(here)).mappings().first()
    return _event(row) if row else None


def _event(row: RowMapping) -> Event:
    return Event(**{part.name: row[part] for part in PARTS})


def _whose(connection: Connection, device: str) -> str:
    record: str = connection.execute(select(_record_of(device))).scalar_one()
    return record


def _record_of(device: str) -> ColumnElement[str]:
    """Name, in a statement, the record that a device writes: its own, or the one it is led to."""
    led_to = select(LINKS.c.learner).where(LINKS.c.device == device)
    return func.coalesce(led_to.scalar_subquery(), device)


def _writers(connection: Connection, record: str) -> list[str]:
    """Return a record's id and those of all devices linked to it."""
    linked = select(LINKS.c.device).where(LINKS.c.learner == record)
    return [record, *connection.execute(linked).scalars()]


def _hold_links(connection: Connection) -> None:
    """Let nobody else change a link until the end; all may read, and SQLite has one writer."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("LOCK TABLE links IN SHARE ROW EXCLUSIVE MODE"))


def _clear_away(connection: Connection, record: str, now: datetime) -> None:
    """Delete what is too old for anybody, and so many of a record's codes that one more fits."""
    old = now - CODE_LIVES
    newest = select(CODES.c.id).where(CODES.c.learner == record).order_by(CODES.c.id.desc())
    surplus = and_(CODES.c.learner == record, CODES.c.id.not_in(newest.limit(LIVE_CODES - 1)))
    connection.execute(delete(CODES).where(or_(CODES.c.offered_at <= old, surplus)))


def _has_no_try_left(connection: Connection, learner: str, now: datetime) -> bool:
    counted = and_(GUESSES.c.learner == learner, GUESSES.c.since > now - CODE_LIVES)
    wrong = connection.execute(select(GUESSES.c.wrong).where(counted)).scalar()
    return (wrong or 0) >= WRONG_TRIES


def _wrong_tries(connection: Connection, learner: str, now: datetime) -> int:
    """Count a learner's wrong tries, and hold the count until this try has been judged.

    What was counted for anybody before a code's time began is too old.
    """
    connection.execute(delete(GUESSES).where(GUESSES.c.since <= now - CODE_LIVES))
    insert = _insert(connection, GUESSES).values(learner=learner, wrong=0, since=now)
    counted = insert.on_conflict_do_update(
        index_elements=["learner"], set_={"wrong": GUESSES.c.wrong}
    )
    wrong: int = connection.execute(counted.returning(GUESSES.c.wrong)).scalar_one()
    return wrong


def _count_wrong_try(connection: Connection, learner: str) -> None:
    one_more = update(GUESSES).where(GUESSES.c.learner == learner)
    connection.execute(one_more.values(wrong=GUESSES.c.wrong + 1))


def _taken(connection: Connection, code_hash: str, now: datetime) -> str | None:
    """Take a code out of the store, so that nobody else can, and return the record behind it."""
    valid = and_(CODES.c.hash == code_hash, CODES.c.offered_at > now - CODE_LIVES)
    taken = connection.execute(delete(CODES).where(valid).returning(CODES.c.learner))
    return taken.scalar_one_or_none()


def _link(connection: Connection, device: str, record: str) -> None:
    """Lead a device to a record; its own needs no link."""
    if record != device and set(_writers(connection, device)) != {device}:
        raise SharedRecordError
    connection.execute(delete(LINKS).where(LINKS.c.device == device))
    if record != device:
        connection.execute(LINKS.insert().values(device=device, learner=record))
    connection.execute(delete(GUESSES).where(GUESSES.c.learner == device))


def _hash(code: str) -> str:
    """Hash a code slowly: within its minutes nobody who reads the database finds it by trying."""
    with FEW:
        hashed = hashlib.scrypt(code.encode(), salt=b"a one-time code", n=2**14, r=8, p=1)
    return hashed.hex()[:64]
