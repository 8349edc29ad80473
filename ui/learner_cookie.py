"""A random token for each browser, in a cookie that no script can read."""

from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from classroom.learner import is_token, new_token
from ui.kept import COOKIE

ONE_YEAR: Final = 365 * 24 * 60 * 60


class LearnerCookie:
    """Gives whoever comes without a token a new one, and renews it with every page."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the app does, and set the cookie on a page, for a year from now."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        brought = _token_in(Headers(scope=scope))

        async def with_cookie(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if headers.get("content-type", "").startswith("text/html"):
                    token = brought if is_token(brought) else new_token()
                    headers.append("set-cookie", _cookie(token, secure=scope["scheme"] == "https"))
                    headers["cache-control"] = "no-store"  # no proxy may hand it to another
            await send(message)

        await self.app(scope, receive, with_cookie)


def _token_in(headers: Headers) -> str:
    return cookie_parser(headers.get("cookie", "")).get(COOKIE, "")


def _cookie(token: str, *, secure: bool) -> str:
    told = f"{COOKIE}={token}; Path=/; Max-Age={ONE_YEAR}; HttpOnly; SameSite=Lax"
    return f"{told}; Secure" if secure else told
