"""A message that comes a moment later undoes nothing of the one before.

Each is sent in the very moment in which Streamlit 1.67.0 would lose the one before it.
"""

import time
from pathlib import Path
from typing import Any

import pytest
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.scriptrunner import ScriptRunner, ScriptRunnerEvent

from tests.ui.line import Browser, visit

pytestmark = pytest.mark.usefixtures("mended")

PAGE = """
import streamlit as st

def count():
    st.session_state.setdefault("clicks", 0)  # each asks the session for something
    st.session_state["clicks"] += 1

st.button("Click", on_click=count)
st.caption(f"{st.session_state.get('clicks', 0)} clicks")

@st.fragment
def part(name):
    st.toggle(name)
    st.caption(f"{name} has run")

part("One")
part("Two")
"""
LONG = 0.5  # seconds: until a run of this page is over, however busy the machine is


@pytest.fixture
def page(tmp_path: Path) -> Path:
    file = tmp_path / "page.py"
    file.write_text(PAGE, encoding="utf-8")
    return file


def test_a_click_counts_though_its_run_has_not_begun(
    page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = ScriptRunner._run_script_thread

    def run_on_a_busy_machine(runner: ScriptRunner) -> None:
        time.sleep(LONG / 5)
        run(runner)

    def act(browser: Browser) -> None:
        browser.click("Click")
        browser.open()

    monkeypatch.setattr(ScriptRunner, "_run_script_thread", run_on_a_busy_machine)
    assert "1 clicks" in visit(page, act)


def test_a_click_counts_though_its_run_has_just_begun(
    page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hear, newer = AppSession._on_scriptrunner_event, list[ClientState]()

    def hear_and_interrupt(session: AppSession, *told: Any, **more: Any) -> None:
        hear(session, *told, **more)
        if more["event"] is ScriptRunnerEvent.SCRIPT_STARTED and newer:
            session.request_rerun(newer.pop())

    def act(browser: Browser) -> None:
        newer.append(ClientState())
        browser.click("Click")

    monkeypatch.setattr(AppSession, "_on_scriptrunner_event", hear_and_interrupt)
    assert "1 clicks" in visit(page, act)


@pytest.mark.parametrize(("label", "drawn"), [("Click", "1 clicks"), ("One", "One has run")])
def test_what_was_drawn_arrives_though_the_next_run_has_begun(
    page: Path, label: str, drawn: str
) -> None:
    def act(browser: Browser) -> None:
        browser.click(label)
        time.sleep(LONG)  # the run is over, and the event loop has not heard of it
        browser.click("Two")

    captions = visit(page, act)
    assert drawn in captions
    assert captions[-1] == "Two has run"
