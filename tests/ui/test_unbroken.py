"""A message that comes a moment later undoes nothing of the one before.

Each is sent in the very moment in which Streamlit 1.67.0 would lose the one before it.
"""

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.scriptrunner import ScriptRunner, ScriptRunnerEvent

from tests.ui.line import Browser, busy, visit

pytestmark = pytest.mark.usefixtures("mended")

LONG = 0.5  # seconds: until a run of this page is over, however busy the machine is
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
PAGES = f"""
import time
import streamlit as st

def first():
    st.toggle("Switch", on_change=note)
    busy, again = "busy" in st.query_params, "again" in st.query_params
    st.query_params.clear()  # only once
    if busy:
        time.sleep({LONG})  # nothing breaks in here
    if again:
        st.rerun()

def note():
    st.session_state["noted"] = True

def second():
    st.caption(f"Second, {{'' if 'noted' in st.session_state else 'nothing '}}noted")

st.navigation([st.Page(first), st.Page(second)]).run()
"""


@pytest.fixture
def page(tmp_path: Path) -> Path:
    file = tmp_path / "page.py"
    file.write_text(PAGE, encoding="utf-8")
    return file


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    file = tmp_path / "pages.py"
    file.write_text(PAGES, encoding="utf-8")
    return file


def test_a_click_counts_though_its_run_has_not_begun(
    page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = ScriptRunner._run_script_thread

    def run_on_a_busy_machine(runner: ScriptRunner) -> None:
        time.sleep(LONG / 5)
        run(runner)

    async def act(browser: Browser) -> None:
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

    async def act(browser: Browser) -> None:
        newer.append(ClientState())
        browser.click("Click")

    monkeypatch.setattr(AppSession, "_on_scriptrunner_event", hear_and_interrupt)
    assert "1 clicks" in visit(page, act)


@pytest.mark.parametrize(("label", "drawn"), [("Click", "1 clicks"), ("One", "One has run")])
def test_what_was_drawn_arrives_though_the_next_run_has_begun(
    page: Path, label: str, drawn: str
) -> None:
    async def act(browser: Browser) -> None:
        browser.click(label)
        busy(LONG)  # the run is over, and the event loop has not heard of it
        browser.click("Two")

    captions = visit(page, act)
    assert drawn in captions
    assert captions[-1] == "Two has run"


def test_what_cannot_be_passed_on_costs_no_click(page: Path) -> None:
    async def act(browser: Browser) -> None:
        browser.session._call_soon_on_event_loop(list[None]().pop)
        browser.click("Click")

    assert "1 clicks" in visit(page, act)


def test_a_file_that_changes_runs_the_page_again_from_a_thread_of_its_own(page: Path) -> None:
    complaints = list[object]()

    async def act(browser: Browser) -> None:
        asyncio.get_running_loop().set_exception_handler(lambda _, told: complaints.append(told))
        browser.click("Click")
        busy(LONG)
        with ThreadPoolExecutor() as watcher:
            watcher.submit(browser.session.request_rerun, None).result()

    assert "1 clicks" in visit(page, act)
    assert not complaints


def test_what_was_chosen_is_noted_though_its_page_is_left_before_the_server_has_time(
    pages: Path,
) -> None:
    async def act(browser: Browser) -> None:
        browser.open("busy")
        busy(LONG / 5)
        browser.click("Switch")
        browser.open(page="second")

    assert visit(pages, act) == ["Second, noted"]


def test_a_page_that_runs_again_by_itself_does_not_hold_who_leaves_it(pages: Path) -> None:
    async def act(browser: Browser) -> None:
        browser.open("busy&again")
        busy(LONG / 5)
        browser.open(page="second")

    assert visit(pages, act) == ["Second, nothing noted"]
