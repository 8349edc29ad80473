"""A Streamlit session without a browser: the same messages over the same WebSocket."""

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from http.client import HTTPConnection
from typing import Self
from urllib.parse import urlsplit

from streamlit.proto.Alert_pb2 import Alert
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Delta_pb2 import Delta
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

from ui.kept import COOKIE

VERDICTS = (Alert.ERROR, Alert.SUCCESS)
OVER = (ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY)


@dataclass(frozen=True, slots=True)
class Button:
    """A button as the server sent it, and the fragment that reruns when it is pressed."""

    id: str
    label: str
    enabled: bool
    fragment: str

    @classmethod
    def of(cls, delta: Delta) -> Self:
        """Read a button out of a message."""
        button = delta.new_element.button
        return cls(button.id, button.label, not button.disabled, delta.fragment_id)


@dataclass(slots=True)
class Session:
    """A page in one tab: what the last run of its script, or of its fragment, has put there."""

    socket: ClientConnection
    page: str
    buttons: tuple[Button, ...] = ()
    verdict: str = ""

    async def open(self) -> None:
        """Ask for the page and wait until its script has run."""
        await self._run(BackMsg())

    async def press(self, button: Button) -> float:
        """Press a button; answer with the milliseconds until its run is over."""
        message = BackMsg()
        message.rerun_script.fragment_id = button.fragment
        message.rerun_script.widget_states.widgets.add(id=button.id, trigger_value=True)
        return await self._run(message)

    async def visit(self, query: str) -> float:
        """Go to another address of the page; answer with the milliseconds until its run is over."""
        message = BackMsg()
        message.rerun_script.query_string = query
        return await self._run(message)

    async def _run(self, message: BackMsg) -> float:
        message.rerun_script.page_name = self.page
        buttons = []
        self.verdict = ""
        began = time.perf_counter()
        await self.socket.send(message.SerializeToString())
        while True:
            heard = ForwardMsg.FromString(await self.socket.recv(decode=False))
            match heard.WhichOneof("type"), heard.delta.new_element.WhichOneof("type"):
                case "delta", "button":
                    buttons.append(Button.of(heard.delta))
                case "delta", "alert" if heard.delta.new_element.alert.format in VERDICTS:
                    self.verdict = heard.delta.new_element.alert.body
                case "script_finished", _ if heard.script_finished in OVER:
                    self.buttons = tuple(buttons)
                    return 1000 * (time.perf_counter() - began)


@asynccontextmanager
async def session(address: str, token: str) -> AsyncIterator[Session]:
    """Connect to a page's server as the browser does that was given this token, if any."""
    server = urlsplit(address)
    async with connect(
        f"ws://{server.netloc}/_stcore/stream",
        subprotocols=[Subprotocol("streamlit")],
        additional_headers={"Cookie": f"{COOKIE}={token}"} if token else {},
        compression=None,
        max_size=None,
    ) as socket:
        yield Session(socket, server.path.strip("/"))


def token_from(address: str) -> str:
    """Fetch a page as a newcomer, and read the token in the cookie that comes with it, if any."""
    server = urlsplit(address)
    with closing(HTTPConnection(server.netloc, timeout=30)) as connection:
        connection.request("GET", server.path)
        cookie = connection.getresponse().headers.get("set-cookie", "")
    return cookie.partition(f"{COOKIE}=")[2].partition(";")[0]
