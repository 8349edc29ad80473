"""Practice: one card at a time, with hints, worked solutions and as many tries as one likes."""

import streamlit as st

from ui.parts import practice

st.title("Practice", anchor=False)
practice.cards()
