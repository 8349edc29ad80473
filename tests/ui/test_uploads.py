"""Files on their way to the server: Streamlit's own routes behind our middleware."""

from collections.abc import AsyncIterator, Iterator
from typing import Any, cast
from uuid import uuid4

import anyio
import httpx
import pytest
from starlette.applications import Starlette
from starlette.formparsers import MultiPartParser
from starlette.middleware import Middleware
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import config
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.web.server.starlette.starlette_app_utils import generate_xsrf_token_string
from streamlit.web.server.starlette.starlette_routes import create_upload_routes

from lifecycle.own_data.refused_files import MOST_BYTES
from ui import uploads
from ui.uploads import MOST_AT_ONCE, MOST_OF_ONE, FewUploads, keep_off_the_disk

TOKEN = generate_xsrf_token_string()
MINE = {"X-Xsrftoken": TOKEN, "Cookie": f"_streamlit_xsrf={TOKEN}"}
SESSION = "5f0c2f4e-9e8b-4f57-a2a5-0e4f9b7f3c11"
OTHERS = [str(uuid4()) for _ in range(3 * MOST_AT_ONCE)]
FILE = "0b6f1c6a-43a3-4d3f-8a0e-6a1f0d2f9e27"
ALMOST = b"1" * (MOST_BYTES - 1_000)  # Streamlit counts what is around the file too


class FewSessions:
    """As much of a runtime as the routes ask for."""

    def is_active_session(self, session_id: str) -> bool:
        return session_id in {SESSION, *OTHERS}


@pytest.fixture
def files() -> MemoryUploadedFileManager:
    return MemoryUploadedFileManager(uploads.UPLOADS)


@pytest.fixture
def app(files: MemoryUploadedFileManager) -> Iterator[Starlette]:
    before = config.get_option("server.maxUploadSize")
    config.set_option("server.maxUploadSize", 5)
    yield Starlette(
        routes=create_upload_routes(cast("Any", FewSessions()), files, None),
        middleware=[Middleware(FewUploads, files=lambda: files)],
    )
    config.set_option("server.maxUploadSize", before)


def client(app: ASGIApp, at: str = "192.0.2.1") -> httpx.AsyncClient:
    transport = httpx.ASGITransport(app, client=(at, 8501))
    return httpx.AsyncClient(transport=transport, base_url="http://lesson", headers=MINE)


def address(file: str = "", session: str = SESSION) -> str:
    return f"{uploads.UPLOADS}/{session}/{file or uuid4()}"


def held(files: MemoryUploadedFileManager, session: str = SESSION) -> list[bytes]:
    return [file.data for file in files.file_storage[session].values()]


def test_a_file_arrives_and_can_be_taken_back(
    app: Starlette, files: MemoryUploadedFileManager
) -> None:
    async def send() -> None:
        async with client(app) as browser:
            name = str(uuid4())
            assert (await browser.put(address(name), files={"f": b"a,b"})).status_code == 204
            assert held(files) == [b"a,b"]
            assert (await browser.delete(address(name))).status_code == 204

    anyio.run(send)

    assert held(files) == []


@pytest.mark.parametrize("method", ["POST", "OPTIONS", "GET", "PATCH"])
@pytest.mark.parametrize(
    "place", [f"{uploads.UPLOADS}/{SESSION}/{FILE}", f"{uploads.UPLOADS}/any/any", uploads.UPLOADS]
)
def test_nothing_but_a_file_is_taken(app: Starlette, method: str, place: str) -> None:
    async def send() -> httpx.Response:
        async with client(app) as browser:
            return await browser.request(method, place, content=b"x")

    answer = anyio.run(send)

    assert answer.status_code == 403
    assert answer.text == "No page here sends this."


def test_a_file_without_the_token_of_this_page_is_refused(app: Starlette) -> None:
    async def send() -> httpx.Response:
        async with client(app) as browser:
            browser.headers.pop("X-Xsrftoken")
            return await browser.put(address(), files={"f": b"a,b"})

    assert anyio.run(send).status_code == 403


