"""Present: the step-through, or the moments of a playlist, for a room."""

import streamlit as st

from classroom.playlist import PlaylistError
from lifecycle.errors import LifecycleError
from ui.menu import PLAYLIST, STEP_THROUGH
from ui.parts import present

try:
    present.show()
except (LifecycleError, PlaylistError) as problem:
    st.error(str(problem), icon=":material/error:")
    st.page_link(PLAYLIST.script, label="To the playlist", icon=":material/playlist_play:")
    st.page_link(STEP_THROUGH.script, label="To the step-through", icon=":material/arrow_back:")
