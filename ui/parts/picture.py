"""A picture and, below it, the sentence that says what it shows."""

from typing import TYPE_CHECKING

import streamlit as st

if TYPE_CHECKING:
    from ui.charts import Picture


def draw(picture: "Picture", key: str = "picture") -> None:
    """Draw a picture; the next one with its key, such as the evidence panel's, takes its place."""
    figure, alt = picture
    st.plotly_chart(figure, key=key, config={"displayModeBar": False}, alt=alt)
    st.caption(alt)