def test_a_file_for_no_session_is_refused(app: Starlette) -> None:
    async def send() -> httpx.Response:
        async with client(app) as browser:
            return await browser.put(address(session=str(uuid4())), files={"f": b"a,b"})

    assert anyio.run(send).status_code == 400


def test_a_file_that_is_too_large_is_refused_before_it_has_been_read(
    app: Starlette, files: MemoryUploadedFileManager
) -> None:
    read = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal read
        yield b'--x\r\nContent-Disposition: form-data; name="f"; filename="f.csv"\r\n\r\n'
        while read < 20 * MOST_BYTES:
            read += 2**16
            yield b"1" * 2**16

    async def receive() -> dict[str, object]:
        return {"type": "http.request", "body": await anext(chunks), "more_body": True}

    async def send(message: Any) -> None:
        sent.append(message)

    chunks, sent = endless(), []  # type: ignore[var-annotated]
    headers = {"content-type": "multipart/form-data; boundary=x", **MINE}
    scope: Scope = {
        "type": "http",
        "method": "PUT",
        "path": address(),
        "query_string": b"",
        "headers": [(k.lower().encode(), v.encode()) for k, v in headers.items()],
    }
    anyio.run(app, scope, receive, send)

    assert sent[0]["status"] == 413
    assert read < MOST_BYTES + 2 * 2**20
    assert held(files) == []


