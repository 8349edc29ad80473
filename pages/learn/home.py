"""Home: what is learnt here, how long it takes, and one clear start."""

import streamlit as st

from lifecycle.scenarios import SCENARIOS
from ui.menu import BREAK_A_STAGE, PRACTICE, RECALL, STEP_THROUGH, TEST, VISUAL_QUIZ
from ui.player import ring

WALK = STEP_THROUGH.script

reading, picture = st.columns([5, 3], gap="large")

reading.title("A model's life begins when its training ends", anchor=False)
reading.markdown(
    "It is deployed, watched, and sometimes sent back to the beginning. Here you run that whole "
    "cycle yourself, one step at a time: a short program moves through six stages, and every step "
    "is carried out for real, on 35,549 field records, with a scikit-learn model that has to tell "
    "**which rodent is in the trap**."
)
if reading.button("Start the walk", icon=":material/arrow_forward:", width=280):
    st.switch_page(WALK)
reading.caption("About ten minutes. No registration, nothing to install.")

with picture:
    ring()

goals, endings = st.columns([5, 3], gap="large")
goals.header("What you will be able to do", anchor=False)
goals.markdown(
    "- name the six stages, and say what each hands on to the next\n"
    "- follow a program line by line, and predict its next row before you see it\n"
    "- explain how a good model can fail without a line of its code having changed\n"
    "- decide from evidence whether the cycle turns back or stops, and say why"
)
endings.header("Four years, four stories", anchor=False)
for scenario in SCENARIOS:
    endings.page_link(
        WALK,
        label=f"{scenario.title}, {scenario.turns[0].watched}",
        icon=":material/arrow_forward:",
        query_params={"scenario": scenario.name},
    )
st.header("When you have walked", anchor=False)
for column, entry in zip(
    st.columns(5), (BREAK_A_STAGE, VISUAL_QUIZ, PRACTICE, TEST, RECALL), strict=True
):
    column.page_link(entry.script, label=entry.title, icon=":material/arrow_forward:")
    column.markdown(entry.help)
st.markdown(
    ":small[The records come from the Portal Project, a long-term study in the Chihuahuan "
    "Desert of Arizona, in its simplified teaching edition (Ernest, Brown, Valone and White, CC0, "
    "[doi:10.6084/m9.figshare.1314459](https://doi.org/10.6084/m9.figshare.1314459)). "
    "Its authors ask that it not be used for research.]"
)
