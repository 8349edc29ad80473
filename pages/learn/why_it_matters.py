"""Why it matters: what happens when a model is let out and nobody watches."""

import streamlit as st

from lifecycle.errors import LifecycleError
from lifecycle.why_it_matters import cases, here
from ui import cached, progress
from ui.menu import STEP_THROUGH, WHY_IT_MATTERS

st.title("When nobody watches", anchor=False)
reading = st.container(width=760)
reading.markdown(cases())
slot = reading.container()
progress.begin(WHY_IT_MATTERS)

try:
    with slot.skeleton(height=560):
        turned = cached.walks_of("desert-changed")[-1].run
        quiet, alarm = (cached.walk_of(name).run for name in ("quiet-year", "loud-alarm"))
except LifecycleError as error:
    slot.error(str(error), icon=":material/error:")
else:
    slot.markdown(here(turned, quiet, alarm))

if reading.button("Done: walk through the six stages", icon=":material/arrow_forward:"):
    progress.finish(WHY_IT_MATTERS)
    st.switch_page(STEP_THROUGH.script)
