"""The log of events, and what carries a record from one device to another."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the first tables."""
    counter = sa.BigInteger().with_variant(sa.Integer, "sqlite")
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "events",
        sa.Column("id", counter, primary_key=True),
        sa.Column("learner", sa.String(80), nullable=False),
        sa.Column("sitting", sa.String(80), nullable=False),
        sa.Column("question", sa.String(80), nullable=False),
        sa.Column("kind", sa.String(80), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.UniqueConstraint("learner", "sitting", "question", "kind", "number", name="events_key"),
    )
    op.create_table(
        "links",
        sa.Column("device", sa.String(80), primary_key=True),
        sa.Column("learner", sa.String(80), nullable=False, index=True),
    )
    op.create_table(
        "codes",
        sa.Column("id", counter, primary_key=True),
        sa.Column("hash", sa.String(64), nullable=False, unique=True),
        sa.Column("learner", sa.String(80), nullable=False, index=True),
        sa.Column("offered_at", moment, nullable=False, index=True),
    )
    op.create_table(
        "guesses",
        sa.Column("learner", sa.String(80), primary_key=True),
        sa.Column("wrong", sa.Integer, nullable=False),
        sa.Column("since", moment, nullable=False, index=True),
    )
