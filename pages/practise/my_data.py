"""My data: see it, take it away, carry it to another device, forget it."""

import streamlit as st

from ui.parts import away, my_data

st.title("My data", anchor=False)
st.markdown(
    "You learn here without a name. A random token in a cookie, which no script can read, is all "
    "that tells your answers from others'; whoever has the database cannot tell who you are."
)
my_data.overview(away.events())
my_data.carry()
my_data.forget()
