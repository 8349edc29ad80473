"""What is added to a page is said, once, to whoever listens to it instead of looking at it."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import Final

import streamlit as st

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
    js=Path(__file__).with_suffix(".js").read_text(encoding="utf-8"),
)


@contextmanager
def part(place: str, sentence: str) -> Iterator[None]:
    """Draw a part, and say a sentence of what has just come in it, if there is one to be said."""
    with st.container(gap=None):  # what says it takes no room
        with st.container():
            yield
        # The same may be said twice, of two presses: they are told apart by their moment.
        when = monotonic() if sentence else 0
        _component(key=f"{place}-announced", data={"sentence": _spoken(sentence), "when": when})


def _spoken(text: str) -> str:
    """Leave the signs of Markdown, and of a link its words alone."""
    return re.sub(r"[`*]", "", _LINK.sub(r"\1", text))
