"""Streamlit's own browser files, sent compressed.

Streamlit serves its scripts and styles as they are and leaves compression to a proxy. Most
people start this app without one, so it keeps a gzip copy of each file and sends that.
`docs/decisions/0002-compressed-statics.md` has the measurements.
"""

import gzip
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from mimetypes import guess_type
from pathlib import Path
from threading import Lock

import streamlit as st
from anyio import to_thread
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.staticfiles import NotModifiedResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

COMPRESSIBLE = frozenset({".css", ".html", ".js", ".json", ".svg", ".txt"})
ONE_YEAR = 365 * 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class Copy:
    """A file as it travels: its gzip bytes and the headers that describe them."""

    body: bytes
    headers: Headers


class Bundle:
    """A folder of browser files by their address, each compressed once and kept.

    The addresses are listed when the bundle is made. A request is only ever looked up among
    them, so no address, however crafted, reaches the disk.
    """

    def __init__(self, folder: Path, base_url: str = "") -> None:
        base = f"/{base_url.strip('/')}".rstrip("/")
        self._files = {f"{base}/{name.as_posix()}": folder / name for name in _names(folder)}
        self._locks = {address: Lock() for address in self._files}
        self._copies: dict[str, Copy] = {}

    def __contains__(self, address: str) -> bool:
        return address in self._files

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def ready(self, address: str) -> Copy | None:
        """Return the copy of a file if it has been compressed already."""
        return self._copies.get(address)

    def copy(self, address: str) -> Copy:
        """Return the compressed copy of a file; the first call compresses it."""
        with self._locks[address]:
            if address not in self._copies:
                self._copies[address] = compressed(self._files[address])
            return self._copies[address]

    def warm(self) -> None:
        """Compress every file, small ones first: those are what a first page asks for."""
        for address in sorted(self, key=lambda address: self._files[address].stat().st_size):
            self.copy(address)


@cache
def streamlit_bundle() -> Bundle:
    """Return the one bundle of the files that Streamlit's page is made of."""
    return Bundle(Path(st.__file__).parent / "static", st.get_option("server.baseUrlPath"))


class CompressedStatics:
    """Middleware that answers for a bundle's files with their compressed copies.

    Whoever does not take gzip, asks for a part of a file, or asks for anything else gets the
    app's own answer. Put it innermost, so that other middleware sees its answers.
    """

    def __init__(self, app: ASGIApp, bundle: Bundle) -> None:
        self.app = app
        self.bundle = bundle

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] not in {"GET", "HEAD"}:
            await self.app(scope, receive, send)
            return
        address = scope["path"].removeprefix(scope.get("root_path", ""))
        if address not in self.bundle:
            await self.app(scope, receive, send)
            return
        request = Headers(scope=scope)
        if "range" in request or not accepts_gzip(",".join(request.getlist("accept-encoding"))):
            await self.app(scope, receive, _varying(send))
            return
        copy = self.bundle.ready(address)
        if copy is None:
            copy = await to_thread.run_sync(self.bundle.copy, address)
        await answer(request, copy, head=scope["method"] == "HEAD")(scope, receive, send)


def accepts_gzip(accept_encoding: str) -> bool:
    """Tell whether an Accept-Encoding header names gzip and does not refuse it by weight 0."""
    offers = (offer.partition(";") for offer in accept_encoding.lower().replace(" ", "").split(","))
    weights = {coding: weight.removeprefix("q=") for coding, _, weight in offers}
    return "gzip" in weights and (not weights["gzip"] or weights["gzip"].strip("0.") != "")


def _names(folder: Path) -> list[Path]:
    files = (path for path in folder.rglob("*") if path.suffix in COMPRESSIBLE)
    return [path.relative_to(folder) for path in files if path.is_file()]


def compressed(file: Path) -> Copy:
    """Make the copy of one file, as it travels."""
    body = gzip.compress(file.read_bytes(), compresslevel=9, mtime=0)
    # The same rule as Streamlit's: only files that carry a hash in their name never change.
    stays = file.suffix != ".html" and file.name != "manifest.json"
    headers = {
        "Cache-Control": f"public, immutable, max-age={ONE_YEAR}" if stays else "no-cache",
        "Content-Encoding": "gzip",
        "Content-Length": str(len(body)),
        # From the content, so that every process and machine names the same bytes alike.
        "ETag": f'"{hashlib.sha256(body).hexdigest()[:32]}"',
        "Vary": "Accept-Encoding",
    }
    return Copy(body, Response(headers=headers, media_type=guess_type(file.name)[0]).headers)


def answer(request: Headers, copy: Copy, *, head: bool) -> Response:
    """Answer with a copy, or say that the browser's own is still right."""
    known = [tag.strip().removeprefix("W/") for tag in request.get("if-none-match", "").split(",")]
    if "*" in known or copy.headers["etag"] in known:
        return NotModifiedResponse(copy.headers)
    return Response(b"" if head else copy.body, headers=copy.headers)


def _varying(send: Send) -> Send:
    """Tell caches that the plain answer is one of two."""

    async def send_varying(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            if "accept-encoding" not in headers.get("vary", "").lower():
                headers.add_vary_header("Accept-Encoding")
        await send(message)

    return send_varying
