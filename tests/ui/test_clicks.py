"""Who waits for others can go elsewhere meanwhile: Streamlit's own runtime."""

import time
from pathlib import Path
from threading import Lock, Timer

import pytest

from tests.ui.line import PATIENCE, Browser, visit

PAGE = """
import streamlit as st
from tests.ui.test_clicks import BUSY
from ui.clicks import turn

if "wait" in st.query_params:
    with turn(BUSY):
        st.caption("My turn")
else:
    st.caption("Elsewhere")
"""
BUSY = Lock()
LONG = 0.5  # seconds: until a page of one line waits, however busy the machine is


@pytest.fixture
def page(tmp_path: Path) -> Path:
    file = tmp_path / "page.py"
    file.write_text(PAGE, encoding="utf-8")
    return file


@pytest.mark.usefixtures("mended")
def test_who_waits_for_others_can_go_elsewhere(page: Path) -> None:
    def act(browser: Browser) -> None:
        browser.open("wait")
        time.sleep(LONG)
        browser.open()

    others_are_done = Timer(PATIENCE / 2, BUSY.release)
    BUSY.acquire()
    others_are_done.start()
    drawn = visit(page, act)

    assert drawn == ["Elsewhere"]
    assert BUSY.locked()
    others_are_done.cancel()
    BUSY.release()


def test_who_waits_has_a_turn_when_the_others_are_done(page: Path) -> None:
    BUSY.acquire()
    Timer(LONG, BUSY.release).start()

    assert visit(page, lambda browser: browser.open("wait")) == ["My turn"]
    assert not BUSY.locked()
