"""Home: what is learnt here, the ways to learn it, and one clear start or the place to go on."""

import streamlit as st

from lifecycle.scenarios import SCENARIOS
from ui.menu import STEP_THROUGH
from ui.parts import home
from ui.player import ring

reading, picture = st.columns([5, 3], gap="large")
reading.title("A model's life begins when its training ends", anchor=False)
start = reading.container()
with picture:
    ring()

st.header(f"{len(home.offered())} ways to learn the same lesson", anchor=False)
menu = st.container()

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
        STEP_THROUGH.script,
        label=f"{scenario.title}, {scenario.turns[0].watched}",
        icon=":material/arrow_forward:",
        query_params={"scenario": scenario.name},
    )
home.beside()
st.markdown(
    ":small[The records come from the Portal Project, a long-term study in the Chihuahuan "
    "Desert of Arizona, in its simplified teaching edition (Ernest, Brown, Valone and White, CC0, "
    "[doi:10.6084/m9.figshare.1314459](https://doi.org/10.6084/m9.figshare.1314459)). "
    "Its authors ask that it not be used for research.]"
)

stands = home.standing()
with start:
    home.start(stands)
with menu:
    home.menu(stands)
