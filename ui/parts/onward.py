"""The end of the way Read or listen: where the learner stands, and the link onward."""

import streamlit as st

from lifecycle.scenarios import Scenario
from ui import progress
from ui.menu import READ_OR_LISTEN, VISUAL_QUIZ
from ui.reader import finished


def onward(scenario: Scenario) -> None:
    """Say whether the transcript was read to its end, and lead on."""
    if finished(scenario):
        progress.finish(READ_OR_LISTEN)
        st.markdown("**That was the whole walk.** Three questions show what you have kept of it:")
    else:
        st.markdown("When you have come to the last sentence, three questions wait for you:")
    st.page_link(VISUAL_QUIZ.script, label=VISUAL_QUIZ.title, icon=":material/arrow_forward:")
