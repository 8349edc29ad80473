"""The code lab's editor: a program that is changed, run and traced in the learner's browser."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import streamlit as st

from lifecycle.program import source
from lifecycle.programs.three import lesson
from lifecycle.stage import STAGES
from ui.code_lab.serving import BRYTHON, SANDBOX

_HERE: Final = Path(__file__).parent
_PLAYER: Final = _HERE.parent / "player"

Answers = Mapping[str, Sequence[object]]
"""For each verb what its stage answers, time after time."""


def _text(*files: Path) -> str:
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


_component = st.components.v2.component(
    "lifecycle_code_lab",
    html=_text(_PLAYER / "icons.html", _HERE / "code_lab.html"),
    css=_text(_PLAYER / "player.css", _HERE / "code_lab.css"),
    js=_text(
        _HERE.parent / "lasting.js",
        _HERE.parent / "tab.js",
        _PLAYER / "ring.js",
        _PLAYER / "views.js",
        _HERE / "sandboxed.js",
        _HERE / "code_lab.js",
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
