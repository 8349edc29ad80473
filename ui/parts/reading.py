"""The parts of the lesson that are read: why it ended so, key moments, transcript."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from lifecycle.moments import moments
from lifecycle.transcript import snapshot, transcript
from ui.clicks import click
from ui.menu import LIVE_LAB, PRACTICE, TEST, VISUAL_QUIZ

if TYPE_CHECKING:
    from lifecycle.walk import Walk


def onward() -> None:
    """Say where to go when the walk is walked."""
    st.markdown(
        "When you have walked to the last row, change the run, or see how much of it you remember:"
    )
    with st.container(horizontal=True):
        for entry in (LIVE_LAB, VISUAL_QUIZ, PRACTICE, TEST):
            st.page_link(entry.script, label=entry.title, icon=":material/arrow_forward:")


def key_moments(walk: "Walk") -> None:
    """Show the questions worth a pause, with links into the table."""
    st.header("Key moments", anchor=False)
    st.caption("Questions worth a pause. Each link takes you to the row that it speaks of.")
    for moment in moments(stopped=walk.trace.stopped):
        with st.expander(moment.question):
            st.markdown(moment.answer)


def snapshot_and_transcript(walks: Sequence["Walk"]) -> None:
    """Show the lesson in short and in full, the latter to take away."""
    st.header("Snapshot", anchor=False)
    st.markdown(snapshot())
    st.header("Transcript", anchor=False)
    for turns, walk in enumerate(walks, start=1):
        told, suffix = "the transcript", ""
        if turns > 1:
            told, suffix = "the transcript with the second turn", "-2"
        st.download_button(
            f"Download {told}",
            partial(transcript, walk),
            file_name=f"{walk.run.scenario.name}-transcript{suffix}.md",
            mime="text/markdown",
            icon=":material/download:",
            on_click="ignore",
        )
        reading = st.expander(f"Read {told}", on_change=click(), key=f"transcript-{turns}")
        if reading.open:
            reading.markdown(transcript(walk, level=3))
