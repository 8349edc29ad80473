"""When a choice was made on a page: for a moment its click goes before the page's address."""

from time import monotonic
from typing import Final

import streamlit as st

SETTLED: Final = 1.0
"""Seconds from a click until the browser has heard of the address that comes from it."""


def click(page: str) -> None:
    """Remember when something was chosen on a page."""
    st.session_state[_key(page)] = monotonic()


def settled(page: str) -> bool:
    """Say whether nothing was chosen on a page just now.

    While something was, the address may be the one before the click, and a step may not content
    itself with a part of the page: it may have come in the same message as the click, or have
    interrupted the run that draws what was chosen.
    """
    return monotonic() - float(st.session_state.get(_key(page), -SETTLED)) >= SETTLED


def _key(page: str) -> str:
    return f"{page}-clicked"
