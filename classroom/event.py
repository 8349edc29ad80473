"""One thing a learner did; a record is nothing but a list of these."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from classroom.errors import ClassroomError

LONGEST_ID: Final = 80
LONGEST_VALUE: Final = 2_000
HIGHEST_NUMBER: Final = 1_000_000


class EventError(ClassroomError):
    """An event that no store takes."""

    def __init__(self, part: str, reason: str) -> None:
        self.part = part
        super().__init__(f"The {part} of an event {reason}.")


@dataclass(frozen=True, slots=True)
class Event:
    """One thing a learner did: the number-th event of a kind, at one question of a sitting.

    What belongs to the whole sitting has no question: its question is the empty text.

    Raises:
        EventError: A part is missing, too long or no plain text, or the moment is not in UTC.
    """

    learner: str
    sitting: str
    question: str
    kind: str
    number: int
    value: str
    at: datetime

    def __post_init__(self) -> None:
        """Refuse early what one of the stores would refuse late."""
        for part in ("learner", "sitting", "kind"):
            if not getattr(self, part):
                raise EventError(part, "is missing")
        for part in ("learner", "sitting", "question", "kind"):
            _check_text(part, getattr(self, part), LONGEST_ID)
        _check_text("value", self.value, LONGEST_VALUE)
        if not 1 <= self.number <= HIGHEST_NUMBER:
            raise EventError("number", f"is {self.number}, but counts from 1 to {HIGHEST_NUMBER:,}")
        if self.at.utcoffset() != timedelta(0):
            raise EventError("moment", f"is {self.at.isoformat()}, which is not in UTC")

    @property
    def key(self) -> tuple[str, str, str, str, int]:
        """What no two events share."""
        return self.learner, self.sitting, self.question, self.kind, self.number


def is_plain(text: str) -> bool:
    """Tell whether every store can keep a text: PostgreSQL refuses NUL and lone surrogates."""
    return "\0" not in text and not any("\ud800" <= letter <= "\udfff" for letter in text)


def _check_text(part: str, text: str, longest: int) -> None:
    if len(text) > longest:
        raise EventError(part, f"has {len(text):,} characters, but at most {longest:,} are kept")
    if not is_plain(text):
        raise EventError(part, "has a character that is no text")
