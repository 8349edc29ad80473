"""The session's door: the few things a page remembers of its learner."""

from typing import Final

import streamlit as st

from lifecycle.scenarios import Scenario
from ui import clicks
from ui.address import Place
from ui.menu import Entry
from ui.player import SHOWN, Opened, key_of

SCENARIO: Final = "scenario"
_PAGE: Final = "page"
_ADDRESSED: Final = "addressed"


def arrive(page: Entry, place: Place) -> bool:
    """Choose the scenario that the address names, when the address is new: a link, or Back.

    Answers whether it is new. A click on a scenario goes before: the address that comes with
    it, and with a step that was taken at the same time, may be the one before the click.
    """
    addressed = (place.scenario, place.notices)
    moved = st.session_state.get(_PAGE) != page.address  # what a page chose is lost on the next
    new = moved or (st.session_state.get(_ADDRESSED) != addressed and clicks.obeyed(SCENARIO))
    st.session_state[_PAGE] = page.address
    if new or SCENARIO not in st.session_state:
        st.session_state[SCENARIO] = place.scenario.name
    st.session_state[_ADDRESSED] = addressed
    return new


def set_out(scenario: Scenario, place: Place) -> Place:
    """Begin a new walk when another scenario was chosen, and give it its own address."""
    if st.query_params.get(SCENARIO, scenario.name) == place.scenario.name == scenario.name:
        return place
    predict = predicts(place)
    kept = {"predict": "1"} if predict else {}
    st.query_params.from_dict({SCENARIO: scenario.name, **kept})
    st.session_state[_ADDRESSED] = (scenario, ())
    if scenario is place.scenario:
        return place
    return Place(scenario, step=0, turns=1, predict=predict)


def home() -> str:
    """Answer with the address of Home, which all pages are below; without a slash at its end."""
    return (st.context.url or "").rpartition("/")[0]


def step_in(place: Opened) -> int:
    """Answer with the step the player stands at; before it has spoken, the address's."""
    spoken = st.session_state.get(key_of(place.scenario), {}).get("step")
    return spoken if isinstance(spoken, int) and spoken >= 0 else place.step


def predicts(place: Place) -> bool:
    """Say whether the learner predicts, as the player last told; before it has, as the address.

    A browser sends the address that the server gave last, not what a player wrote into it since.
    """
    shown = st.session_state.get(SHOWN)
    spoken = st.session_state.get(shown, {}).get("predict") if shown else None
    return spoken if isinstance(spoken, bool) else place.predict
