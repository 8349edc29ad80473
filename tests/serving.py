"""A real server in its own process, started as the README starts it."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import ProxyHandler, build_opener

ROOT = Path(__file__).parent.parent
PATIENCE = 60.0  # seconds; a cold disk and two busy cores take a few


DIRECTLY = build_opener(ProxyHandler({}))
"""Asks this machine's own servers, whatever proxy a test may have named for all others."""


class ServerDidNotStartError(Exception):
    """A server ended, or never answered, before it was healthy; its log says why."""


@contextmanager
def serve(
    script: str = "app.py",
    *options: str,
    below: str = "",
    port: int | None = None,
    answers: Path | None = None,
) -> Iterator[str]:
    """Serve a script on a free port until the block ends; yield its address.

    Options are those of `streamlit run`, such as `--server.enableAgentApi=true`; `below` is a
    path such as `/lesson`, below which all addresses lie. A server that is to be started once
    more gets its port and its folder of answers.
    """
    port = port or free_port()
    url = f"http://localhost:{port}{below}"
    options = (f"--server.port={port}", f"--server.baseUrlPath={below}", *options)
    command = [sys.executable, "-m", "streamlit", "run", script, *options]
    with tempfile.TemporaryDirectory() as home:
        log = Path(home) / "server.log"
        with log.open("wb") as output:
            process = subprocess.Popen(
                [*command, "--server.headless=true"],
                cwd=ROOT,
                env=_clean_environment(home, answers or Path(home)),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
            )
            try:
                _wait_until_healthy(url, process, log)
                yield url
            finally:
                process.terminate()
                try:
                    process.wait(timeout=10)
                except subprocess.TimeoutExpired:
                    process.kill()
                    process.wait()


class Running:
    """The real app, which may be stopped for a while and comes back at the same address."""

    def __init__(self, answers: Path) -> None:
        self._port, self._answers = free_port(), answers
        self._process = ExitStack()
        self.url = self._start()

    def _start(self) -> str:
        return self._process.enter_context(serve(port=self._port, answers=self._answers))

    def stop(self) -> None:
        """End its process."""
        self._process.close()

    @contextmanager
    def stopped(self) -> Iterator[None]:
        """Stop it until the block ends."""
        self.stop()
        try:
            yield
        finally:
            self._start()


def free_port() -> int:
    """Find a port that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        port: int = probe.getsockname()[1]
        return port


def _clean_environment(home: str, answers: Path) -> dict[str, str]:
    """Leave out whatever on this machine would change how the app starts."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("STREAMLIT_")}
    for name in ("PYTHONPATH", "DATABASE_URL"):
        kept.pop(name, None)
    return kept | {"HOME": home, "ANSWERS_FOLDER": str(answers), "PYTHONFAULTHANDLER": "1"}


def _wait_until_healthy(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with DIRECTLY.open(f"{url}/_stcore/health", timeout=5):
                return
        except (URLError, OSError):
            time.sleep(0.02)
    ended = process.poll()
    if ended is None:
        process.send_signal(signal.SIGABRT)  # Python then writes where each of its threads is
        process.wait(timeout=10)
    said = log.read_text(encoding="utf-8", errors="replace")
    how = f"hung for {PATIENCE:.0f} s" if ended is None else f"ended with {ended}"
    raise ServerDidNotStartError(f"{url} was not healthy and {how}:\n{said}")
