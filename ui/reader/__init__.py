"""The reader: the transcript, read aloud by the browser while the player follows, or printed."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import streamlit as st

from lifecycle.scenarios import Scenario
from lifecycle.sentences import spoken
from lifecycle.transcript import Paragraph, Part, parts, sources
from ui.assets import contents
from ui.clicks import follow
from ui.menu import TITLE

if TYPE_CHECKING:
    from lifecycle.walk import Walk

# Its styles are the page's, because what is printed is the page.
_component = st.components.v2.component(
    "lifecycle_reader",
    html=contents("reader/reader.html"),
    css=contents("reader/reader.css"),
    js=contents(
        "lasting.js",
        "player/views.js",
        "player/follow.js",
        "reader/voice.js",
        "reader/reader.js",
    ),
    isolate_styles=False,
)


def reader(walk: "Walk", step: int, below: Callable[[], None]) -> None:
    """Draw a walk's transcript and its sources, opened at a step.

    When the learner comes to the last sentence, it and what is `below` run again.
    """
    key, told = _key(walk.run.scenario), payload(walk, step)

    @st.fragment
    def read() -> None:
        follow()
        with st.container(key="on-paper"):
            _component(key=key, data=told, on_finished_change=lambda: None)
            st.markdown(f":small[{sources()}]")
        below()

    read()


def finished(scenario: Scenario) -> bool:
    """Answer whether the learner has come to the last sentence of a scenario's transcript."""
    return bool(st.session_state.get(_key(scenario), {}).get("finished"))


def payload(walk: "Walk", step: int) -> dict[str, object]:
    """Say all that the reader needs, as plain JSON values."""
    return {
        "title": TITLE,
        "scenario": walk.run.scenario.name,
        "step": step,
        "parts": [_part(part) for part in parts(walk)],
    }


def _key(scenario: Scenario) -> str:
    return f"reader-{scenario.name}"


def _part(part: Part) -> dict[str, object]:
    return {
        "heading": _sentence(part.heading),
        "step": part.step,
        "paragraphs": [_paragraph(paragraph) for paragraph in part.paragraphs],
    }


def _paragraph(paragraph: Paragraph) -> dict[str, object]:
    return {
        "sentences": [_sentence(sentence) for sentence in paragraph.sentences],
        "listed": paragraph.listed,
    }


def _sentence(sentence: str) -> dict[str, str]:
    return {"text": sentence, "spoken": spoken(sentence)}
