"""What is worked out once and shared by every learner. Nobody changes what comes out."""

from typing import TYPE_CHECKING

import streamlit as st

from lifecycle.errors import LifecycleError
from lifecycle.scenarios import SCENARIOS, scenario_named

if TYPE_CHECKING:
    from lifecycle.run import Run
    from lifecycle.walk import Walk
    from ui.charts import Picture


@st.cache_resource(max_entries=16, show_spinner=False)
def walk_of(scenario: str, turns: int = 1) -> "Walk":
    """Walk through a scenario for real.

    Raises:
        LifecycleError: The data file is missing or damaged, or there is no such scenario.
    """
    from lifecycle.walk import Walk  # noqa: PLC0415  scikit-learn takes a second to import

    return Walk.through(scenario_named(scenario), turns)


@st.cache_resource(max_entries=128, show_spinner=False)
def picture_of(scenario: str, turns: int, step: int) -> "Picture":
    """Draw what the stage of this step did."""
    from ui import charts  # noqa: PLC0415  plotly is slow to import, and the text comes first

    return charts.picture(walk_of(scenario, turns).run.records[step - 1])


def run_for(scenario: str, turns: int = 1) -> "Run":
    """Answer with the run behind a walk, for the prediction service."""
    return walk_of(scenario, turns).run


def warm() -> None:
    """Walk through every scenario before anyone asks; then draw the pictures."""
    turns_of = [(each.name, turn + 1) for each in SCENARIOS for turn in range(len(each.turns))]
    try:
        walks = [walk_of(*asked) for asked in turns_of]
        for asked, walk in zip(turns_of, walks, strict=True):
            for step in range(1, len(walk.run.records) + 1):
                picture_of(*asked, step)
    except LifecycleError:
        return  # every page that needs the data will say what is wrong with it
