"""What every answer tells the browser to be careful about, and whose pages are let in."""

from collections.abc import Iterator
from typing import Final
from urllib.parse import urlsplit

import streamlit as st
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocketClose
from streamlit.net_util import get_internal_ip
from streamlit.url_util import get_hostname

CAREFUL: Final = {
    "X-Content-Type-Options": "nosniff",  # a file is what its type says, nothing else
    "Referrer-Policy": "same-origin",  # an address holds what a learner did: no other host reads it
    "X-Frame-Options": "SAMEORIGIN",  # no foreign page can put this one under its own buttons
}
POLICY: Final = 1008
"""Why a stream is closed: who asks may not have one."""


class CarefulHeaders:
    """Middleware that adds the careful headers to every answer. Put it outermost."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the app does, with the headers."""

        async def send_careful(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(CAREFUL)
            await send(message)

        await self.app(scope, receive, send_careful)


class OwnPages:
    """Middleware that lets only pages of this server's hosts open a stream.

    Their port is not compared, as Streamlit does not: behind a forwarded port the two differ.

    Whether another page may is what Streamlit asks a host outside, with the event loop waiting:
    what is this machine's address there? So that is decided here, and a page that is let in
    though its origin is not the host that was called goes on without its origin, like a program.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Close the stream of a foreign page before it is open."""
        if scope["type"] == "websocket" and st.get_option("server.enableCORS"):
            headers = Headers(scope=scope)
            origin = headers.get("origin")
            if origin is not None and not _same(origin, headers.get("host")):
                if not _known(origin):
                    await WebSocketClose(POLICY)(scope, receive, send)
                    return
                without = [pair for pair in scope["headers"] if pair[0] != b"origin"]
                scope = {**scope, "headers": without}
        await self.app(scope, receive, send)


def _same(origin: str, host: str | None) -> bool:
    try:
        return urlsplit(origin).netloc == host
    except ValueError:
        return False


def _known(origin: str) -> bool:
    """Say whether an origin is one that this server is told of, or knows without asking anybody."""
    try:
        return get_hostname(origin) in set(_hosts())
    except ValueError:
        return False


def _hosts() -> Iterator[str]:
    """Name what Streamlit would let in, but for the address that this machine has outside."""
    yield from ("localhost", "0.0.0.0", "127.0.0.1")  # noqa: S104  compared, never listened at
    yield get_internal_ip() or "localhost"  # the system's own answer; no packet leaves
    told = (st.get_option("browser.serverAddress"), *st.get_option("server.corsAllowedOrigins"))
    yield from (host for url in told if (host := get_hostname(url.strip())))
