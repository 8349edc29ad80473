"""Live lab: choose years, model, gate and seed, and run the six stages on them."""

from functools import partial

import streamlit as st

from ui import cached, progress
from ui.apology import refusals_told
from ui.menu import LIVE_LAB
from ui.parts import lab, lab_years
from ui.player import player

st.title("Live lab", anchor=False)
st.markdown(
    "The six stages with choices of your own. A model is trained, has to pass the gate, and is "
    "watched in a later year. The address of this page holds your choices: send it, and others "
    "see the same run."
)
by_hand = lab.changed_by_hand()
notices = lab.arrive()
for notice in notices or ():
    st.warning(notice, icon=":material/info:")
with refusals_told():
    choices = lab.choose()
    slot = st.container()
    with slot.skeleton(height=560):
        walk = cached.walk_as_chosen(choices)

place = lab.place_in(walk)
with slot:
    lab.heading(choices)
    for notice in place.notices if notices is not None else ():
        st.warning(notice, icon=":material/info:")
    player([walk], place, partial(lab.panel, choices, place))
lab.offer_comparison(choices)
lab_years.every_year(choices)
lab.take_away(choices)

progress.begin(LIVE_LAB)
if by_hand:
    progress.finish(LIVE_LAB)
