"""The session's door: the few things a page remembers of its learner."""

from typing import Final, cast

import streamlit as st

from lifecycle.scenarios import Scenario
from ui import player
from ui.address import Moment

SCENARIO: Final = "scenario"
_ADDRESSED: Final = "addressed"


def arrive(moment: Moment) -> Moment:
    """Take the scenario from the address when the address is new: a link, or Back."""
    name = moment.scenario.name
    if st.session_state.get(_ADDRESSED) != name or SCENARIO not in st.session_state:
        st.session_state[_ADDRESSED] = st.session_state[SCENARIO] = name
    return moment


def leave_address(scenario: Scenario) -> None:
    """Write the chosen scenario into the address, so that it can be kept and shared."""
    if st.session_state[_ADDRESSED] != scenario.name:
        st.session_state[_ADDRESSED] = st.query_params[SCENARIO] = scenario.name


def step_in(moment: Moment) -> int:
    """Answer with the step the player stands at; before it has spoken, the address's."""
    spoken = st.session_state.get(player.KEY, {}).get("step")
    return moment.step if spoken is None else cast("int", spoken)
