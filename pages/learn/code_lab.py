"""Code lab: three programs for one lifecycle, and an editor to try more."""

import streamlit as st

from lifecycle.scenarios import SCENARIOS
from ui import cached, progress
from ui.apology import refusals_told
from ui.code_lab import code_lab
from ui.menu import CODE_LAB
from ui.parts.three_programs import three_programs

st.title("One lifecycle, three programs", anchor=False)
st.markdown(
    "All three hold the same six branches. A row of the execution table is one stage carried out: "
    "the six functions answer without delay, and Monitoring finds that the model must be trained "
    "again. **How many rows does each program make?**"
)
three_programs()
progress.begin(CODE_LAB)

st.header("Change the program and trace it again", anchor=False)
st.markdown(
    "Turn `elif` into `if`, lengthen the `range`, forget to move `stage`, or write your own. The "
    "six functions answer what the stages answered in a real run: "
    "[the step-through](./step-through) shows them at work."
)
slot = st.container()
with refusals_told(), slot.skeleton(height=200):
    walks = [cached.walk_of(scenario.name) for scenario in SCENARIOS]

with slot:
    code_lab(
        retrain=next(walk.answers for walk in walks if not walk.trace.stopped),
        stop=next(walk.answers for walk in walks if walk.trace.stopped),
    )
