"""An event to begin with, and when it happens."""

from datetime import UTC, datetime, timedelta

from classroom.event import Event

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def answer(  # noqa: PLR0913 - one argument for each part of an event
    value: str = "b",
    *,
    learner: str = "ada",
    sitting: str = "test-1",
    question: str = "why-split",
    number: int = 1,
    at: datetime = NOON,
) -> Event:
    """Return an answer, with what matters to a test said and the rest filled in."""
    return Event(learner, sitting, question, "answer", number, value, at)
