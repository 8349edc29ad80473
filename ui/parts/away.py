"""What a page says when the store is away: what has happened, and that nothing is lost."""

import streamlit as st

from classroom.event import Event
from classroom.store import StoreAwayError
from ui import kept


def events(sitting: str | None = None) -> tuple[Event, ...]:
    """Read the learner's log; where it cannot be read, say so and leave the page as it is.

    What could not be written before is sent first. A page that has read nothing yet ends here.
    """
    kept.send()
    problem = None
    told = None
    try:
        told = kept.events(sitting)
    except StoreAwayError as found:
        problem = found
        told = kept.last_read(sitting)
    if kept.unsent():
        _apologise("Your answer is not kept yet; it stays here on the screen.")
    elif problem:
        _apologise(str(problem))
    if told is None:
        st.stop()
    if kept.elsewhere():
        st.info(
            "You had already given another answer, here or in another tab; that one counts.",
            icon=":material/tab:",
        )
    return told


def _apologise(sentence: str) -> None:
    st.warning(
        f"{sentence} We try again every few seconds; leave this page open.",
        icon=":material/cloud_off:",
    )
    _try_again()


@st.fragment(run_every=kept.WAIT)
def _try_again() -> None:
    kept.send()
    if st.session_state.get("tried-again") and not kept.unsent():
        st.session_state["tried-again"] = False
        st.rerun()
    st.session_state["tried-again"] = True
