"""Mends of Streamlit: a message that comes a moment later undoes nothing of the one before.

Streamlit 1.67.0 may break into a run before its callbacks have been called: a browser sends a
click once, and it is lost. And what a run has drawn is dropped if the next one begins before the
event loop has passed it on. `runner.fastReruns` in `.streamlit/config.toml` is the third part.
Decision 0021 has what was measured, and why nothing less reaches so far.
"""

import asyncio
from collections import deque
from collections.abc import Callable
from functools import partial
from typing import Any

from streamlit.runtime.app_session import AppSession
from streamlit.runtime.scriptrunner import RerunData
from streamlit.runtime.state import SafeSessionState

_Event = Callable[[], None]


def mend() -> None:
    """Mend this process's Streamlit, before its first session."""
    _keep_callbacks_whole()
    _keep_what_was_drawn()


def _keep_callbacks_whole() -> None:
    """Take each message in with all of its callbacks before a newer one may break in."""
    take_in = SafeSessionState.on_script_will_rerun

    def unbroken(state: SafeSessionState, *message: Any, **more: Any) -> None:
        runner: Any = state._yield_callback.__self__  # type: ignore[attr-defined]
        runner._execing = False  # as between two runs, where nothing can break in
        try:
            take_in(state, *message, **more)
        finally:
            runner._execing = True

    SafeSessionState.on_script_will_rerun = unbroken  # type: ignore[assignment, method-assign]


def _keep_what_was_drawn() -> None:
    """Pass all that a run has told on to the browser before another run takes its place."""
    call_soon, begin = AppSession._call_soon_on_event_loop, AppSession._create_scriptrunner

    def events_of(session: AppSession) -> deque[_Event]:
        events: deque[_Event] = vars(session).setdefault("_events_to_pass_on", deque())
        return events

    def pass_on(session: AppSession) -> None:
        events = events_of(session)
        while events:
            events.popleft()()

    def call_in_order(session: AppSession, event: _Event) -> None:
        events_of(session).append(event)
        call_soon(session, partial(pass_on, session))

    def begin_in_order(session: AppSession, message: RerunData) -> None:
        if _is_running(session._event_loop):  # not in the thread that watches the files
            pass_on(session)
        begin(session, message)

    AppSession._call_soon_on_event_loop = call_in_order  # type: ignore[assignment, method-assign]
    AppSession._create_scriptrunner = begin_in_order  # type: ignore[assignment, method-assign]


def _is_running(loop: asyncio.AbstractEventLoop) -> bool:
    try:
        return asyncio.get_running_loop() is loop
    except RuntimeError:
        return False
