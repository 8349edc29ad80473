"""My data: see it, take it away, carry it to another device, forget it."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from time import monotonic
from typing import Final

import streamlit as st

from classroom.event import Event
from classroom.store import CODE_LIVES, CodeError, StoreAwayError
from ui import announced, cached, kept, once
from ui.menu import PAGES

_OFFERED: Final = "code-offered"
_NEW_CODE: Final = "code-new"
"""What is to be said of a code that has just been made."""
_TYPED: Final = "code-typed"
_TAKEN: Final = "code-taken"
"""The session's place for the last code that was taken, and when."""
_DOUBLE_CLICK: Final = 10.0
"""Seconds in which the same code, brought once more, is the first press's."""
_SURE: Final = "forget-sure"
_ANSWER: Final = "my-data-answer"


def overview(events: tuple[Event, ...]) -> None:
    """Say what is kept, and let it be taken away."""
    if not events:
        st.markdown("Nothing is kept of you yet.")
        return
    pages = sorted({_page(event.sitting) for event in events})
    newest = {(each.sitting, each.question): each.value for each in events if each.kind == "answer"}
    answered = sum(map(bool, newest.values()))
    entries = "1 entry" if len(events) == 1 else f"{len(events)} entries"
    st.markdown(
        f"**{entries}**, questions answered: {answered}, since "
        f"{kept.local(events[0].at):%d %B %Y, %H:%M}; from {', '.join(pages)}. "
        "An entry is an answer, a hint, a card or a solved case, or that you came to a page or to "
        "its end."
    )
    st.download_button(
        "Download all of it (JSON)",
        lambda: as_json(events),
        "my-data.json",
        "application/json",
        icon=":material/download:",
        on_click="ignore",
    )
    with st.expander("See the newest entries"):
        st.table(
            [
                {"When": f"{kept.local(event.at):%d %b %H:%M:%S}", "What": _told(event)}
                for event in events[:-21:-1]
            ],
            border="horizontal",
            hide_index=True,
            alt="The newest entries of your data",
        )


def _page(sitting: str) -> str:
    """Name the page of a sitting as the menu does; a sitting may add a number or a seed."""
    known = {entry.address: entry.title for entry in PAGES}
    return known.get(sitting) or known.get(sitting.partition("-")[0], sitting)


def _told(event: Event) -> str:
    """Say an entry in one cell that may wrap: five columns would not fit on a phone."""
    question = f", {event.question}" if event.question else ""
    said = event.value or ("taken back" if event.kind == "answer" else "")
    value = f": {said}" if said else ""
    return f"{_page(event.sitting)}{question}, {event.kind} {event.number}{value}"


def as_json(events: tuple[Event, ...]) -> str:
    """Write everything that is kept of a learner."""
    told = [asdict(event) | {"at": event.at.isoformat()} for event in events]
    return json.dumps({"events": told}, indent=2, ensure_ascii=False)


def carry() -> None:
    """Make a code for another device, or take one."""
    st.header("Carry it to another device", anchor=False)
    here, there = st.columns(2, gap="large")
    with here, announced.part("code", st.session_state.pop(_NEW_CODE, "")):
        st.markdown("**On the device that has your data**")
        st.button("Make a one-time code", icon=":material/key:", on_click=_offer)
        _show_code()
        _tell(_offer)
    with there, st.form("take", border=False):
        st.markdown("**On the other device**")
        st.text_input("One-time code", max_chars=20, placeholder="XXXX-XXXX", key=_TYPED)
        st.caption(
            "From then on both devices write the same record; what this one has done so far is "
            "left behind."
        )
        st.form_submit_button("Use this code", icon=":material/login:", on_click=_take)
        _tell(_take)


def _offer() -> None:
    now = datetime.now(UTC)
    with _answering(_offer):
        code = cached.store().offer_code(kept.device(), now)
        st.session_state[_OFFERED] = code, now
        st.session_state[_NEW_CODE] = f"The one-time code is {code}."


def _show_code() -> None:
    """Show the newest code until it is too old, whatever else is done on the page."""
    offered = st.session_state.get(_OFFERED)
    if offered and datetime.now(UTC) < offered[1] + CODE_LIVES:
        st.code(offered[0], language=None)
        minutes = CODE_LIVES // timedelta(minutes=1)
        st.caption(f"It works once, within {minutes} minutes. Keep it to yourself.")


def _take() -> None:
    if code := st.session_state.get(_TYPED):
        with _answering(_take, "This device and the other one write the same record now."):
            taken, when = st.session_state.get(_TAKEN, ("", 0.0))
            if code != taken or monotonic() - when > _DOUBLE_CLICK:
                cached.store().take_code(code, kept.device(), datetime.now(UTC))
                st.session_state[_TAKEN] = code, monotonic()
            kept.begin_anew()
            st.session_state.pop(_OFFERED, None)  # its record is no longer this device's
            st.session_state[_TYPED] = ""


def forget() -> None:
    """Delete everything, after asking once more."""
    st.header("Forget it", anchor=False)
    st.markdown(
        "All your answers, tests, cards and steps are deleted for good, on all linked devices."
    )
    sure = st.checkbox("Yes, delete everything", key=_SURE)
    st.button("Forget me", icon=":material/delete_forever:", disabled=not sure, on_click=_forget)
    _tell(_forget)


def _forget() -> None:
    with _answering(_forget, "Everything was deleted."):
        cached.store().forget(kept.device())
        st.session_state.clear()
        st.session_state[_SURE] = False


@contextmanager
def _answering(deed: Callable[..., None], done: str = "") -> Iterator[None]:
    """Remember how a click was answered, for the page that is drawn after it."""
    told: str | Exception = done
    try:
        yield
    except (CodeError, StoreAwayError) as problem:
        told = problem
    once.told(f"{_ANSWER}{deed.__name__}", {"answer": told})


def _tell(deed: Callable[..., None]) -> None:
    """Say how a click was just answered; the second half of a double click leaves that there."""
    told = once.told(f"{_ANSWER}{deed.__name__}", None).get("answer")
    if isinstance(told, StoreAwayError):
        st.warning(str(told), icon=":material/cloud_off:")
    elif isinstance(told, CodeError):
        st.error(str(told), icon=":material/error:")
    elif told:
        st.success(told, icon=":material/check_circle:")
