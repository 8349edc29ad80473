"""A heading to which the page is turned when a button far below it has changed what follows."""

from pathlib import Path
from typing import Final

import streamlit as st

_RING: Final = """
.turned-to:focus-visible { outline: none; }
.turned-to:focus-visible > * {
  outline: 3px solid; outline-offset: 4px; border-radius: 4px;
}
"""
"""Around the words: what the browser draws around the whole box lies on what is below."""

# Its script looks for the heading on the page, so it must not be shut off from it.
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
        _component(key=f"{place}-turned", data={"place": place, "turned": turned})
