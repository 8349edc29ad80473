"""Ask the deployed model about an animal of one's own, on the page or over HTTP."""

import json
from typing import TYPE_CHECKING, Final

import streamlit as st

from lifecycle.inputs import HIND_FOOT, WEIGHT, ImpossibleMeasurementError, Input
from ui.clicks import held
from ui.parts.picture import draw
from ui.session import home

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator

    from lifecycle.answer import Prediction
    from lifecycle.run import Run
    from lifecycle.stages.deployment import Deployed

_TYPED: Final = "measurements-typed"
_TYPICAL: Final = {WEIGHT: 43.0, HIND_FOOT: 36.0}
_STEP: Final = 0.5
_EVEN: Final = 0.5
"""Below this probability all other species together are likelier than the one named."""


def ask(
    deployed: "Deployed",
    run: "Run",
    step: int,
    *,
    picture: "DeltaGenerator",
    below: "DeltaGenerator | None",
) -> None:
    """Take two measurements and show what the model in service answers, drawn into `picture`.

    Where else it can be asked, and its card, stand `below`, if there is such a place.
    """
    from ui import charts  # noqa: PLC0415  plotly is slow to import, and the text comes first

    left, right = st.columns(2)
    weight, hind_foot = _measure(left, WEIGHT), _measure(right, HIND_FOOT)
    elsewhere, card = (below.container(), below.container()) if below else (None, None)
    if weight is not None and hind_foot is not None:
        prediction = deployed.predict(weight, hind_foot)
        best = prediction.best
        doubt = ", but is unsure" if best.probability < _EVEN else ""
        st.markdown(
            f"It answers **{best.common_name}** with {best.probability:.0%}{doubt}. The most alike "
            f"of all animals it learnt from: {deployed.most_like(prediction)}."
        )
        with picture:
            draw(charts.answer(prediction))
        if elsewhere:
            with elsewhere:
                _ask_elsewhere(prediction, run, step)
    if card:
        card.download_button(
            "Download the model card",
            deployed.card.markdown,
            file_name=f"{run.scenario.name}-{deployed.version}-model-card.md",
            mime="text/markdown",
            on_click="ignore",
        )


def _ask_elsewhere(prediction: "Prediction", run: "Run", step: int) -> None:
    st.markdown("The same model answers over HTTP, from this server:")
    body = json.dumps(
        {WEIGHT.column: prediction.weight, HIND_FOOT.column: prediction.hindfoot_length}
    )
    address = f"{home()}/api/predict?scenario={run.scenario.name}&turn={run.turn_of(step)}"
    st.code(
        f"curl '{address}' -H 'Content-Type: application/json' -d '{body}'",
        language=None,
        wrap_lines=True,
    )


def _measure(column: "DeltaGenerator", measured: Input) -> float | None:
    """Ask for a measurement; if there is none, or an impossible one, say so below the boxes."""
    # A box with a value of its own would take that again when somebody empties it, and one that
    # is not on the page loses what was typed.
    typed: dict[str, float] = held(_TYPED, dict)
    last = typed.get(measured.column, _TYPICAL[measured])
    st.session_state.setdefault(measured.column, last)
    value = column.number_input(
        f"{measured.name.capitalize()} in {measured.unit}",
        value=None,
        step=_STEP,
        format="%g",
        key=measured.column,
        help=f"From {measured.span}.",
    )
    if value is None:
        st.info(
            f"Type a number for the {measured.name}, from {measured.least} to {measured.most} "
            f"{measured.unit}.",
            icon=":material/edit:",
        )
        return None
    try:
        measured.check(value)
    except ImpossibleMeasurementError as error:
        st.error(str(error), icon=":material/error:")
        return None
    typed[measured.column] = value
    return value
