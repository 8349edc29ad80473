"""Present: a walk or another moment for a room, and the speaker's window beside it."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Final

import streamlit as st

from ui.address import Place
from ui.assets import contents
from ui.player import SCRIPTS, payload

if TYPE_CHECKING:
    from lifecycle.walk import Walk


def _hall(*shown: str) -> str:
    """Write the page for a room around what is shown in it."""
    return contents("presenting/hall.html").replace("<!-- what is presented -->", contents(*shown))


_STYLE: Final = contents("player/player.css", "presenting/hall.css")
_walk = st.components.v2.component(
    "lifecycle_presented_walk",
    html=_hall("player/icons.html", "player/player.html"),
    css=_STYLE,
    js=contents("lasting.js", "tab.js", *SCRIPTS, "presenting/hall.js", "presenting/walk.js"),
)
_slide = st.components.v2.component(
    "lifecycle_presented_slide",
    html=_hall("presenting/slide.html"),
    css=_STYLE,
    js=contents(
        "lasting.js", "tab.js", "player/ring.js", "presenting/hall.js", "presenting/slide.js"
    ),
)
_notes = st.components.v2.component(
    "lifecycle_notes",
    html=contents("presenting/notes.html"),
    css=contents("presenting/notes.css"),
    js=contents("lasting.js", "presenting/notes.js"),
)

Talk = Mapping[str, object]
"""What is said about what is shown, as plain JSON values."""


def walk(
    walks: Sequence["Walk"], place: Place, talk: Talk, key: str, on_go: Callable[[], None]
) -> None:
    """Draw a scenario's walks for a room; `on_go` is called for another moment of a playlist."""
    _walk(key=key, data=payload(walks, place, "Next") | {"talk": talk}, on_go_change=on_go)


def slide(talk: Talk, key: str, on_go: Callable[[], None]) -> None:
    """Draw a moment that is on another page, with a link to it."""
    _slide(key=key, data={"talk": talk}, on_go_change=on_go)


def notes() -> None:
    """Draw the speaker's window; it hears all that it shows from the window it follows."""
    _notes(key="notes")
