"""The session's door: the few things a page remembers of its learner."""

from typing import Final, cast

import streamlit as st

from lifecycle.scenarios import Scenario
from ui.address import Moment
from ui.player import key_of

SCENARIO: Final = "scenario"
_ADDRESSED: Final = "addressed"


def arrive(moment: Moment) -> None:
    """Choose the scenario that the address names, when the address is new: a link, or Back."""
    if st.session_state.get(_ADDRESSED) != moment.scenario.name or SCENARIO not in st.session_state:
        st.session_state[SCENARIO] = moment.scenario.name
    st.session_state[_ADDRESSED] = moment.scenario.name


def set_out(scenario: Scenario, moment: Moment) -> Moment:
    """Begin a new walk when another scenario was chosen, and give it its own address."""
    if scenario is moment.scenario:
        return moment
    kept = {"predict": "1"} if moment.predict else {}
    st.query_params.from_dict({SCENARIO: scenario.name, **kept})
    st.session_state[_ADDRESSED] = scenario.name
    return Moment(scenario, step=0, turns=1, predict=moment.predict)


def step_in(moment: Moment) -> int:
    """Answer with the step the player stands at; before it has spoken, the address's."""
    spoken = st.session_state.get(key_of(moment.scenario), {}).get("step")
    return moment.step if spoken is None else cast("int", spoken)
