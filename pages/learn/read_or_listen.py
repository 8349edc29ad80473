"""Read or listen: the whole walk in words, read aloud while the player follows, or printed."""

from dataclasses import replace
from functools import partial

import streamlit as st

from ui import address, cached, progress, session
from ui.apology import refusals_told
from ui.menu import READ_OR_LISTEN
from ui.parts.onward import onward
from ui.parts.scenario import choose
from ui.player import player
from ui.reader import reader

arrived = address.read(st.query_params, all_turns=True)
is_new = session.arrive(READ_OR_LISTEN, arrived)

top = st.container(horizontal=True, vertical_alignment="center", gap="medium")
top.title("Read or listen", anchor=False, width="content")
notices = st.container()
scenario = choose(top)
top.markdown(":small[The player follows the voice. The text stands below.]", width="content")
place = session.set_out(scenario, arrived)

slot = st.container()
with refusals_told(), slot.skeleton(height=560):
    walks = cached.walks_of(scenario.name)

# All turns are told, and nothing is predicted: the transcript tells what comes next.
place = replace(place, turns=len(walks), predict=False)
place = address.within(place, len(walks[-1].trace.steps))
for notice in place.notices if is_new else ():
    notices.warning(notice, icon=":material/info:")

with slot:
    player(walks, place, followed=True)
progress.begin(READ_OR_LISTEN)
reader(walks[-1], place.step, partial(onward, scenario))
