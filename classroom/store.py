"""The store: what keeps every learner's record, wherever it is kept."""

from datetime import datetime, timedelta
from typing import Final, Protocol

from classroom.errors import ClassroomError
from classroom.event import Event

CODE_LIVES: Final = timedelta(minutes=15)
LIVE_CODES: Final = 3  # a learner's newest; an older one is no longer taken
WRONG_TRIES: Final = 10  # by one learner, within the time that a code lives


class AlreadyRecordedError(ClassroomError):
    """An event whose place is taken by another value."""

    def __init__(self, kept: Event) -> None:
        self.kept = kept
        super().__init__(
            f"{kept.kind.capitalize()} {kept.number} was recorded before with another value, "
            "and the first one stays."
        )


class CodeError(ClassroomError):
    """A one-time code that leads to no record."""


class WrongCodeError(CodeError):
    """A code that was never offered, or was used, or is too old."""

    def __init__(self) -> None:
        super().__init__(
            "This code is not valid: it may be mistyped, used already or older than "
            f"{CODE_LIVES // timedelta(minutes=1)} minutes, so ask the other device for a new one."
        )


class TooManyTriesError(CodeError):
    """One wrong code too many."""

    def __init__(self) -> None:
        super().__init__(
            f"After {WRONG_TRIES} wrong codes no more are taken from this device for a while: "
            f"try again in {CODE_LIVES // timedelta(minutes=1)} minutes."
        )


class SharedRecordError(CodeError):
    """A right code on a device that cannot take it, because others write its own record."""

    def __init__(self) -> None:
        super().__init__(
            "Other devices write this device's record too, so it cannot leave it: "
            "make a code here and use it on the other device instead."
        )


class StoreAwayError(ClassroomError):
    """The database does not take or give anything at the moment; the reason is for the log."""

    def __init__(self, reason: str, sentence: str | None = None) -> None:
        self.reason = reason
        super().__init__(
            sentence
            or "Answers cannot be kept at the moment, so this one does not count yet: "
            "wait a little and send it again; what was kept before is safe."
        )


class Store(Protocol):
    """Every learner's record: events are added, read in order, and forgotten on request.

    Any number of threads and processes may use one at once. Every call raises StoreAwayError
    while the database is away, and works again by itself when it is back.

    A device is named by the id of its own learner, and every call finds out by itself which
    record the device writes; the record's id means the same as that of a device that writes it.
    Only a code taken on a device leads it to another record, and a device whose own record others
    write takes no code for another, so no link ever leads to a second.
    """

    def record(self, event: Event) -> bool:
        """Keep an event for good; False if the same was kept before, as by a double click.

        Its learner is the device that asks. It is kept in the record that the device writes.

        Raises:
            AlreadyRecordedError: Its place is taken by another value, which stays.
        """

    def events(self, device: str, sitting: str | None = None) -> tuple[Event, ...]:
        """Return what the record holds that a device writes, of all sittings or of one.

        The oldest comes first; each names the record as its learner.
        """

    def forget(self, device: str) -> int:
        """Delete all that is kept of a record and of every device linked to it, and the links.

        It is the record that the asking device writes. What a linked device wrote before it was
        linked goes too, and so do codes and wrong tries. Return how many events were deleted.
        """

    def offer_code(self, device: str, now: datetime) -> str:
        """Return a one-time code for the record that the asking device writes."""

    def take_code(self, code: str, device: str, now: datetime) -> str:
        """Let the asking device write the record behind a code from now on; return its id.

        A code for a record whose own device writes another one by now is only good for going
        back, on that device.

        Raises:
            SharedRecordError: Other devices write this device's own record; the code stays good.
            CodeError: The code leads to no record, or too many before it did not.
        """

    def close(self) -> None:
        """Let go of the database until the next call."""
