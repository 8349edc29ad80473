"""What every answer carries, and what the server does not take."""

import tomllib
from collections.abc import Iterator

import httpx
import pytest

from lifecycle.scenarios import SCENARIOS, Scenario
from lifecycle.stages.deployment import Deployed
from tests.serving import ROOT, serve
from ui import cached, charts
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


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE", "OPTIONS"])
def test_no_file_can_be_sent_to_the_server(browser: httpx.Client, method: str) -> None:
    address = "/_stcore/upload_file/any-session/any-file"

    answer = browser.request(method, address, files={"file": b"x"})

    assert answer.status_code == 403
    assert answer.text == "No page here takes a file."
    assert CARRIED.items() <= dict(answer.headers).items()


def test_no_file_can_be_sent_below_a_path_either() -> None:
    with serve(below="/lesson") as url:
        answer = httpx.put(f"{url}/_stcore/upload_file/any-session/any-file", content=b"x")

    assert answer.text == "No page here takes a file."


def test_what_would_be_taken_is_small() -> None:
    settings = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))["server"]

    assert settings["maxUploadSize"] == 1
    assert settings["maxMessageSize"] == 5


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_every_picture_is_far_smaller_than_the_largest_message(scenario: Scenario) -> None:
    records = cached.walks_of(scenario.name)[-1].run.records

    sizes = [
        len(charts.picture(result)[0].to_json())
        for result in records
        if not isinstance(result, Deployed)
    ]

    assert max(sizes) < 500_000
