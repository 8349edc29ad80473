"""The tables as the newest migration leaves them."""

from datetime import UTC, datetime
from typing import Final

from sqlalchemy import (
    BigInteger,
    Column,
    DateTime,
    Dialect,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)

from classroom.event import LONGEST_ID


class Moment(TypeDecorator[datetime]):
    """A moment in UTC, which SQLite keeps without saying so."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _: Dialect) -> datetime | None:
        """Hand over UTC."""
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, _: Dialect) -> datetime | None:
        """Say that it is UTC where the database does not."""
        if value is None or value.tzinfo:
            return value
        return value.replace(tzinfo=UTC)


TABLES: Final = MetaData()

EVENTS: Final = Table(
    "events",
    TABLES,
    # SQLite counts by itself only in a column of exactly this type.
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("learner", String(LONGEST_ID), nullable=False),
    Column("sitting", String(LONGEST_ID), nullable=False),
    Column("question", String(LONGEST_ID), nullable=False),
    Column("kind", String(LONGEST_ID), nullable=False),
    Column("number", Integer, nullable=False),
    Column("value", Text, nullable=False),
    Column("at", Moment, nullable=False),
    UniqueConstraint("learner", "sitting", "question", "kind", "number", name="events_key"),
)

LINKS: Final = Table(
    "links",
    TABLES,
    Column("device", String(LONGEST_ID), primary_key=True),
    Column("learner", String(LONGEST_ID), nullable=False, index=True),
)

CODES: Final = Table(
    "codes",
    TABLES,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("hash", String(64), nullable=False, unique=True),
    Column("learner", String(LONGEST_ID), nullable=False, index=True),
    Column("offered_at", Moment, nullable=False, index=True),
)

GUESSES: Final = Table(
    "guesses",
    TABLES,
    Column("learner", String(LONGEST_ID), primary_key=True),
    Column("wrong", Integer, nullable=False),
    Column("since", Moment, nullable=False, index=True),
)
