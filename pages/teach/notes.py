"""Speaker notes: the second window, which follows Present."""

import streamlit as st

from ui.presenting import notes

st.title("Speaker notes", anchor=False)
notes()
