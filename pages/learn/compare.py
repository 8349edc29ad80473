"""Compare: two runs of the live lab side by side, and the step at which they part."""

import streamlit as st

from lifecycle.errors import LifecycleError
from ui import cached
from ui.parts import compare

st.title("Compare two runs", anchor=False)
st.markdown(
    "Change one thing between two runs, and see which step is the first to notice. The address of "
    "this page holds both runs: send it, and others see the same comparison."
)
for notice in compare.arrive():
    st.warning(notice, icon=":material/info:")
try:
    two = compare.choose()
    slot = st.container()
    with slot.skeleton(height=560):
        comparison = cached.comparison_of(*two)
except LifecycleError as error:
    st.error(str(error), icon=":material/error:")
    st.stop()

with slot:
    compare.show(comparison, two)
