"""Which files the server takes from a learner, and how many it holds at once.

Streamlit checks the session and its XSRF token and refuses a body that grows too large while it
streams in, but takes any number of files and holds each until its session ends.
"""

import re
from asyncio import Semaphore
from collections import deque
from collections.abc import Callable, Sequence
from typing import Final, Protocol, cast
from weakref import WeakValueDictionary

from anyio import move_on_after
from starlette.formparsers import MultiPartParser
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import runtime
from streamlit.runtime.scriptrunner import get_script_run_ctx

from lifecycle.own_data.refused_files import MOST_BYTES

UPLOADS: Final = "/_stcore/upload_file"
MOST_AT_ONCE: Final = 8
MOST_OF_ONE: Final = 6
"""Of one address: a class may sit behind it, and others find a place whatever it does."""
MOST_HELD: Final = 20 * MOST_BYTES
"""Bytes that no page has fetched yet: each fetches its file as soon as it is there."""
LEAST: Final = 2**16
"""What even an empty file counts for: so there are never many of them either."""
PATIENCE: Final = 60.0
"""Seconds in which a file must be there, waiting included: 5 MB at 1 Mbit/s take 42."""

FORBIDDEN, TOO_SLOW, TOO_MANY, TAKEN = 403, 408, 429, 204
_ID: Final = "[0-9a-f-]{36}"


class Files(Protocol):
    """Where Streamlit holds what was sent."""

    def get_files(self, session_id: str, file_ids: Sequence[str]) -> Sequence[object]:
        """Answer with those of the files that are still there."""

    def remove_file(self, session_id: str, file_id: str) -> None:
        """Forget a file."""

    def remove_session_files(self, session_id: str) -> None:
        """Forget all files of a session."""


def held_files() -> Files:
    """Find where the running server holds its files."""
    return cast("Files", runtime.get_instance().uploaded_file_mgr)


def forget_files() -> None:
    """Let the server hold the session's files no longer: what is needed of them has been taken."""
    context = get_script_run_ctx()
    if context and runtime.exists():
        held_files().remove_session_files(context.session_id)


def keep_off_the_disk() -> None:
    """Let a file come in through memory alone: else Starlette puts it into the temporary folder."""
    MultiPartParser.spool_max_size = 2 * MOST_BYTES


class FewUploads:
    """Middleware that takes a few files at once, one of each page, and holds the newest few.

    Of one address it takes still fewer, so that nobody alone can hold up all others.
    A file that makes room for newer ones before its page has fetched it is asked for once more.
    All addresses begin with `base`.
    """

    def __init__(
        self, app: ASGIApp, base: str = "", files: Callable[[], Files] = held_files
    ) -> None:
        self.app = app
        self.files = files
        self.prefix = base + UPLOADS
        self.address = re.compile(f"{re.escape(self.prefix)}/({_ID})/({_ID})")
        self.few = Semaphore(MOST_AT_ONCE)
        self.of_one: WeakValueDictionary[str, Semaphore] = WeakValueDictionary()
        """The places of each address from which a file is on its way."""
        self.sending: set[str] = set()
        """The sessions of which a file is on its way, waiting included."""
        self.held: deque[tuple[str, str, int]] = deque()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let through what a page's uploader sends: a file, or that it is no longer needed."""
        if scope["type"] != "http" or not scope["path"].startswith(self.prefix):
            await self.app(scope, receive, send)
            return
        place = self.address.fullmatch(scope["path"])
        if place is None or scope["method"] not in {"PUT", "DELETE"}:
            refusal = PlainTextResponse("No page here sends this.", FORBIDDEN)
            await refusal(scope, receive, send)
        elif scope["method"] == "DELETE":
            await self.app(scope, receive, send)
        elif place[1] in self.sending:
            refusal = PlainTextResponse(
                "Another file of this page is still on its way: wait for it, then choose again.",
                TOO_MANY,
            )
            await refusal(scope, receive, send)
        else:
            self.sending.add(place[1])
            try:
                await self._take(place[1], place[2], (scope, receive, send))
            finally:
                self.sending.remove(place[1])

    async def _take(self, session: str, file: str, call: tuple[Scope, Receive, Send]) -> None:
        scope, receive, send = call
        status = size = 0

        async def receive_counting() -> Message:
            nonlocal size
            message = await receive()
            size += len(message.get("body", b""))
            return message

        async def send_noting(message: Message) -> None:
            nonlocal status
            status = message.get("status", status)
            await send(message)

        address, _ = scope.get("client") or ("", 0)
        of_one = self.of_one.setdefault(address, Semaphore(MOST_OF_ONE))
        with move_on_after(PATIENCE):
            async with of_one, self.few:  # the others wait at the door: nothing of them is read yet
                await self.app(scope, receive_counting, send_noting)
        if not status:
            sentence = f"The file took longer than {PATIENCE:g} seconds; try again."
            late = PlainTextResponse(sentence, TOO_SLOW)
            await late(scope, receive, send)
        if status == TAKEN:
            self._hold(session, file, size)

    def _hold(self, session: str, file: str, size: int) -> None:
        self.held.append((session, file, max(size, LEAST)))
        files = self.files()
        there = [each for each in self.held if files.get_files(each[0], [each[1]])]
        self.held = deque(there)  # the others were fetched or taken back, or their page is gone
        while sum(size for *_, size in self.held) > MOST_HELD:
            oldest, its_file, _ = self.held.popleft()
            files.remove_file(oldest, its_file)
