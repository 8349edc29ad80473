"""Break a stage: something went wrong in one of the six; find out where, from the evidence."""

import streamlit as st

from ui import address
from ui.parts import broken

st.title("Break a stage", anchor=False)
st.markdown(
    "In each of these cases one stage has made one real mistake, and the whole cycle was run with "
    "it. Read what the stages report, look at how their checks differ from those of a healthy "
    "cycle, and name the stage that is guilty. A report says what its stage believes: it may be "
    "wrong. A small difference may be chance, and what differs after the guilty stage is its doing."
)
number, notice = address.case(st.query_params)
if notice:
    st.warning(notice, icon=":material/info:")
broken.case(number)
