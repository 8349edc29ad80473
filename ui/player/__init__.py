"""The player: program, diagram, table, tracker and narration, stepped in the browser."""

import re
from collections.abc import Callable, Sequence
from time import sleep
from typing import TYPE_CHECKING, Final, Protocol

import streamlit as st

from lifecycle.program import ROWS_OF_ONE_TURN, source
from lifecycle.stage import STAGES
from lifecycle.trace import Step, Trace, Variable
from ui.address import Place
from ui.assets import contents
from ui.clicks import follow

if TYPE_CHECKING:
    from lifecycle.walk import Walk

_OPENING: Final = (
    "`stage` begins at Data Collection. Each step runs one stage on real records: press {}."
)

_OPENING_OF_WHO_PREDICTS: Final = (
    "`stage` begins at Data Collection. Each step runs one stage on real records: what comes next?"
)

SECOND: Final = 2
SHOWN: Final = "player-shown"
"""Where the session keeps the key of the player that was drawn last."""

_PLAYER_FIRST: Final = 0.2
"""Seconds for which a visit's first player comes alone: what comes with it would be drawn first."""

_RANGE: Final = re.compile(r"range\(.+?\)")
SCRIPTS: Final = tuple(f"player/{name}.js" for name in ("ring", "views", "follow", "player"))
"""What makes a player; another script puts it on a page."""

_component = st.components.v2.component(
    "lifecycle_player",
    html=contents("player/icons.html", "player/player.html"),
    css=contents("player/player.css", "player/follow.css"),
    js=contents("lasting.js", *SCRIPTS, "player/alone.js"),
)
_ring = st.components.v2.component(
    "lifecycle_ring",
    html=contents("player/icons.html")
    + '<div class="player ring-alone"><div class="ring"></div></div>',
    css=contents("player/player.css"),
    js=contents("player/ring.js", "player/ring-alone.js"),
)


class Named(Protocol):
    """What is walked through: a scenario, or a table of one's own."""

    @property
    def name(self) -> str:
        """The name it has among all that are walked through."""


class Opened(Protocol):
    """Where a player is opened, such as `ui.address.Place`."""

    @property
    def scenario(self) -> Named:
        """What is walked through."""

    @property
    def step(self) -> int:
        """How many steps are done."""

    @property
    def turns(self) -> int:
        """Which of the walks is shown, by its turns."""

    @property
    def predict(self) -> bool:
        """Whether the learner predicts each row."""


class Ran(Protocol):
    """What was done in a walk, as far as a player tells it."""

    @property
    def turns(self) -> int:
        """How many times round the cycle it went."""

    @property
    def reason(self) -> str:
        """Why it ended so."""


class Walked(Protocol):
    """A walk that can be played: `lifecycle.walk.Walk`, or one over a learner's table."""

    @property
    def run(self) -> Ran:
        """What the stages did."""

    @property
    def trace(self) -> Trace:
        """What the program did."""

    @property
    def ending(self) -> str:
        """What becomes of the cycle."""

    def question(self, step: Step) -> str:
        """Ask for the next stage."""

    def why(self, step: Step) -> str:
        """Say why the right one comes next."""

    def whys(self, step: Step) -> dict[str, str]:
        """Say of each other one why it does not."""


def key_of(scenario: Named) -> str:
    """Name the session's place for a scenario's player: a new scenario is a new walk."""
    return f"player-{scenario.name}"


def player(
    walks: Sequence[Walked],
    place: Opened,
    below: Callable[[], None] = lambda: None,
    *,
    followed: bool = False,
    presentable: bool = False,
) -> None:
    """Draw a scenario's walks, of one turn and of more, opened at a place.

    The learner steps without the server. A little later, when the new step stands in the session,
    the player and what is `below` run again, and nothing else of the page. `followed` says that a
    reader stands on the same page, `presentable` adds the link to Present.
    """
    told = payload(walks, place, "Play" if followed else "Next step")
    told |= {"followed": followed, "presentable": presentable}
    key = key_of(place.scenario)

    # Streamlit lets the run of a fragment wait for that of the page; what a callback reruns breaks
    # into it, and what the page had still to draw is never drawn.
    @st.fragment
    def stepped() -> None:
        follow()
        _component(
            key=key,
            data=told,
            on_step_change=lambda: None,
            on_predict_change=lambda: None,
        )
        if SHOWN not in st.session_state:
            sleep(_PLAYER_FIRST)
        st.session_state[SHOWN] = key
        below()

    stepped()


def whole_run(walk: "Walk", pointer: tuple[int, str, str] = (0, "", "")) -> None:
    """Draw a walk at its end, to be read.

    `pointer` is how often it has pointed, then the place and the words of the newest hint:
    `row 3`, `3.next_stage`, `line 8` or `exit note`.
    """
    nth, place, text = pointer
    last = Place(walk.run.scenario, len(walk.trace.steps), turns=1, predict=False)
    told = payload([walk], last) | {
        "locked": True,
        "pointer": {"nth": nth, "place": place, "text": text},
    }
    _component(key=f"whole-run-{walk.run.scenario.name}", data=told)


def ring() -> None:
    """Draw the six stages as a ring, at rest."""
    _ring(data={"stages": _stages()})


def payload(
    walks: Sequence[Walked], place: Opened, forward: str = "Next step"
) -> dict[str, object]:
    """Say all that the player needs, as plain JSON values; `forward` names the button to press."""
    return {
        "place": {"step": place.step, "turns": place.turns, "predict": place.predict},
        "locked": False,
        "pointer": {"nth": 0, "place": "", "text": ""},
        "stages": _stages(),
        "opening": _OPENING.format(forward),
        "forward": forward,
        "predicting": _OPENING_OF_WHO_PREDICTS,
        "traces": [
            {
                "rows": ROWS_OF_ONE_TURN * walk.run.turns + 1,
                "program": walk.trace.program.splitlines(),
                "longer": _longer(walk),
                "ending": [walk.trace.exit_note, f"{walk.ending} {walk.run.reason}"],
                "start": _variables(walk.trace.start),
                "steps": [_step(walk, step) for step in walk.trace.steps],
            }
            for walk in walks
        ],
    }


def _longer(walk: Walked) -> str:
    """Say how the program of a later turn differs from that of the first."""
    if walk.run.turns == 1:
        return ""
    before, now = (_RANGE.findall(each)[0] for each in (source(), walk.trace.program))
    turn = "the second turn" if walk.run.turns == SECOND else f"{walk.run.turns} turns"
    return (
        f"For {turn} the loop was given {len(STAGES) * (walk.run.turns - 1)} more steps: "
        f"`{before}` became `{now}`."
    )


def _stages() -> list[dict[str, str]]:
    return [{"name": stage.name, "verb": stage.verb} for stage in STAGES]


def _step(walk: Walked, step: Step) -> dict[str, object]:
    return {
        "number": step.number,
        "line": step.line,
        "lines": step.lines,
        "variables": _variables(step.variables),
        "current": step.current_stage.name,
        "action": step.action,
        "next": step.next_stage.name,
        "stopped": step.stopped,
        "refused": bool(step.refusal),
        "narration": step.narration,
        "question": walk.question(step),
        "why": walk.why(step),
        "whyNot": walk.whys(step),
    }


def _variables(variables: Sequence[Variable]) -> list[dict[str, object]]:
    return [
        {"name": variable.name, "value": variable.value, "changed": variable.changed}
        for variable in variables
    ]
