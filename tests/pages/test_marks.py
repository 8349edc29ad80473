"""The marks that a way's page leaves, where no answer tells how far a learner is."""

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from tests.pages.pages import learner_at, opened
from ui import cached
from ui.menu import CODE_LAB, LIVE_LAB, READ_OR_LISTEN, STEP_THROUGH


def marks(page: AppTest) -> list[tuple[str, str]]:
    return [(each.sitting, each.kind) for each in cached.store().events(learner_at(page))]


def test_the_lab_is_begun_by_opening_it_and_done_by_other_choices() -> None:
    page = opened(LIVE_LAB)
    assert marks(page) == [("live-lab", "begun")]

    watched = next(each for each in page.selectbox if each.label == "Watched year")
    watched.set_value(1996).run()

    assert marks(page) == [("live-lab", "begun"), ("live-lab", "done")]


def test_a_link_to_a_run_of_the_lab_only_begins_it() -> None:
    page = opened(LIVE_LAB, watch="1996")

    assert marks(page) == [("live-lab", "begun")]


def test_the_code_lab_is_done_when_the_traces_were_predicted_and_seen() -> None:
    page = opened(CODE_LAB)
    page.button[0].click().run()
    assert marks(page) == [("code-lab", "begun")]

    for box in page.number_input:
        box.set_value(6)
    page.button[0].click().run()

    assert marks(page) == [("code-lab", "begun"), ("code-lab", "done")]


def test_a_link_into_the_walk_is_not_yet_a_step() -> None:
    page = opened()  # where it is known who looks
    page.switch_page(STEP_THROUGH.script)
    page.query_params["step"] = "7"

    page.run()

    assert page.header[0].value.startswith("Evidence of step 7: ")
    assert marks(page) == []


def test_a_step_is_noted_before_its_picture_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who has read the words may leave the page while the picture is on its way."""
    page = opened(STEP_THROUGH)
    monkeypatch.setattr("ui.cached.picture_of", lambda *_: st.stop())

    page.session_state["player-desert-changed"] = {"step": 2}
    page.run()

    assert marks(page) == [("step-through", "row")]


def test_reading_is_done_when_the_last_sentence_was_reached() -> None:
    page = opened(READ_OR_LISTEN, scenario="quiet-year")
    assert marks(page) == [("read-or-listen", "begun")]

    page.session_state["reader-quiet-year"] = {"finished": True}
    page.run()

    assert marks(page) == [("read-or-listen", "begun"), ("read-or-listen", "done")]
