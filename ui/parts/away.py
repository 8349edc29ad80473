"""What a page says when the store is away: what has happened, and that nothing is lost."""

from collections.abc import Callable
from time import monotonic

import streamlit as st

from classroom.event import Event
from classroom.store import StoreAwayError
from ui import kept


def events(
    sitting: str | None = None, unless: Callable[[tuple[Event, ...]], bool] = lambda _: False
) -> tuple[Event, ...]:
    """Read the learner's log; where it cannot be read, say so and leave the page as it is.

    What could not be written before is sent first. A page that has read nothing yet ends here.
    It is not said where `unless` is true of what was read: then a part of the page, which reads
    the log too, says it.
    """
    kept.send()
    problem = None
    told: tuple[Event, ...] | None
    try:
        told = kept.events(sitting)
    except StoreAwayError as found:
        problem = found
        told = kept.last_read(sitting)
    if told is None or not unless(told):
        say(problem)
    if told is None:
        st.stop()
    return told


def say(problem: StoreAwayError | None = None) -> None:
    """Say what waits to be kept, or else the problem with reading, and try again."""
    with st.container():  # there with nothing in it too: what follows is the same element then
        if kept.unsent():
            _apologise("Your answer is not kept yet, but it is not lost.")
        elif problem:
            _apologise(str(problem))
        if kept.elsewhere():
            st.info(
                "You had already given another answer, here or in another tab; that one counts.",
                icon=":material/tab:",
            )


def _apologise(sentence: str) -> None:
    st.warning(
        f"{sentence} We try again every few seconds; leave this page open.",
        icon=":material/cloud_off:",
    )
    _try_again(monotonic())


@st.fragment(run_every=kept.WAIT)
def _try_again(said: float) -> None:
    """Try again, but not at the moment at which it was said: else a page would never be drawn."""
    kept.send()
    if monotonic() - said >= kept.WAIT / 2 and not kept.unsent():
        st.rerun()
