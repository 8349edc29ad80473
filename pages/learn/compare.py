"""Compare: two runs of the live lab side by side, and the step at which they part."""

import streamlit as st

from ui import cached
from ui.apology import refusals_told
from ui.parts import compare

st.title("Compare two runs", anchor=False)
st.markdown(
    "Change one thing between two runs, and see which step is the first to notice. The address of "
    "this page holds both runs: send it, and others see the same comparison."
)
for notice in compare.arrive():
    st.warning(notice, icon=":material/info:")
with refusals_told():
    two = compare.choose()
    slot = st.container()
    with slot.skeleton(height=560):
        comparison = cached.comparison_of(*two)

with slot:
    compare.show(comparison, two)
