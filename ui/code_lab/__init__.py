"""The code lab's editor: a program that is changed, run and traced in the learner's browser."""

from collections.abc import Mapping, Sequence

import streamlit as st

from lifecycle.program import source
from lifecycle.programs.three import lesson
from lifecycle.stage import STAGES
from ui.assets import contents
from ui.code_lab.serving import BRYTHON, SANDBOX

Answers = Mapping[str, Sequence[object]]
"""For each verb what its stage answers, time after time."""


_component = st.components.v2.component(
    "lifecycle_code_lab",
    html=contents("player/icons.html", "code_lab/code_lab.html"),
    css=contents("player/player.css", "code_lab/code_lab.css"),
    js=contents(
        "lasting.js",
        "tab.js",
        "player/ring.js",
        "player/views.js",
        "code_lab/sandboxed.js",
        "code_lab/code_lab.js",
    ),
)


def code_lab(retrain: Answers, stop: Answers) -> None:
    """Draw the editor, with what the six stages answered in a run of each outcome."""
    _component(key="code-lab", data=payload(retrain, stop))


def payload(retrain: Answers, stop: Answers) -> dict[str, object]:
    """Say all that the editor needs, as plain JSON values."""
    return {
        "program": source(),
        "stages": [{"name": stage.name, "verb": stage.verb} for stage in STAGES],
        "lessons": {"retrain": lesson(retrain), "stop": lesson(stop)},
        "sandbox": SANDBOX,
        "brython": BRYTHON,
    }
