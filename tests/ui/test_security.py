"""What every answer carries, how large what is sent may be, and whose pages are let in."""

import socket
import time
import tomllib
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from threading import Thread
from urllib.parse import urlparse

import httpx
import pytest

from lifecycle.own_data.refused_files import MOST_BYTES
from tests.serving import ROOT, serve
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


@dataclass
class Elsewhere:
    """Every host but this one: a proxy that answers nobody, and notes what it is asked for."""

    address: str
    asked: list[bytes]


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[Elsewhere]:
    with socket.create_server(("127.0.0.1", 0)) as door, ExitStack() as callers:
        outside = Elsewhere(f"http://127.0.0.1:{door.getsockname()[1]}", [])

        def listen() -> None:
            with suppress(OSError):  # the door is closed
                while True:
                    caller, _ = door.accept()
                    callers.enter_context(caller)
                    outside.asked.append(caller.recv(300))

        Thread(target=listen, daemon=True).start()
        yield outside


@pytest.fixture(scope="module")
def watched(elsewhere: Elsewhere) -> Iterator[str]:
    """Serve the app as the README says, with a proxy on the way to whatever is not on this host."""
    with ExitStack() as running:
        with (
            pytest.MonkeyPatch.context() as environment
        ):  # of the server, and of nothing later here
            for name in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"):
                environment.setenv(name, elsewhere.address)
            serving = serve("app.py", "--server.corsAllowedOrigins=https://lesson.example")
            url = running.enter_context(serving)
        yield url


def handshake(url: str, origin: str | None, host: str = "") -> socket.socket:
    """Ask for the stream of a page, as a browser does for a page of that origin."""
    there = urlparse(url)
    assert there.hostname
    asking = socket.create_connection((there.hostname, there.port or 80), timeout=30)
    lines = [
        "GET /_stcore/stream HTTP/1.1",
        f"Host: {host or there.netloc}",
        *([f"Origin: {origin}"] if origin is not None else []),
        "Upgrade: websocket",
        "Connection: Upgrade",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
        "Sec-WebSocket-Version: 13",
    ]
    asking.sendall("\r\n".join([*lines, "", ""]).encode())
    return asking


def status(asking: socket.socket) -> int:
    with asking:
        return int(asking.recv(300).split()[1])


def test_foreign_pages_cannot_hold_up_the_server_and_no_other_host_is_asked(
    watched: str, elsewhere: Elsewhere
) -> None:
    foreign = [handshake(watched, "http://evil.example") for _ in range(5)]
    began = time.monotonic()
    health = httpx.get(f"{watched}/_stcore/health", timeout=60)
    took = time.monotonic() - began

    assert [status(each) for each in foreign] == [403] * 5
    assert health.text == "ok"
    assert elsewhere.asked == []
    assert took < 5  # seconds; it took 10, and two cores may be busy


@pytest.mark.parametrize(
    ("origin", "host", "taken"),
    [
        (None, "", True),  # a program
        ("http://{here}", "", True),
        ("http://class.example:8501", "class.example:8501", True),  # a proxy that leaves the host
        ("https://lesson.example", "", True),  # one that does not, named to the server
        ("http://localhost:1", "", True),
        ("http://127.0.0.1", "", True),
        ("http://evil.example", "", False),
        ("http://evil.example", "lesson.example", False),
        ("http://lesson.example.evil.example", "", False),
        ("null", "", False),  # a page in a box, or from a file
        ("", "", False),
        ("http://[", "", False),
    ],
)
def test_a_page_of_this_server_is_let_in_and_a_foreign_one_is_not(
    watched: str, elsewhere: Elsewhere, origin: str | None, host: str, *, taken: bool
) -> None:
    here = urlparse(watched).netloc
    asking = handshake(watched, origin.format(here=here) if origin else origin, host)

    assert status(asking) == (101 if taken else 403)
    assert elsewhere.asked == []
