"""What is added to a page is said, once, to whoever listens to it instead of looking at it."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import streamlit as st

from ui import once
from ui.assets import contents

_HIDDEN: Final = """
p {
  position: absolute; width: 1px; height: 1px; margin: 0; overflow: hidden; clip-path: inset(50%);
}
"""
_LINK: Final = re.compile(r"\[([^]]+)\]\([^)]*\)")

_component = st.components.v2.component(
    "lifecycle_announced",
    html='<p aria-live="polite"></p>',
    css=_HIDDEN,
    js=contents("announced.js"),
)


@contextmanager
def part(place: str, sentence: str) -> Iterator[None]:
    """Draw a part, and say a sentence of what has just come in it, if there is one to be said."""
    key = f"{place}-announced"
    # Noted before anything is drawn: there a newer message may break in.
    data = once.told(key, {"sentence": _spoken(sentence)} if sentence else None)
    with st.container(gap=None):  # what says it takes no room
        with st.container():
            yield
        _component(key=key, data=data)


def _spoken(text: str) -> str:
    """Leave the signs of Markdown, and of a link its words alone."""
    return re.sub(r"[`*]", "", _LINK.sub(r"\1", text))
