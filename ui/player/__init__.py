"""The player: program, diagram, table, tracker and narration, stepped in the browser."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import streamlit as st

from lifecycle.stage import STAGES
from lifecycle.trace import EXIT_NOTE, Step, Variable
from ui.address import Moment

if TYPE_CHECKING:
    from lifecycle.walk import Walk

KEY: Final = "player"

_HERE: Final = Path(__file__).parent


def _text(*names: str) -> str:
    return "\n".join((_HERE / name).read_text(encoding="utf-8") for name in names)


_component = st.components.v2.component(
    "lifecycle_player",
    html=_text("player.html"),
    css=_text("player.css"),
    js=_text("ring.js", "views.js", "player.js"),
)


def player(walks: Sequence["Walk"], moment: Moment, on_step: Callable[[], None]) -> None:
    """Draw a scenario's walks, of one turn and of more, opened at a moment.

    The learner steps without the server; `on_step` is called a little later, when the
    new step stands in the session.
    """
    _component(key=KEY, data=payload(walks, moment), on_step_change=on_step)


def payload(walks: Sequence["Walk"], moment: Moment) -> dict[str, object]:
    """Say all that the player needs, as plain JSON values."""
    scenario = walks[0].run.scenario
    return {
        "version": scenario.name,
        "moment": {"step": moment.step, "turns": moment.turns, "predict": moment.predict},
        "stages": [{"name": stage.name, "verb": stage.verb} for stage in STAGES],
        "opening": f"{scenario.question} Press Next step to find out.",
        "exitNote": EXIT_NOTE,
        "traces": [
            {
                "program": walk.trace.program.splitlines(),
                "why": walk.run.reason,
                "start": _variables(walk.trace.start),
                "steps": [_step(walk, step) for step in walk.trace.steps],
            }
            for walk in walks
        ],
    }


def _step(walk: "Walk", step: Step) -> dict[str, object]:
    return {
        "number": step.number,
        "line": step.line,
        "lines": step.lines,
        "variables": _variables(step.variables),
        "current": step.current_stage.name,
        "action": step.action,
        "next": step.next_stage.name,
        "stopped": step.stopped,
        "narration": step.narration,
        "question": walk.question(step),
        "whyNot": walk.whys(step),
    }


def _variables(variables: Sequence[Variable]) -> list[dict[str, object]]:
    return [
        {"name": variable.name, "value": variable.value, "changed": variable.changed}
        for variable in variables
    ]
