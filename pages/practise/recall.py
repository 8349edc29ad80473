"""Recall: cards that come back when you are about to forget them."""

import streamlit as st

from ui.parts import recall

st.title("Recall", anchor=False)
st.markdown(
    "A card a minute keeps the lesson. Say the answer, look, and tell how well you knew it: "
    "what you know comes back later, what fades comes back soon."
)
recall.cards()
