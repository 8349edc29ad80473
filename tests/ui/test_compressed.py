"""Streamlit's files travel compressed, and arrive as they left."""

import asyncio
import gzip
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from ui.compressed import Bundle, CompressedStatics, accepts_gzip, streamlit_bundle

GZIP = {"Accept-Encoding": "gzip"}
PLAIN = {"Accept-Encoding": "identity"}


@pytest.fixture(scope="module")
def browser(server: str) -> Iterator[httpx.Client]:
    """A client of the real app that shows what was sent, not what was decoded."""
    with httpx.Client(base_url=server, timeout=30) as client:
        yield client


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "static").mkdir()
    (tmp_path / "index.html").write_text("<h1>A page</h1>")
    (tmp_path / "static" / "app.1a2b.js").write_text("step();" * 1000)
    (tmp_path / "static" / "font.woff2").write_bytes(b"compressed already")
    return tmp_path


def sent(response: httpx.Response) -> bytes:
    return b"".join(response.iter_raw())


def fetch(client: httpx.Client, address: str, headers: dict[str, str]) -> tuple[Any, bytes]:
    with client.stream("GET", address, headers=headers) as response:
        return response.headers, sent(response)


def test_every_file_of_streamlits_page_arrives_as_it_left(browser: httpx.Client) -> None:
    browser.get("/")  # the first page brings a cookie, and asks nobody to keep it

    for address in streamlit_bundle():
        told, packed = fetch(browser, address, GZIP)
        plainly_told, plain = fetch(browser, address, PLAIN)

        assert told["content-encoding"] == "gzip", address
        assert "content-encoding" not in plainly_told, address
        assert gzip.decompress(packed) == plain, address
        # Where compression changes nothing, the headers are Streamlit's own.
        for name in ("content-type", "cache-control", "vary"):
            assert told[name] == plainly_told[name], (address, name)
        assert told["etag"] != plainly_told["etag"], address


def test_the_length_told_is_the_length_sent(browser: httpx.Client) -> None:
    told, packed = fetch(browser, "/index.html", GZIP)

    assert int(told["content-length"]) == len(packed)


def test_asking_for_the_head_sends_the_headers_and_no_body(browser: httpx.Client) -> None:
    told, _ = fetch(browser, "/index.html", GZIP)

    head = browser.head("/index.html", headers=GZIP)

    assert head.headers["content-length"] == told["content-length"]
    assert head.content == b""


@pytest.mark.parametrize("known", ["{etag}", "W/{etag}", '"another", {etag}', "*"])
def test_a_browser_that_has_the_file_is_not_sent_it_again(
    browser: httpx.Client, known: str
) -> None:
    etag = browser.head("/index.html", headers=GZIP).headers["etag"]

    again = browser.get("/index.html", headers=GZIP | {"If-None-Match": known.format(etag=etag)})

    assert again.status_code == 304
    assert again.content == b""
    assert {name: again.headers[name] for name in ("etag", "vary", "cache-control")} == {
        "etag": etag,
        "vary": "Accept-Encoding",
        "cache-control": "no-cache",
    }


def test_a_browser_that_has_an_older_file_is_sent_the_new_one(browser: httpx.Client) -> None:
    answer = browser.get("/index.html", headers=GZIP | {"If-None-Match": '"an older one"'})

    assert answer.status_code == 200


def test_a_part_of_a_file_is_a_part_of_the_plain_file(browser: httpx.Client) -> None:
    _, plain = fetch(browser, "/index.html", PLAIN)

    part = browser.get("/index.html", headers=GZIP | {"Range": "bytes=10-19"})

    assert part.status_code == 206
    assert part.content == plain[10:20]


