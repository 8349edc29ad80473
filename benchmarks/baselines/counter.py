"""A button that counts: the least that can happen between a click and a new frame."""

import streamlit as st

st.session_state.setdefault("count", 0)


def count() -> None:
    """Count one more."""
    st.session_state["count"] += 1


st.button("Count", on_click=count)
st.markdown(f"Count: {st.session_state['count']}")
