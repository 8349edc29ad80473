"""The log's door: who learns here, what they have done, and how a page writes it down."""

from datetime import UTC, datetime
from time import monotonic
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st

from classroom.event import Event
from classroom.learner import is_token, learner_of, new_token
from classroom.store import AlreadyRecordedError, StoreAwayError
from ui import cached

COOKIE: Final = "learner"
WAIT: Final = 3.0
"""Seconds between two tries to write down what the store could not take."""

_Deed = tuple[str, str, str, int, str, datetime]

_DEVICE: Final = "device"
_DONE: Final = "done"
_READ: Final = "read"
_UNSENT: Final = "unsent"
_TRIED: Final = "tried"
_NOTED: Final = "noted"
_ELSEWHERE: Final = "elsewhere"


def device() -> str:
    """Name this browser by its cookie; without one it is known for this visit only."""
    token = str(st.context.cookies.get(COOKIE, ""))
    if not is_token(token):
        token = st.session_state.setdefault(_DEVICE, new_token())
    return learner_of(token)


def local(moment: datetime) -> datetime:
    """Tell a moment by the clock on the learner's wall."""
    try:
        return moment.astimezone(ZoneInfo(str(st.context.timezone or "UTC")))
    except (ZoneInfoNotFoundError, ValueError):
        return moment


def events(sitting: str | None = None) -> tuple[Event, ...]:
    """Read what this learner has done in a sitting, or in all of them.

    Raises:
        StoreAwayError: It cannot be read at the moment.
    """
    told = cached.store().events(device(), sitting)
    st.session_state[f"{_READ}-{sitting}"] = told
    return told


def next_number(sitting: str, question: str, kind: str, drawn: int) -> int:
    """Number the next deed: after the last one drawn, or done here since by a quick click."""
    done: int = st.session_state.get(_place(sitting, question, kind), 0)
    return max(drawn, done) + 1


def _place(sitting: str, question: str, kind: str) -> str:
    return f"{_DONE}-{sitting}-{question}-{kind}"


def last_read(sitting: str | None = None) -> tuple[Event, ...] | None:
    """Tell what was read last, so that a page can stay as it is while the store is away."""
    told: tuple[Event, ...] | None = st.session_state.get(f"{_READ}-{sitting}")
    return told


def keep(sitting: str, question: str, kind: str, number: int, value: str = "") -> None:
    """Write down what the learner has just done; if that cannot be, remember it and try again.

    It is written before the session is asked anything: there the next click may end this run.
    """
    deed = (sitting, question, kind, number, value, datetime.now(UTC))
    if not _written(deed):
        st.session_state[_UNSENT] = [*st.session_state.get(_UNSENT, []), deed]
    st.session_state[_place(sitting, question, kind)] = number


def note(sitting: str, question: str, kind: str, number: int = 1) -> None:
    """Write down, once, that something was reached; while the store is away it waits its turn."""
    deed = (sitting, question, kind, number)
    noted = st.session_state.get(_NOTED, frozenset())
    if deed not in noted:
        waiting = st.session_state.get(_UNSENT, [])
        st.session_state[_UNSENT] = [*waiting, (*deed, "", datetime.now(UTC))]
        st.session_state[_NOTED] = noted | {deed}
        send()


def send() -> None:
    """Try again to write down what the store could not take before, in its order."""
    if monotonic() - st.session_state.get(_TRIED, -WAIT) < WAIT / 2:
        return  # a try may take seconds, and one has just failed
    while (waiting := st.session_state.get(_UNSENT)) and _written(waiting[0]):
        st.session_state[_UNSENT] = waiting[1:]


def unsent() -> bool:
    """Say whether something still waits to be written down."""
    return bool(st.session_state.get(_UNSENT))


def waiting_for(sitting: str, question: str) -> str:
    """Say which answer to a question waits to be written down; empty if none does."""
    deeds = st.session_state.get(_UNSENT, [])
    here = (sitting, question)
    return next((value for *place, _, _, value, _ in deeds if tuple(place) == here and value), "")


def elsewhere() -> bool:
    """Say once whether another tab was quicker with another answer."""
    return bool(st.session_state.pop(_ELSEWHERE, False))


def begin_anew() -> None:
    """Leave behind what this session did and read, for this device writes another record now."""
    for key in list(st.session_state):
        if str(key) in {_UNSENT, _NOTED, _ELSEWHERE} or str(key).startswith((_READ, _DONE)):
            del st.session_state[key]


def _written(deed: _Deed) -> bool:
    sitting, question, kind, number, value, at = deed
    try:
        cached.store().record(Event(device(), sitting, question, kind, number, value, at))
    except AlreadyRecordedError:
        st.session_state[_ELSEWHERE] = True
    except StoreAwayError:
        st.session_state[_TRIED] = monotonic()
        return False
    return True
