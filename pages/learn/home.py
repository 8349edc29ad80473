"""Home: what is learnt here, how long it takes, and one clear start."""

import streamlit as st

st.title("How a machine-learning model lives")

st.markdown(
    "A model is not finished when it is trained. It is deployed, watched, and sometimes sent back "
    "to the beginning. Here you run that whole cycle yourself, one step at a time, on "
    "35,549 real field records, with a real scikit-learn model behind every row."
)

if st.button("Start the walk", type="primary", icon=":material/arrow_forward:"):
    st.switch_page("pages/learn/step_through.py")

st.caption("About ten minutes. No registration, nothing to install.")
