"""The log's door: who learns here, what they have done, and how a page writes it down.

A try to write may take seconds, and fail. So what is done is noted in one object that the session
holds, before it is written.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from math import inf
from threading import Lock
from time import monotonic
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st

from classroom.event import Event
from classroom.learner import is_token, learner_of, new_token
from classroom.store import AlreadyRecordedError, StoreAwayError
from ui import cached
from ui.clicks import held

COOKIE: Final = "learner"
WAIT: Final = 3.0
"""Seconds between two tries to write down what the store could not take."""

_DEVICE: Final = "device"
_DEEDS: Final = "deeds"
_READ: Final = "read"
_Place = tuple[str, str, str, int]
"""Sitting, question, kind and number: what no two events of a record share."""


@dataclass(slots=True)
class _Deeds:
    """What this session has done, and how far it is written down."""

    waiting: list[Event] = field(default_factory=list)
    """What is not written down yet, in its order."""
    done: dict[tuple[str, str, str], int] = field(default_factory=dict)
    """The number of the last deed of a kind at a question of a sitting."""
    marks: set[_Place] = field(default_factory=set)
    """What was reached; no answer is among it."""
    written: set[_Place] = field(default_factory=set)
    """What is in the record, until it is forgotten in another tab or on another device."""
    elsewhere: bool = False
    """Whether another tab was quicker with another answer."""
    failed: float = -inf
    """When the last try failed, on the clock of `monotonic`."""
    sending: Lock = field(default_factory=Lock)
    """Held by the run that writes: one that was stopped may still be at it when the next begins."""


def device() -> str:
    """Name this browser by its cookie; without one it is known for this visit only."""
    token = str(st.context.cookies.get(COOKIE, ""))
    if not is_token(token):
        token = held(_DEVICE, new_token)
    return learner_of(token)


def local(moment: datetime) -> datetime:
    """Tell a moment by the clock on the learner's wall."""
    try:
        return moment.astimezone(ZoneInfo(str(st.context.timezone or "UTC")))
    except (ZoneInfoNotFoundError, ValueError, OSError):  # "Europe" is a folder
        return moment


def events(sitting: str | None = None) -> tuple[Event, ...]:
    """Read what this learner has done in a sitting, or in all of them.

    What this session wrote before and is not there any more was forgotten elsewhere, or this
    device writes another record now: then the session leaves it behind too.

    Raises:
        StoreAwayError: It cannot be read at the moment.
    """
    written = frozenset(_deeds().written)  # before it is read: what is written meanwhile is news
    told = cached.store().events(device(), sitting)
    if any(sitting in {None, place[0]} for place in written - _places(told)):
        _leave_behind(written - _places(cached.store().events(device())))
    _read()[sitting] = told
    return told


def next_number(sitting: str, question: str, kind: str, drawn: int) -> int:
    """Number the next deed: after the last one drawn, or done here since by a quick click."""
    return max(drawn, _deeds().done.get((sitting, question, kind), 0)) + 1


def last_read(sitting: str | None = None) -> tuple[Event, ...] | None:
    """Tell what was read last, so that a page can stay as it is while the store is away."""
    return _read().get(sitting)


def known(sitting: str | None = None) -> tuple[Event, ...]:
    """Read what was done; while the store is away, tell what was read last, if anything was."""
    try:
        return events(sitting)
    except StoreAwayError:
        return last_read(sitting) or ()


def keep(sitting: str, question: str, kind: str, number: int, value: str = "") -> None:
    """Write down what the learner has just done; if that cannot be, remember it and try again."""
    deed = Event(device(), sitting, question, kind, number, value, datetime.now(UTC))
    deeds = _deeds()
    deeds.waiting.append(deed)
    deeds.done[sitting, question, kind] = number
    _send(deeds)


def note(sitting: str, question: str, kind: str, number: int = 1) -> None:
    """Leave a mark, once, that something was reached; while the store is away it waits its turn."""
    mark = Event(device(), sitting, question, kind, number, "", datetime.now(UTC))
    deeds = _deeds()
    if _place(mark) not in deeds.marks:
        deeds.marks.add(_place(mark))
        deeds.waiting.append(mark)
        _send(deeds)


def noted(sitting: str, kind: str) -> frozenset[str]:
    """Name what this session has marked in a sitting, written down or not."""
    marks = frozenset(_deeds().marks)
    return frozenset(place[1] for place in marks if (place[0], place[2]) == (sitting, kind))


def send() -> None:
    """Try again to write down what the store could not take before, in its order."""
    _send(_deeds())


def unsent() -> bool:
    """Say whether something that the learner did, and no mark alone, waits to be written down."""
    deeds = _deeds()
    return any(_place(deed) not in deeds.marks for deed in deeds.waiting)


def waiting_for(sitting: str, question: str, kind: str) -> tuple[str, ...] | None:
    """Say which answer to a question waits to be written down, of several the last.

    One without letters takes back the answer before it; None if nothing of this kind waits.
    """
    place = (sitting, question, kind)
    waiting = [deed for deed in _deeds().waiting if _place(deed)[:3] == place]
    if not waiting:
        return None
    return tuple(max(waiting, key=lambda deed: deed.number).value.split())


def elsewhere() -> bool:
    """Say once whether another tab was quicker with another answer."""
    deeds = _deeds()
    told, deeds.elsewhere = deeds.elsewhere, False
    return told


def begin_anew() -> None:
    """Leave behind what this session did and read, for this device writes another record now."""
    for key in (_DEEDS, _READ):
        st.session_state.pop(key, None)


def _leave_behind(gone: frozenset[_Place]) -> None:
    """Know no longer of what the record does not hold any more; what waits goes on waiting."""
    deeds = _deeds()
    deeds.marks -= gone
    deeds.written -= gone
    for sitting, question, kind, number in gone:
        if deeds.done.get((sitting, question, kind)) == number:
            del deeds.done[sitting, question, kind]
    _read().clear()


def _places(events: tuple[Event, ...]) -> frozenset[_Place]:
    return frozenset(map(_place, events))


def _place(event: Event) -> _Place:
    return event.key[1:]


def _deeds() -> _Deeds:
    return held(_DEEDS, _Deeds)


def _read() -> dict[str | None, tuple[Event, ...]]:
    return held(_READ, dict)


def _send(deeds: _Deeds) -> None:
    with deeds.sending:
        if monotonic() - deeds.failed < WAIT / 2:
            return  # a try may take seconds, and one has just failed
        while deeds.waiting:
            try:
                cached.store().record(deeds.waiting[0])
            except AlreadyRecordedError:
                deeds.elsewhere = True
            except StoreAwayError:
                deeds.failed = monotonic()
                return
            except Exception:
                del deeds.waiting[0]  # or none after it would ever be taken
                raise
            deeds.written.add(_place(deeds.waiting[0]))
            del deeds.waiting[0]
