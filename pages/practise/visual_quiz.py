"""Visual quiz: three questions that are answered from the execution table."""

import streamlit as st

from ui.menu import PRACTICE
from ui.parts import visual_quiz

st.title("Visual quiz", anchor=False)
st.markdown("Read the answers off the run. A hint takes you to the row, the cell or the line.")
visual_quiz.quiz()
st.page_link(
    PRACTICE.script,
    label="Go on: practice, with worked solutions",
    icon=":material/arrow_forward:",
)
