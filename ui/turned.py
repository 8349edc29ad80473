"""A page that is turned to what came of a button: to a heading far above it, or a part below."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, Literal

import streamlit as st

from ui import once

_To = Literal["heading", "words", "newest", "part"]

_LOOK: Final = """
.turned-to:focus-visible { outline: none; }
h2.turned-to:focus-visible > *, p.turned-to:focus-visible {
  outline: 3px solid; outline-offset: 4px; border-radius: 4px;
}
.turned-part { scroll-margin: 4.5rem 0 1rem; }
p.turned-to { width: fit-content; scroll-margin: 4.5rem 0 6rem; }
p.turned-to[role="heading"] { scroll-margin-bottom: 40vh; }
"""
"""A ring around the words: what the browser draws around the whole box lies on what is below.

Words that are brought into sight are clear of the bar above the page, and what follows is seen.
"""

# Its script looks for the part on the page, so it must not be shut off from it.
_component = st.components.v2.component(
    "lifecycle_turned",
    css=_LOOK,
    js=Path(__file__).with_suffix(".js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


def heading(text: str, place: str, *, turned: bool = False, lost: bool = False) -> None:
    """Draw a heading; if the page was just turned to it, it is seen and has the focus.

    If what had the focus below it is `lost`, the focus comes there too, and nothing moves.
    """
    with _turning(place, "heading", turned=turned, lost=lost):
        st.header(text, anchor=False)


@contextmanager
def words(place: str, *, turned: bool, lost: bool = False) -> Iterator[None]:
    """Draw a part whose first paragraph is its heading, however small it looks.

    If the page was just turned to the part, its first paragraph has the focus and is seen. If
    what had the focus may be `lost`, and is, the focus comes there too, and nothing moves.
    """
    with _turning(place, "words", turned=turned, lost=lost), st.container():
        yield


@contextmanager
def part(place: str, *, turned: bool) -> Iterator[None]:
    """Draw a part; as much as the screen can hold is seen if the page was just turned to it."""
    with _turning(place, "part", turned=turned), st.container():
        yield


@contextmanager
def newest(place: str, *, turned: bool) -> Iterator[None]:
    """Draw paragraphs; the last has the focus and is seen if the page was just turned to it."""
    with _turning(place, "newest", turned=turned), st.container():
        yield


@contextmanager
def _turning(place: str, to: _To, *, turned: bool, lost: bool = False) -> Iterator[None]:
    key = f"{place}-turned"
    # Noted before anything is drawn: there a newer message may break in.
    news = once.told(key, {"seen": turned} if turned or lost else None)
    with st.container(key=place, gap=None):
        yield
        _component(key=key, data={"place": place, "to": to, **news})
