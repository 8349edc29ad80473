"""Playlist: moments of the lesson in one's own order, kept as a file or a link, and presented."""

import streamlit as st

from ui.parts import playlist

st.title("Playlist", anchor=False)
st.markdown(
    "Put moments of the lesson in the order in which you want to teach them, each with what to say "
    "and ask and how long it takes. Nothing is stored here: the playlist is in the address of this "
    "page, and in the file that you save."
)
at_hand = playlist.arrive()
if not at_hand.playlist.moments:
    st.markdown("**Begin with a lesson plan**, or with a moment of your own below:")
    playlist.plans(at_hand)
left, right = st.columns([2, 3], gap="large")
with left:
    playlist.order(at_hand)
    playlist.add(at_hand)
with right:
    playlist.change(at_hand)
playlist.keep(at_hand)
playlist.load(at_hand)
