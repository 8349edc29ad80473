"""What every answer tells the browser to be careful about, and what the server does not take."""

from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

CAREFUL: Final = {
    "X-Content-Type-Options": "nosniff",  # a file is what its type says, nothing else
    "Referrer-Policy": "same-origin",  # an address holds what a learner did: no other host reads it
    "X-Frame-Options": "SAMEORIGIN",  # no foreign page can put this one under its own buttons
}
UPLOADS: Final = "/_stcore/upload_file"


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


class NoUploads:
    """Middleware that takes no file: no page asks for one, but Streamlit would keep it in memory.

    All addresses begin with `base`.
    """

    def __init__(self, app: ASGIApp, base: str = "") -> None:
        self.app = app
        self.uploads = base + UPLOADS

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse what is sent to where Streamlit takes files."""
        if scope["type"] == "http" and scope["path"].startswith(self.uploads):
            refusal = PlainTextResponse("No page here takes a file.", 403)
            await refusal(scope, receive, send)
            return
        await self.app(scope, receive, send)
