"""Clicks and steps, and the page that follows them: none may be lost to one that comes with it.

A browser sends what happens at the same moment in one message, and a newer message may break into
the page that is being drawn for an older one, though not into its callbacks (`ui/unbroken.py`). So
a step, which is content with its own fragment, must see whether a click came with it that all of
the page is to follow; and the address that comes with a message may be the one before the last
click. Whatever can be clicked beside a player has one of these callbacks.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from math import inf
from threading import Lock
from time import monotonic
from typing import Final, TypeVar

import streamlit as st
from streamlit.runtime.scriptrunner import RerunException, get_script_run_ctx

SETTLED: Final = 1.0
"""Seconds from the end of a page's run until the browser has heard of the address it gave."""

_GIVES_WAY: Final = 0.1
"""Seconds after which whoever waits for others looks whether they have clicked meanwhile."""
_Held = TypeVar("_Held")


@dataclass(slots=True)
class _Marks:
    """How far the page is with what it has to follow."""

    running: bool = False
    """Whether all of the page is being run, and not a fragment alone."""
    awaited: bool = False
    """Whether something was clicked that all of the page has still to follow."""
    followed: dict[str, float] = field(default_factory=dict)
    """When each page had followed its last choice, on the clock of `monotonic`."""


def held(key: str, make: Callable[[], _Held]) -> _Held:
    """Answer with an object that the session holds, and make it for whoever asks first."""
    if key not in st.session_state:
        st.session_state[key] = make()
    told: _Held = st.session_state[key]
    return told


@contextmanager
def turn(lock: Lock) -> Iterator[None]:
    """Hold a lock; as long as others hold it, a newer message may break in."""
    while not lock.acquire(timeout=_GIVES_WAY):
        if get_script_run_ctx(suppress_warning=True):
            _marks()  # whatever asks the session for something lets it in
    try:
        yield
    finally:
        lock.release()


@contextmanager
def running() -> Iterator[None]:
    """Run the page that was asked for: at its end it has followed every click."""
    marks = _marks()
    marks.running, broken_into = True, False
    try:
        yield
    except RerunException:
        broken_into = True
        raise
    finally:  # a page that stops or fails has come to its end, too
        marks.running = False
        if not broken_into:
            _finish(marks)


def click(page: str = "") -> Callable[[], None]:
    """Answer with the callback of something that all of the page is to follow.

    A choice that the address of a `page` holds goes before that address, for a moment.
    """
    marks = _marks()

    def note() -> None:
        marks.awaited = True
        if page:
            marks.followed[page] = inf

    return note


def settled(page: str) -> bool:
    """Say whether a page has followed its last choice, and the browser knows the new address."""
    return monotonic() - _marks().followed.get(page, -inf) >= SETTLED


def obeyed(page: str) -> bool:
    """Say whether a page is to obey the address of this message: it came with no click.

    On a slow line that address may be older than what was chosen long before the click.
    """
    return not _marks().awaited and settled(page)


def follow() -> None:
    """In a fragment: have all of the page run instead, if something was clicked that it awaits."""
    marks = _marks()
    if marks.awaited and not marks.running:
        st.rerun()


def _marks() -> _Marks:
    return held("marks", _Marks)


def _finish(marks: _Marks) -> None:
    now = monotonic()
    marks.followed = {page: min(then, now) for page, then in marks.followed.items()}
    marks.awaited = False
