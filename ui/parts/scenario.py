"""The choice of a scenario, on every page that walks one."""

from typing import TYPE_CHECKING

from lifecycle.scenarios import SCENARIOS, Scenario, scenario_named
from ui import clicks, session

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator


def choose(place: "DeltaGenerator") -> Scenario:
    """Offer all scenarios, and answer with the one that is chosen."""
    chosen = place.segmented_control(
        "Scenario",
        [known.name for known in SCENARIOS],
        required=True,
        format_func=lambda name: scenario_named(name).title,
        key=session.SCENARIO,
        on_change=clicks.click(session.SCENARIO),
        label_visibility="collapsed",
        wrap=True,
    )
    assert chosen, "one of them is always chosen"
    return scenario_named(chosen)
