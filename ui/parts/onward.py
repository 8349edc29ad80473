"""The end of the way Read or listen: where the learner stands, and the link onward."""

from typing import Final

import streamlit as st

from lifecycle.scenarios import Scenario
from ui import progress
from ui.menu import READ_OR_LISTEN, VISUAL_QUIZ
from ui.reader import finished
from ui.session import settled

_KEY: Final = "onward"


@st.fragment(key=_KEY)
def onward(scenario: Scenario) -> None:
    """Say whether the transcript was read to its end, and lead on; it reruns alone."""
    if finished(scenario):
        progress.finish(READ_OR_LISTEN)
        st.markdown("**That was the whole walk.** Three questions show what you have kept of it:")
    else:
        st.markdown("When you have come to the last sentence, three questions wait for you:")
    st.page_link(VISUAL_QUIZ.script, label=VISUAL_QUIZ.title, icon=":material/arrow_forward:")


def again() -> None:
    """Draw this end of the page anew, and nothing else: what to call when the learner moves."""
    if settled():
        st.rerun(_KEY)
