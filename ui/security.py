"""What every answer tells the browser to be careful about."""

from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

CAREFUL: Final = {
    "X-Content-Type-Options": "nosniff",  # a file is what its type says, nothing else
    "Referrer-Policy": "same-origin",  # an address holds what a learner did: no other host reads it
    "X-Frame-Options": "SAMEORIGIN",  # no foreign page can put this one under its own buttons
}


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
