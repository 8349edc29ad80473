"""A picture and, below it, the sentence that says what it shows."""

from typing import TYPE_CHECKING

import streamlit as st

if TYPE_CHECKING:
    from ui.charts import Picture


def draw(picture: "Picture") -> None:
    """Draw the one picture of the evidence panel; the next one takes its place."""
    figure, alt = picture
    st.plotly_chart(figure, key="picture", config={"displayModeBar": False}, alt=alt)
    st.caption(alt)
