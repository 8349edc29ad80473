"""Present: a walk or another moment for a room, and the speaker's window beside it."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import streamlit as st

from ui.address import Place
from ui.player import SCRIPTS, payload

if TYPE_CHECKING:
    from lifecycle.walk import Walk

_HERE: Final = Path(__file__).parent
_PLAYER: Final = _HERE.parent / "player"
_LASTING: Final = _HERE.parent / "lasting.js"
_TAB: Final = _HERE.parent / "tab.js"


def _text(*files: Path) -> str:
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


def _hall(*shown: Path) -> str:
    """Write the page for a room around what is shown in it."""
    return _text(_HERE / "hall.html").replace("<!-- what is presented -->", _text(*shown))


_STYLE: Final = _text(_PLAYER / "player.css", _HERE / "hall.css")
_walk = st.components.v2.component(
    "lifecycle_presented_walk",
    html=_hall(_PLAYER / "icons.html", _PLAYER / "player.html"),
    css=_STYLE,
    js=_text(
        *(_LASTING, _TAB),
        *(_PLAYER / name for name in SCRIPTS),
        *(_HERE / "hall.js", _HERE / "walk.js"),
    ),
)
_slide = st.components.v2.component(
    "lifecycle_presented_slide",
    html=_hall(_HERE / "slide.html"),
    css=_STYLE,
    js=_text(_LASTING, _TAB, _PLAYER / "ring.js", _HERE / "hall.js", _HERE / "slide.js"),
)
_notes = st.components.v2.component(
    "lifecycle_notes",
    html=_text(_HERE / "notes.html"),
    css=_text(_HERE / "notes.css"),
    js=_text(_LASTING, _HERE / "notes.js"),
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
