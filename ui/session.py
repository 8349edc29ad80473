"""The session's door: the few things a page remembers of its learner."""

from typing import cast

import streamlit as st

from ui import player
from ui.address import Moment


def step_in(moment: Moment) -> int:
    """Answer with the step the player stands at; before it has spoken, the address's."""
    spoken = st.session_state.get(player.KEY, {}).get("step")
    return moment.step if spoken is None else cast("int", spoken)
