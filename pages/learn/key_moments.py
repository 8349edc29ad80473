"""Key moments: the whole run, and the questions about it that are worth a pause."""

import streamlit as st

from lifecycle.errors import LifecycleError
from ui import cached
from ui.menu import VISUAL_QUIZ
from ui.parts import key_moments

st.title("Key moments", anchor=False)
st.markdown(
    "Questions worth a pause. Answer each for yourself, then open it: its links take you to "
    "the cell that it speaks of."
)
scenario = key_moments.choose()
slot = st.container()

try:
    with slot.skeleton(height=560):
        walk = cached.walk_of(scenario)
except LifecycleError as error:
    slot.error(str(error), icon=":material/error:")
    st.stop()

with slot:
    key_moments.beside_the_run(walk)
st.page_link(
    VISUAL_QUIZ.script,
    label="Go on: three questions about this table",
    icon=":material/arrow_forward:",
)
