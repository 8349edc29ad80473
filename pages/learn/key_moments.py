"""Key moments: the whole run, and the questions about it that are worth a pause."""

import streamlit as st

from ui import cached
from ui.apology import refusals_told
from ui.menu import VISUAL_QUIZ
from ui.parts import key_moments

st.title("Key moments", anchor=False)
st.markdown(
    "Questions worth a pause. Answer each for yourself, then open it: its links take you to "
    "the cell that it speaks of."
)
scenario = key_moments.choose()
slot = st.container()
with refusals_told(), slot.skeleton(height=560):
    walk = cached.walk_of(scenario)

with slot:
    key_moments.beside_the_run(walk)
st.page_link(
    VISUAL_QUIZ.script,
    label="Go on: three questions about this table",
    icon=":material/arrow_forward:",
)
