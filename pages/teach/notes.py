"""Speaker notes: the second window, which follows Present."""

import streamlit as st

from ui.menu import PLAYLIST, PRESENT
from ui.presenting import notes

st.title("Speaker notes", anchor=False)
notes()
st.caption("This window follows Present, which opens it with the key N.")
for entry in (PRESENT, PLAYLIST):
    st.page_link(entry.script, label=entry.title, icon=":material/arrow_forward:")
