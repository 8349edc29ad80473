"""The app starts as the README says, and stays calm when it must apologise."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest
import streamlit as st

from classroom.store import StoreAwayError
from tests.serving import ROOT, ServerDidNotStartError, serve

FAILING_APP = """
import streamlit as st
from ui.apology import apologise
app = st.App("page.py", on_script_error=apologise)
"""


def first_screen(url: str) -> dict[str, Any]:
    """Open the app as a program would, and return what it shows."""
    headers = {"Content-Type": "application/json"}
    ask = Request(f"{url}/_stcore/agent/interact", data=b"{}", headers=headers)
    with urlopen(ask) as answer:
        screen: dict[str, Any] = json.load(answer)
        return screen


def once_begun(told: str) -> str:
    """Tell what is true of a process that has begun to be the server."""
    program = f"import sys, app, streamlit.runtime.state; print({told})"
    command = [sys.executable, "-c", program]
    return subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.strip()


def test_the_app_is_healthy_and_serves_its_page(server: str) -> None:
    with urlopen(f"{server}/_stcore/health") as answer:
        health = answer.read()
    with urlopen(server) as answer:
        page = answer.read()

    assert health == b"ok"
    assert b'<div id="root">' in page


def test_a_deep_link_on_a_server_nobody_has_visited_gets_the_page(server: str) -> None:
    with urlopen(f"{server}/step-through?scenario=quiet-year") as answer:
        page = answer.read()

    assert b'<div id="root">' in page


def test_the_frame_runs_on_the_real_server_without_an_error() -> None:
    with serve("app.py", "--server.enableAgentApi=true") as url:
        screen = first_screen(url)

    assert screen["status"] == "ready"


def test_nobody_can_drive_the_app_through_the_agent_interface(server: str) -> None:
    with urlopen(f"{server}/_stcore/agent/openapi.json") as answer:
        described = json.load(answer)

    assert described["info"]["x-streamlit-agent-api"] == "disabled"


def test_an_error_in_a_page_becomes_one_sentence_without_its_details(tmp_path: Path) -> None:
    (tmp_path / "page.py").write_text("raise ValueError('the password is swordfish')")
    (tmp_path / "failing.py").write_text(FAILING_APP)

    with serve(str(tmp_path / "failing.py"), "--server.enableAgentApi=true") as url:
        screen = json.dumps(first_screen(url)["tree"])

    assert "Something went wrong on our side" in screen
    assert "swordfish" not in screen
    assert "ValueError" not in screen


def test_a_store_that_is_away_says_its_own_sentence(tmp_path: Path) -> None:
    away = "from classroom.store import StoreAwayError\nraise StoreAwayError('all is away')"
    (tmp_path / "page.py").write_text(away)
    (tmp_path / "failing.py").write_text(FAILING_APP)

    with serve(str(tmp_path / "failing.py"), "--server.enableAgentApi=true") as url:
        screen = json.dumps(first_screen(url)["tree"])

    assert str(StoreAwayError("all is away")) in screen
    assert "Something went wrong" not in screen


def test_the_start_waits_for_nothing_that_only_a_page_needs() -> None:
    heavy = "{'numpy', 'pandas', 'pydantic', 'sklearn', 'sqlalchemy'}"

    assert once_begun(f"{heavy} & set(sys.modules)") == "set()"


def test_the_server_mends_streamlit_before_its_first_session() -> None:
    whole = "streamlit.runtime.state.SafeSessionState.on_script_will_rerun.__module__"

    assert once_begun(whole) == "ui.unbroken"
    assert st.get_option("runner.fastReruns") is False


def test_a_server_that_cannot_start_says_why() -> None:
    with (
        pytest.raises(ServerDidNotStartError, match=r"no_such_script\.py"),
        serve("no_such_script.py"),
    ):
        pass
