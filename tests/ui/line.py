"""A browser's line to Streamlit's real runtime, in this process and without a browser."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime import Runtime, RuntimeConfig
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager

PATIENCE = 30.0  # seconds; a run takes a few milliseconds, and one that hangs ends the test


class Browser:
    """A browser: what it has been told, and what it sends."""

    client_context = None

    def __init__(self, runtime: Runtime) -> None:
        self.heard: list[ForwardMsg] = []
        self.runtime = runtime
        self.id = runtime.connect_session(self, {})
        self.page = ""

    def write_forward_msg(self, msg: ForwardMsg) -> None:
        self.heard.append(msg)

    @property
    def captions(self) -> list[str]:
        return [element.markdown.body for element, _ in self._elements() if element.markdown.body]

    def open(self, query: str = "", page: str = "") -> None:
        """Open the first page or another one, by its address."""
        self.page = page
        self._send(ClientState(query_string=query))

    def click(self, label: str) -> None:
        """Press the button of this label, or turn the switch on."""
        for element, fragment in self._elements():
            message = ClientState(fragment_id=fragment)
            if element.button.label == label:
                message.widget_states.widgets.add(id=element.button.id, trigger_value=True)
            elif element.checkbox.label == label:
                message.widget_states.widgets.add(id=element.checkbox.id, bool_value=True)
            else:
                continue
            self._send(message)
            return
        raise AssertionError(label)

    @property
    def session(self) -> AppSession:
        session = self.runtime.get_app_session(self.id)
        assert session
        return session

    async def settled(self) -> None:
        while self.session._scriptrunner:  # noqa: ASYNC110  no event tells of it
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.1)  # what was told at last is still on its way

    def _send(self, message: ClientState) -> None:
        told = [each for heard in self.heard for each in heard.navigation.app_pages]
        known = {each.url_pathname: each.page_script_hash for each in told}
        message.page_script_hash = known.get(self.page, "")
        self.runtime.handle_backmsg(self.id, BackMsg(rerun_script=message))

    def _elements(self) -> Iterator[tuple[Element, str]]:
        for message in self.heard:
            if message.delta.HasField("new_element"):
                yield message.delta.new_element, message.delta.fragment_id


Act = Callable[[Browser], Awaitable[None]]
"""What is done in the event loop: as long as it does not await, nothing is passed on."""


def visit(page: Path, act: Act) -> list[str]:
    """Open a page, do something, and answer with what is drawn from then on."""
    instance, Runtime._instance = Runtime._instance, None
    try:
        return asyncio.run(asyncio.wait_for(_visited(page, act), PATIENCE))
    finally:
        Runtime._instance = instance


def busy(seconds: float) -> None:
    """Keep the event loop busy: nothing that a run tells is passed on meanwhile."""
    time.sleep(seconds)


async def _visited(page: Path, act: Act) -> list[str]:
    files = MemoryUploadedFileManager("/_stcore/upload_file")
    runtime = Runtime(RuntimeConfig(str(page), MemoryMediaFileStorage("/media"), files))
    await runtime.start()
    browser = Browser(runtime)
    browser.open()
    await browser.settled()
    before = len(browser.captions)
    await act(browser)
    await browser.settled()
    drawn = browser.captions[before:]
    runtime.stop()
    await runtime.stopped
    return drawn
