"""A page that is turned to what came of a button: to a heading far above it, or a part below."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import Final

import streamlit as st

_RING: Final = """
.turned-to:focus-visible { outline: none; }
.turned-to:focus-visible > * {
  outline: 3px solid; outline-offset: 4px; border-radius: 4px;
}
"""
"""Around the words: what the browser draws around the whole box lies on what is below."""

# Its script looks for the part on the page, so it must not be shut off from it.
_component = st.components.v2.component(
    "lifecycle_turned",
    css=_RING,
    js=Path(__file__).with_suffix(".js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


def heading(text: str, place: str, *, turned: bool) -> None:
    """Draw a heading; if the page was just turned to it, it is seen and has the focus."""
    with st.container(key=place, gap=None):
        st.header(text, anchor=False)
        _turn(place, turned=turned, to_heading=True)


@contextmanager
def part(place: str, *, turned: bool) -> Iterator[None]:
    """Draw a part; as much as the screen can hold is seen if the page was just turned to it."""
    with st.container(key=place):
        yield
        _turn(place, turned=turned, to_heading=False)


def _turn(place: str, *, turned: bool, to_heading: bool) -> None:
    # A script hears only of what is new: two turns without a run between them must differ.
    when = monotonic() if turned else 0
    _component(
        key=f"{place}-turned", data={"place": place, "turned": when, "toHeading": to_heading}
    )
