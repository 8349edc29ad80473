"""Step-through: choose a year, walk the six stages, see what each did to the data."""

import streamlit as st

from lifecycle.errors import LifecycleError
from lifecycle.scenarios import DEFAULT, SCENARIOS, scenario_named
from ui import address, cached
from ui.parts import evidence, reading
from ui.player import player

moment = address.read(st.query_params)
titles = {scenario.name: scenario.title for scenario in SCENARIOS}

question = st.empty()
for notice in moment.notices:
    st.warning(notice, icon=":material/info:")
chosen = st.segmented_control(
    "Scenario",
    list(titles),
    default=DEFAULT.name,
    required=True,
    format_func=titles.get,
    key="scenario",
    bind="query-params",
)
scenario = scenario_named(chosen)
question.title(scenario.question)

stage = st.container()
try:
    with stage.skeleton(height=560):
        walks = [cached.walk_of(scenario.name, turn + 1) for turn in range(len(scenario.turns))]
except LifecycleError as error:
    stage.error(str(error), icon=":material/error:")
    st.stop()

with stage:
    player(walks, moment, on_step=lambda: st.rerun(evidence.KEY))
st.markdown(reading.why(walks[0]))
evidence.panel(walks[-1], moment)
reading.key_moments(walks[0])
reading.snapshot_and_transcript(walks)