def test_a_file_of_the_largest_size_goes_through_memory_alone(
    app: Starlette, files: MemoryUploadedFileManager, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_disk(*_: object, **__: object) -> None:
        raise AssertionError("a file was put on the disk")

    async def send() -> httpx.Response:
        async with client(app) as browser:
            return await browser.put(address(), files={"f": ALMOST})

    monkeypatch.setattr("tempfile._TemporaryFileWrapper", no_disk)
    monkeypatch.setattr("tempfile.TemporaryFile", no_disk)
    monkeypatch.setattr(MultiPartParser, "spool_max_size", MultiPartParser.spool_max_size)
    keep_off_the_disk()

    assert anyio.run(send).status_code == 204
    assert held(files) == [ALMOST]


def test_of_many_files_the_newest_are_held(
    app: Starlette, files: MemoryUploadedFileManager, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def send() -> None:
        async with client(app) as browser:
            for number in b"0123456":
                await browser.put(address(), files={"f": bytes([number]) * 2**16})

    monkeypatch.setattr(uploads, "MOST_HELD", 5 * 2**16)
    anyio.run(send)

    assert [file[:1] for file in held(files)] == [b"3", b"4", b"5", b"6"]


def test_of_many_files_with_hardly_a_byte_the_newest_are_held_too(
    app: Starlette, files: MemoryUploadedFileManager, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def send() -> None:
        async with client(app) as browser:
            for number in b"0123456":
                await browser.put(address(), files={"f": bytes([number])})

    monkeypatch.setattr(uploads, "MOST_HELD", 5 * 2**16)
    anyio.run(send)

    assert held(files) == [b"2", b"3", b"4", b"5", b"6"]


def test_what_a_page_has_taken_back_or_fetched_makes_room_and_pushes_nobody_out(
    app: Starlette, files: MemoryUploadedFileManager, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def send() -> None:
        async with client(app) as browser:
            await browser.put(address(), files={"f": b"waits"})
            for session in OTHERS[:6]:
                name = str(uuid4())
                await browser.put(address(name, session), files={"f": b"taken back"})
                await browser.delete(address(name, session))
            for session in OTHERS[6:12]:
                await browser.put(address(session=session), files={"f": b"fetched"})
                files.remove_session_files(session)  # what `forget_files` asks for

    monkeypatch.setattr(uploads, "MOST_HELD", 5 * 2**16)
    anyio.run(send)

    assert held(files) == [b"waits"]


def test_only_a_few_files_come_in_at_once_and_each_has_so_many_seconds(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    inside = most = 0

    async def never(_scope: Scope, _receive: Receive, _send: Send) -> None:
        nonlocal inside, most
        inside += 1
        most = max(inside, most)
        try:
            await anyio.sleep_forever()
        finally:
            inside -= 1

    async def send() -> list[httpx.Response]:
        answers: list[httpx.Response] = []

        async def put(number: int, session: str) -> None:
            async with client(few, f"192.0.2.{number}") as browser:
                answers.append(await browser.put(address(session=session), content=b"x"))

        few = FewUploads(never)
        async with anyio.create_task_group() as together:
            for number, session in enumerate(OTHERS[: MOST_AT_ONCE + 3]):
                together.start_soon(put, number, session)
        return answers

    monkeypatch.setattr(uploads, "PATIENCE", 0.1)
    answers = anyio.run(send)

    assert most == MOST_AT_ONCE
    assert {(each.status_code, each.text) for each in answers} == {
        (408, "The file took longer than 0.1 seconds; try again.")
    }


def test_a_file_that_had_to_wait_comes_in_when_another_is_there(
    files: MemoryUploadedFileManager, app: Starlette
) -> None:
    async def send() -> None:
        async with client(app) as browser, anyio.create_task_group() as together:
            for session in OTHERS:
                together.start_soon(put, browser, session)

    async def put(browser: httpx.AsyncClient, session: str) -> None:
        await browser.put(address(session=session), files={"f": b"a,b"})

    anyio.run(send)

    assert [held(files, session) for session in OTHERS] == [[b"a,b"]] * len(OTHERS)


def test_an_address_from_which_nothing_comes_to_an_end_holds_up_no_other(
    files: MemoryUploadedFileManager, app: Starlette
) -> None:
    begun = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal begun
        yield b"--x\r\n"
        begun += 1
        await anyio.sleep_forever()

    async def put_endlessly(browser: httpx.AsyncClient, session: str) -> None:
        form = {"content-type": "multipart/form-data; boundary=x"}
        await browser.put(address(session=session), content=endless(), headers=form)

    async def send() -> None:
        async with (
            client(app) as browser,
            client(app, "192.0.2.2") as other,
            anyio.create_task_group() as together,
        ):
            for session in OTHERS:
                together.start_soon(put_endlessly, browser, session)
            await anyio.wait_all_tasks_blocked()
            with anyio.move_on_after(2):
                await other.put(address(), files={"f": b"a,b"})
            together.cancel_scope.cancel()

    anyio.run(send)

    assert held(files) == [b"a,b"]
    assert begun == MOST_OF_ONE


def test_a_page_sends_one_file_at_a_time_and_shuts_nobody_out(
    files: MemoryUploadedFileManager, app: Starlette
) -> None:
    begun = anyio.Event()

    async def slow() -> AsyncIterator[bytes]:
        yield b"--x\r\n"
        begun.set()
        await anyio.sleep_forever()

    async def send() -> tuple[list[httpx.Response], int, int]:
        async with client(app) as browser, anyio.create_task_group() as together:

            async def put_slowly() -> None:
                form = {"content-type": "multipart/form-data; boundary=x"}
                await browser.put(address(), content=slow(), headers=form)

            together.start_soon(put_slowly)
            await begun.wait()
            more = [await put(browser, SESSION) for _ in range(MOST_AT_ONCE)]
            other = await put(browser, OTHERS[0])
            together.cancel_scope.cancel()
        async with client(app) as browser:
            again = await put(browser, SESSION)
        return more, other.status_code, again.status_code

    async def put(browser: httpx.AsyncClient, session: str) -> httpx.Response:
        return await browser.put(address(session=session), files={"f": b"a,b"})

    more, other, again = anyio.run(send)

    assert {(each.status_code, each.text) for each in more} == {
        (429, "Another file of this page is still on its way: wait for it, then choose again.")
    }
    assert (other, again) == (204, 204)
    assert held(files) == held(files, OTHERS[0]) == [b"a,b"]


def test_below_a_path_nothing_else_is_taken_either() -> None:
    async def send() -> httpx.Response:
        transport = httpx.ASGITransport(FewUploads(Starlette(), base="/lesson"))
        async with httpx.AsyncClient(transport=transport, base_url="http://lesson") as browser:
            return await browser.post(f"/lesson{address()}", content=b"x")

    assert anyio.run(send).text == "No page here sends this."


def test_the_server_takes_no_other_file(server: str) -> None:
    assert httpx.put(f"{server}{uploads.UPLOADS}/any/any", content=b"x").status_code == 403
