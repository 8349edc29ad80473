"""Step-through: choose a year, walk the six stages, see what each did to the data."""

from functools import partial

import streamlit as st

from ui import address, cached, progress, session
from ui.apology import refusals_told
from ui.menu import STEP_THROUGH
from ui.parts import evidence, reading
from ui.parts.scenario import choose
from ui.player import player

arrived = address.read(st.query_params)
is_new = session.arrive(STEP_THROUGH, arrived)

top = st.container(horizontal=True, vertical_alignment="center", gap="medium")
question = top.container()
notices = st.container()
scenario = choose(top)
place = session.set_out(scenario, arrived)
question.title(scenario.question, anchor=False)

slot = st.container()
with refusals_told(), slot.skeleton(height=560):
    walks = cached.walks_of(scenario.name)

place = address.within(place, len(walks[place.turns - 1].trace.steps))
for notice in place.notices if is_new else ():
    notices.warning(notice, icon=":material/info:")
with slot:
    below = partial(
        evidence.panel,
        walks[-1],
        place,
        partial(cached.picture_of, scenario.name),
        note=partial(progress.reach_row, scenario.name, rows=len(walks[0].trace.steps)),
    )
    player(walks, place, below, presentable=True)
reading.onward()
reading.key_moments(walks[0])
reading.snapshot_and_transcript(walks)
