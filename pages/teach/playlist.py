"""Playlist: moments of the lesson in one's own order, kept as a file or a link, and presented."""

import streamlit as st

from ui import announced
from ui.parts import playlist_keeping, playlist_order

st.title("Playlist", anchor=False)
st.markdown(
    "Put moments of the lesson in the order in which you want to teach them, each with what to say "
    "and ask and how long it takes. Nothing is stored here: the playlist is in the address of this "
    "page, and in the file that you save."
)
at_hand = playlist_keeping.arrive()
if not at_hand.playlist.moments:
    st.markdown("**Begin with a lesson plan**, or with a moment of your own below:")
    playlist_keeping.plans(at_hand)
left, right = st.columns([2, 3], gap="large")
with left:
    with announced.part("playlist-order", playlist_order.news(at_hand)):
        playlist_order.order(at_hand)
    playlist_order.add(at_hand)
with right:
    playlist_order.change(at_hand)
playlist_keeping.keep(at_hand)
playlist_keeping.load(at_hand)
