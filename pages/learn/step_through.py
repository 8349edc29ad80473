"""Step-through: choose a year, walk the six stages, see what each did to the data."""

import streamlit as st

from lifecycle.errors import LifecycleError
from lifecycle.scenarios import SCENARIOS, scenario_named
from ui import address, cached, session
from ui.parts import evidence, reading
from ui.player import player

arrived = address.read(st.query_params)
session.arrive(arrived)

top = st.container(horizontal=True, vertical_alignment="center", gap="medium")
question = top.container()
notices = st.container()
chosen = top.segmented_control(
    "Scenario",
    [known.name for known in SCENARIOS],
    required=True,
    format_func=lambda name: scenario_named(name).title,
    key=session.SCENARIO,
    label_visibility="collapsed",
    wrap=True,
)
scenario = scenario_named(chosen)
moment = session.set_out(scenario, arrived)
question.title(scenario.question, anchor=False)

stage = st.container()
try:
    with stage.skeleton(height=560):
        walks = [cached.walk_of(scenario.name, turn + 1) for turn in range(len(scenario.turns))]
except LifecycleError as error:
    stage.error(str(error), icon=":material/error:")
    st.stop()

moment = address.within(moment, len(walks[moment.turns - 1].trace.steps))
for notice in moment.notices:
    notices.warning(notice, icon=":material/info:")
with stage:
    player(walks, moment, on_step=lambda: st.rerun(evidence.KEY))
evidence.panel(walks[-1], moment)
reading.key_moments(walks[0])
reading.snapshot_and_transcript(walks)