@pytest.mark.parametrize(
    "address",
    [
        b"/static/../../../../etc/passwd",
        b"/static/%2e%2e/%2e%2e/secrets.toml",
        b"/static/..%2f..%2fproto%2fBackMsg_pb2.py",
        b"/static//etc/passwd",
        b"//etc/passwd",
        b"/static/js/%00",
    ],
)
def test_no_address_leads_out_of_streamlits_folder(browser: httpx.Client, address: bytes) -> None:
    url = browser.base_url.copy_with(raw_path=address)

    packed, plain = (browser.get(url, headers=headers) for headers in (GZIP, PLAIN))

    assert (packed.status_code, packed.content) == (plain.status_code, plain.content)
    assert packed.status_code in {400, 404} or b'<div id="root">' in packed.content


def test_what_is_not_a_stored_file_is_streamlits_business(browser: httpx.Client) -> None:
    assert browser.get("/_stcore/health", headers=GZIP).text == "ok"
    assert browser.post("/", headers=GZIP).status_code == 405
    assert browser.get("/favicon.png", headers=GZIP).headers["content-type"] == "image/png"


@pytest.mark.parametrize(
    ("accept_encoding", "accepted"),
    [
        ("gzip", True),
        ("br, GZIP", True),
        ("gzip;q=0.5, br;q=1", True),
        ("gzip; q=1.0", True),
        ("", False),
        ("br", False),
        ("gzip;q=0", False),
        ("gzip;q=0.000", False),
        ("not-gzip", False),
    ],
)
def test_gzip_is_sent_only_to_those_who_take_it(*, accept_encoding: str, accepted: bool) -> None:
    assert accepts_gzip(accept_encoding) is accepted


def test_a_bundle_lists_what_compression_makes_smaller(folder: Path) -> None:
    assert set(Bundle(folder)) == {"/index.html", "/static/app.1a2b.js"}


def test_a_bundle_under_a_base_address_lists_its_files_there(folder: Path) -> None:
    assert set(Bundle(folder, "/lesson/")) == {
        "/lesson/index.html",
        "/lesson/static/app.1a2b.js",
    }


def test_a_file_is_compressed_once_however_many_ask_at_once(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = counted(monkeypatch)
    bundle = Bundle(folder)

    with ThreadPoolExecutor(16) as crowd:
        copies = list(crowd.map(bundle.copy, ["/static/app.1a2b.js"] * 64))

    assert len(calls) == 1
    assert all(copy is copies[0] for copy in copies)


def test_after_warming_nothing_is_left_to_compress(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bundle = Bundle(folder)
    bundle.warm()
    calls = counted(monkeypatch)

    copies = [bundle.ready(address) for address in bundle]

    assert None not in copies
    assert calls == []


def test_the_same_bytes_have_the_same_name_on_every_machine(folder: Path) -> None:
    here, there = Bundle(folder), Bundle(folder)

    etags = {bundle.copy("/index.html").headers["etag"] for bundle in (here, there)}

    assert len(etags) == 1


def test_an_app_mounted_below_another_finds_its_files(folder: Path) -> None:
    inner = Starlette(
        routes=[Mount("/", StaticFiles(directory=folder, html=True))],
        middleware=[Middleware(CompressedStatics, bundle=Bundle(folder))],
    )
    outer = Starlette(routes=[Mount("/lesson", inner)])

    async def ask() -> httpx.Response:
        transport = httpx.ASGITransport(outer)
        async with httpx.AsyncClient(transport=transport, base_url="http://host") as client:
            return await client.get("/lesson/static/app.1a2b.js", headers=GZIP)

    answer = asyncio.run(ask())

    assert answer.headers["content-encoding"] == "gzip"
    assert answer.text == "step();" * 1000


def counted(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """Count the compressions from here on; they still happen."""
    calls: list[bytes] = []
    really: Callable[..., bytes] = gzip.compress

    def compress(content: bytes, **options: Any) -> bytes:
        calls.append(content)
        time.sleep(0.05)  # so that all who ask at once are here before the first is answered
        return really(content, **options)

    monkeypatch.setattr(gzip, "compress", compress)
    return calls
