"""Test: ten questions, and an honest verdict on what the answers show."""

import streamlit as st

from ui import address
from ui.parts import test

st.title("Test", anchor=False)
paper, notice = address.paper(st.query_params)
if notice:
    st.warning(notice, icon=":material/info:")
test.paper(paper)
