"""What every answer carries, and how large what is sent may be."""

import tomllib
from collections.abc import Iterator

import httpx
import pytest

from lifecycle.own_data.refused_files import MOST_BYTES
from tests.serving import ROOT
from ui.compressed import streamlit_bundle

CARRIED = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "x-frame-options": "SAMEORIGIN",
}


@pytest.fixture(scope="module")
def browser(server: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server, timeout=30) as client:
        yield client


@pytest.mark.parametrize("encoding", ["gzip", "identity"])
@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/", 200),
        ("/step-through", 200),
        ("/api/model", 200),
        ("/api/no-such", 404),
        ("/app/static/icon.png", 200),
        ("/_stcore/health", 200),
        (min(name for name in streamlit_bundle() if name.endswith(".js")), 200),
    ],
)
def test_every_answer_tells_the_browser_to_be_careful(
    browser: httpx.Client, address: str, status: int, encoding: str
) -> None:
    answer = browser.get(address, headers={"Accept-Encoding": encoding})

    assert answer.status_code == status
    assert CARRIED.items() <= dict(answer.headers).items()


def test_what_would_be_taken_is_small() -> None:
    settings = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))["server"]

    assert settings["maxUploadSize"] * 1024**2 == MOST_BYTES
    assert settings["maxMessageSize"] == 5
