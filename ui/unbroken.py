"""Mends of Streamlit: a message that comes a moment later undoes nothing of the one before.

A browser sends a click once. Streamlit 1.67.0 loses it where a newer message stops or breaks into
the run that was to take it in, and drops what a run has drawn if the next one begins too early.
`runner.fastReruns = false` in `.streamlit/config.toml` is the first mend: one run at a time for
each learner. Decision 0021 has what was measured, and why nothing less reaches so far.
"""

import asyncio
from collections import deque
from collections.abc import Callable
from functools import partial
from typing import Any

from streamlit.proto.WidgetStates_pb2 import WidgetStates
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.scriptrunner import RerunData, get_script_run_ctx
from streamlit.runtime.scriptrunner_utils import script_requests
from streamlit.runtime.scriptrunner_utils.script_requests import (
    ScriptRequests,
    ScriptRequestType,
    _is_full_app_rerun,
)
from streamlit.runtime.state import SafeSessionState

_Event = Callable[[], None]


def mend() -> None:
    """Mend this process's Streamlit, before its first session."""
    _keep_callbacks_whole()
    _keep_what_was_chosen()
    _keep_what_was_asked_for()
    _keep_what_was_drawn()


def _keep_callbacks_whole() -> None:
    """Take each message in with all of its callbacks before a newer one may break in."""
    take_in = SafeSessionState.on_script_will_rerun

    def unbroken(state: SafeSessionState, *message: Any, **more: Any) -> None:
        runner: Any = state._yield_callback.__self__  # type: ignore[attr-defined]
        running, runner._execing = runner._execing, False  # between two runs nothing breaks in
        try:
            take_in(state, *message, **more)
        finally:
            runner._execing = running

    SafeSessionState.on_script_will_rerun = unbroken  # type: ignore[assignment, method-assign]


def _keep_what_was_chosen() -> None:
    """Let a message that waits for another page's bring all it has along, and not clicks alone."""
    join = script_requests._coalesce_widget_states

    def join_all(older: WidgetStates | None, newer: WidgetStates | None) -> WidgetStates | None:
        joined = join(older, newer)
        if older and newer and joined:
            known = {state.id for state in joined.widgets}
            joined.widgets.extend(state for state in older.widgets if state.id not in known)
        return joined

    script_requests._coalesce_widget_states = join_all  # type: ignore[assignment]


def _keep_what_was_asked_for() -> None:
    """Let a page that runs again by itself follow what its learner has just asked for."""
    ask = ScriptRequests._request_rerun_locked

    def ask_in_turn(requests: ScriptRequests, message: RerunData) -> bool:
        waiting = requests._rerun_data
        waits = requests._state is ScriptRequestType.RERUN and _is_full_app_rerun(waiting)
        context = get_script_run_ctx(suppress_warning=True)
        stays = context and message.page_script_hash == context.page_script_hash
        if waits and stays and message.widget_states is None:  # a browser always sends some
            return True  # what waits runs all of the page, or another one
        return ask(requests, message)

    ScriptRequests._request_rerun_locked = ask_in_turn  # type: ignore[assignment, method-assign]


def _keep_what_was_drawn() -> None:
    """Pass all that a run has told on to its session before another run takes its place."""
    call_soon, begin = AppSession._call_soon_on_event_loop, AppSession._create_scriptrunner

    def events_of(session: AppSession) -> deque[_Event]:
        events: deque[_Event] = vars(session).setdefault("_events_to_pass_on", deque())
        return events

    def pass_on(session: AppSession) -> None:
        events = events_of(session)
        while events:
            event = events.popleft()
            try:
                event()
            except Exception as problem:  # noqa: BLE001  told as the loop itself would tell it
                told = {"message": f"Not passed on: {event}", "exception": problem}
                session._event_loop.call_exception_handler(told)

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
