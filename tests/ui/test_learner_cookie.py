"""The cookie by which a learner is known again, on the real server."""

import asyncio
from http.cookies import Morsel, SimpleCookie

import httpx
import pytest
from starlette.applications import Starlette
from starlette.responses import HTMLResponse
from starlette.routing import Route

from classroom.learner import is_token, new_token
from ui.kept import COOKIE
from ui.learner_cookie import ONE_YEAR, LearnerCookie


def fetch(server: str, path: str = "/", cookies: str = "") -> httpx.Headers:
    headers = [(b"cookie", cookies.encode("latin-1"))] if cookies else []
    return httpx.get(server + path, headers=headers, timeout=30).headers


def cookie_in(headers: httpx.Headers) -> Morsel[str]:
    return SimpleCookie(headers["set-cookie"])[COOKIE]


@pytest.mark.parametrize("path", ["/", "/practice", "/test?seed=class-1"])
def test_a_page_brings_a_token_that_no_script_can_read(server: str, path: str) -> None:
    cookie = cookie_in(fetch(server, path))

    assert is_token(cookie.value)
    assert cookie["httponly"]
    assert (cookie["samesite"], cookie["path"]) == ("Lax", "/")
    assert cookie["max-age"] == str(ONE_YEAR)


def test_who_has_a_token_keeps_it_for_a_year_from_every_visit(server: str) -> None:
    token = cookie_in(fetch(server)).value

    renewed = cookie_in(fetch(server, "/practice", f"{COOKIE}={token}"))

    assert renewed.value == token
    assert renewed["max-age"] == str(ONE_YEAR)
    assert renewed["httponly"]


def test_no_two_browsers_get_the_same_token(server: str) -> None:
    assert cookie_in(fetch(server)).value != cookie_in(fetch(server)).value


@pytest.mark.parametrize("path", ["/_stcore/health", "/api/model", "/no-such/file.js"])
def test_only_a_page_brings_a_token(server: str, path: str) -> None:
    headers = fetch(server, path)

    brought = f"{COOKIE}=" in headers.get("set-cookie", "")
    assert brought == headers["content-type"].startswith("text/html")


def test_no_static_file_brings_a_token(server: str) -> None:
    font = "/app/static/fraunces-latin-wght-normal.woff2"

    assert "set-cookie" not in fetch(server, font)


@pytest.mark.parametrize("forged", ["x", "a" * 42, "a" * 44, "a" * 42 + "!", "\xfc" * 43, '"\\"'])
def test_a_forged_token_is_replaced(server: str, forged: str) -> None:
    assert is_token(cookie_in(fetch(server, cookies=f"{COOKIE}={forged}")).value)


@pytest.mark.parametrize(
    "strange", ['settings={"theme": "dark"}', "a b=c", "@@@", "x[1]=2", "learner_id=7", "caf\xe9=1"]
)
def test_a_strange_cookie_of_another_app_does_not_cost_the_record(
    server: str, strange: str
) -> None:
    token = new_token()

    assert cookie_in(fetch(server, cookies=f"{strange}; {COOKIE}={token}")).value == token


def test_no_proxy_may_hand_a_token_to_somebody_else(server: str) -> None:
    for cookies in ("", f"{COOKIE}={new_token()}"):
        assert fetch(server, cookies=cookies)["cache-control"] == "no-store"


@pytest.mark.parametrize(("scheme", "secure"), [("https", True), ("http", False)])
def test_what_came_over_https_travels_only_so(scheme: str, *, secure: bool) -> None:
    page = Starlette(routes=[Route("/", lambda _: HTMLResponse("a page"))])

    async def answer() -> httpx.Response:
        service = httpx.ASGITransport(LearnerCookie(page))
        async with httpx.AsyncClient(transport=service, base_url=f"{scheme}://lesson") as client:
            return await client.get("/")

    assert bool(cookie_in(asyncio.run(answer()).headers)["secure"]) is secure
