"""A page that is turned to what came of a button: to a heading far above it, or a part below."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final, Literal

import streamlit as st

from ui import once
from ui.assets import contents

_To = Literal["heading", "words", "newest", "part"]
_Focus = Literal["always", "if lost", "never"]

_LOOK: Final = """
.turned-to { scroll-margin: 4.5rem 0 1rem; }
.turned-to:focus-visible { outline: none; }
h2.turned-to:focus-visible > *, p.turned-to:focus-visible {
  outline: 3px solid; outline-offset: 4px; border-radius: 4px;
}
p.turned-to { width: fit-content; scroll-margin-bottom: 6rem; }
p.turned-to[role="heading"] { scroll-margin-bottom: 40vh; }
"""
"""A ring around the words: what the browser draws around the whole box lies on what is below.

What is brought into sight is clear of the bar above the page, and what follows words is seen.
"""

# Its script looks for the part on the page, so it must not be shut off from it.
_component = st.components.v2.component(
    "lifecycle_turned",
    css=_LOOK,
    js=contents("turned.js"),
    isolate_styles=False,
)


def heading(text: str, place: str, *, turned: bool = False, lost: bool = False) -> None:
    """Draw a heading; if the page was just turned to it, it is seen and has the focus.

    If what had the focus below it is `lost`, the focus comes there too, and nothing moves.
    """
    focus: _Focus = "always" if turned or lost else "never"
    with _turning(place, "heading", seen=turned, focus=focus):
        st.header(text, anchor=False)


@contextmanager
def words(place: str, *, turned: bool, lost: bool = False) -> Iterator[None]:
    """Draw a part whose first paragraph is its heading, however small it looks.

    If the page was just turned to the part, its first paragraph has the focus and is seen. If
    what had the focus may be `lost`, and is, the focus comes there too, and nothing moves.
    """
    focus: _Focus = "always" if turned else "if lost" if lost else "never"
    with _turning(place, "words", seen=turned, focus=focus), st.container():
        yield


@contextmanager
def newest(place: str, *, turned: bool, lost: bool) -> Iterator[None]:
    """Draw paragraphs; if the page was just turned to them, the last is seen.

    If what was pressed for it is `lost`, it has the focus too.
    """
    focus: _Focus = "always" if turned and lost else "never"
    with _turning(place, "newest", seen=turned, focus=focus), st.container():
        yield


@contextmanager
def part(place: str, *, turned: bool) -> Iterator[None]:
    """Draw a part; as much as the screen can hold is seen if the page was just turned to it."""
    with _turning(place, "part", seen=turned), st.container():
        yield


@contextmanager
def _turning(place: str, to: _To, *, seen: bool, focus: _Focus = "never") -> Iterator[None]:
    key = f"{place}-turned"
    news = {"seen": seen, "focus": focus} if seen or focus != "never" else None
    told = once.told(key, news)  # before anything is drawn: there a newer message may break in
    with st.container(key=place, gap=None):
        yield
        _component(key=key, data={"to": to, **told})
