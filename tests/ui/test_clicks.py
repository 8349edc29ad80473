"""Who waits for others can go elsewhere meanwhile: Streamlit's own runtime."""

import asyncio
from pathlib import Path
from threading import Lock, Timer

import pytest

from tests.serving import ROOT
from tests.ui.line import PATIENCE, Browser, busy, visit
from ui.desk import ROOM

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
    async def act(browser: Browser) -> None:
        browser.open("wait")
        busy(LONG)
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

    async def act(browser: Browser) -> None:
        browser.open("wait")

    assert visit(page, act) == ["My turn"]
    assert not BUSY.locked()


@pytest.mark.usefixtures("mended")
def test_whose_table_waits_for_those_of_others_can_go_elsewhere() -> None:
    others_are_done = Timer(PATIENCE / 2, ROOM.busy.release)

    async def act(browser: Browser) -> None:
        browser.open(page="own-data")
        await browser.settled()
        ROOM.busy.acquire()
        others_are_done.start()
        browser.click("Try it with an example")
        await asyncio.sleep(LONG)
        browser.open(page="playlist")
        await browser.settled()
        assert ROOM.busy.locked()
        others_are_done.cancel()
        ROOM.busy.release()

    *_, last = visit(ROOT / "ui" / "frame.py", act)
    assert "playlist" in last or "moment" in last
