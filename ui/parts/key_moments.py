"""Key moments as a way of their own: the whole run, and beside it the questions worth a pause."""

from typing import TYPE_CHECKING, Final

import streamlit as st

from lifecycle.moments import moments
from lifecycle.quoting import quoted
from ui import progress
from ui.menu import KEY_MOMENTS
from ui.player import whole_run

if TYPE_CHECKING:
    from lifecycle.walk import Walk

OUTCOMES: Final = {
    "retrain": ("The cycle turns back", "desert-changed"),
    "stop": ("The cycle stops", "quiet-year"),
}
"""What each outcome is called, and the scenario that ends so; they are values of the address."""
_OUTCOME: Final = "outcome"
_ADDRESSED: Final = "outcome-addressed"
_OPENED: Final = "moments-opened"


def choose() -> str:
    """Ask for the outcome, which the address names too, and answer with its scenario."""
    asked = st.query_params.get(_OUTCOME, "retrain")
    if asked not in OUTCOMES:
        st.warning(
            f"There is no outcome {quoted(asked)}: here the cycle turns back.",
            icon=":material/info:",
        )
        asked = "retrain"
    if st.session_state.get(_ADDRESSED) != asked or _OUTCOME not in st.session_state:
        st.session_state[_OUTCOME] = asked
    st.session_state[_ADDRESSED] = asked
    chosen = st.segmented_control(
        "Outcome",
        list(OUTCOMES),
        required=True,
        format_func=lambda name: OUTCOMES[name][0],
        key=_OUTCOME,
        on_change=_give_address,
        label_visibility="collapsed",
    )
    _, scenario = OUTCOMES[chosen or asked]
    return scenario


def _give_address() -> None:
    chosen = st.session_state[_OUTCOME]
    st.query_params[_OUTCOME] = st.session_state[_ADDRESSED] = chosen


@st.fragment
def beside_the_run(walk: "Walk") -> None:
    """Show the run and its moments; when one is opened, this reruns alone."""
    outcome = "stop" if walk.trace.stopped else "retrain"
    run, told = st.columns([3, 2], gap="large")
    with told:
        for number, moment in enumerate(moments(stopped=walk.trace.stopped), start=1):
            st.expander(
                moment.question,
                key=f"moment-{outcome}-{number}",
                on_change=_open,
                args=(outcome, number),
            ).markdown(moment.answer)
    with run:
        whole_run(walk)


def _open(outcome: str, number: int) -> None:
    """Note which moment was opened; when all of an outcome have been, the way is done."""
    opened = st.session_state.setdefault(_OPENED, frozenset()) | {(outcome, number)}
    st.session_state[_OPENED] = opened
    progress.open_moment(outcome, number)
    there_are = len(moments(stopped=outcome == "stop"))
    if sum(name == outcome for name, _ in opened) == there_are:
        progress.finish(KEY_MOMENTS)
