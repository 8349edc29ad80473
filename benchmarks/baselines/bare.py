"""The least that Streamlit can be asked for."""

import streamlit as st

st.title("Bare")
