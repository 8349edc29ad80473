"""Your own data: bring a table, say which column is which, and run the six stages on it."""

import streamlit as st

from ui.parts import own_data, own_run

st.title("Your own data", anchor=False)
st.markdown(
    "The six stages on a table of yours: a CSV file with a header line, a column for the label to "
    "be named, columns of numbers to name it from, and a column for the period, such as the year. "
    "Your table stays in this visit's memory and goes with it: nothing of it is stored."
)
desk = own_data.desk()
if desk is None:
    st.stop()
plan = own_data.choose(desk)
own_run.run(desk, plan)
own_run.show(desk)
