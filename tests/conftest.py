"""What every test may ask for."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.scriptrunner_utils import script_requests
from streamlit.runtime.scriptrunner_utils.script_requests import ScriptRequests
from streamlit.runtime.state import SafeSessionState

from tests.chromium import HOW_TO_GET_ONE, find_chromium
from tests.debian import must_be_there
from tests.serving import Running
from ui.unbroken import mend

# How long an example takes tells how busy the machine is, and nothing of what it promises.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")


@pytest.fixture(scope="session", autouse=True)
def _answers_of_tests(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep what tests answer away from what people have answered."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ANSWERS_FOLDER", str(tmp_path_factory.mktemp("answers")))
        patch.delenv("DATABASE_URL", raising=False)
        yield


@pytest.fixture
def mended(monkeypatch: pytest.MonkeyPatch) -> None:
    """Mend Streamlit as the server does, for one test."""
    for owner, name in (
        (SafeSessionState, "on_script_will_rerun"),
        (script_requests, "_coalesce_widget_states"),
        (ScriptRequests, "_request_rerun_locked"),
        (AppSession, "_call_soon_on_event_loop"),
        (AppSession, "_create_scriptrunner"),
    ):
        monkeypatch.setattr(owner, name, getattr(owner, name))  # as it was, when the test is over
    mend()


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder in which the server keeps what is answered."""
    return tmp_path_factory.mktemp("kept")


@pytest.fixture(scope="session")
def running(kept: Path) -> Iterator[Running]:
    """Run the real app in its own process."""
    app = Running(kept)
    yield app
    app.stop()


@pytest.fixture(scope="session")
def server(running: Running) -> str:
    """Return the address of the real app."""
    return running.url


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put browser tests behind the others, in what each worker gets: they share one browser."""
    workers = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    browser = [item for item in items if item.get_closest_marker("browser")]
    others = [item for item in items if not item.get_closest_marker("browser")]
    items[:] = [
        item
        for worker in range(workers)
        for kind in (others, browser)
        for item in kind[len(kind) * worker // workers : len(kind) * (worker + 1) // workers]
    ]


def pytest_runtest_setup(item: pytest.Item) -> None:
    if item.get_closest_marker("browser") is None or find_chromium() is not None:
        return
    if must_be_there():
        pytest.fail(HOW_TO_GET_ONE, pytrace=False)
    pytest.skip(HOW_TO_GET_ONE)
