"""What a page says when something went wrong: one sentence, never a traceback."""

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from classroom.store import StoreAwayError
from lifecycle.errors import LifecycleError
from quizzes.errors import QuizError


@contextmanager
def refusals_told() -> Iterator[None]:
    """Say what the records or a choice refuse; the page ends there."""
    try:
        yield
    except LifecycleError as refusal:
        st.error(str(refusal), icon=":material/error:")
        st.stop()


def apologise(error: Exception) -> bool:
    """Show a sentence in place of a traceback; Streamlit has already logged the error.

    What our own packages refuse makes its own sentence, such as the faults of a question file.
    """
    if isinstance(error, LifecycleError | QuizError | StoreAwayError):
        st.error(str(error), icon=":material/error:")
        return True
    st.error(
        "Something went wrong on our side, and it has been noted. "
        "Reload the page to go on: its address keeps your place.",
        icon=":material/error:",
    )
    return True
