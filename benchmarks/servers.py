"""The servers that are measured: the app and its baselines, each a process on loopback."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from socket import socket

ROOT = Path(__file__).parent.parent
BASELINES = Path(__file__).parent / "baselines"
HOST = "127.0.0.1"
PATIENCE = 60.0  # seconds until a server that does not answer is given up

OURS = ("-m", "streamlit", "run", "app.py")
TUNED_COUNTER = ("-m", "streamlit", "run", str(BASELINES / "counter.py"))
TUNED_BARE = ("-m", "streamlit", "run", str(BASELINES / "bare.py"))
DEFAULT_COUNTER = (str(BASELINES / "as_it_comes.py"), "run", str(BASELINES / "counter.py"))
HELLO = ("-m", "streamlit", "hello")
# None of these changes how fast a server is: they keep it from asking who and where it is.
SILENT = ("--server.headless=true", "--browser.gatherUsageStats=false", f"--server.address={HOST}")


class NoServerError(Exception):
    """A server ended, or never answered, before it was healthy; its log is printed before."""

    def __init__(self, command: Sequence[str]) -> None:
        super().__init__(f"{' '.join(command)} was not healthy within {PATIENCE:.0f} s.")


@dataclass(frozen=True, slots=True)
class Server:
    """A healthy server: address, time to be healthy, folder of its answers, process number."""

    url: str
    milliseconds: float
    answers: Path
    process: int


@dataclass(frozen=True, slots=True)
class Servers:
    """The servers whose pages are measured, all running side by side; idle, they cost nothing."""

    ours: Server
    tuned_counter: Server
    default_counter: Server
    hello: Server


@contextmanager
def all_servers() -> Iterator[Servers]:
    """Run the servers whose pages are measured."""
    with ExitStack() as running:
        yield Servers(
            ours=running.enter_context(serve(OURS, ROOT)),
            tuned_counter=running.enter_context(serve(TUNED_COUNTER, ROOT)),
            default_counter=running.enter_context(serve(DEFAULT_COUNTER)),
            hello=running.enter_context(serve(HELLO)),
        )


@contextmanager
def serve(arguments: Sequence[str], folder: Path | None = None) -> Iterator[Server]:
    """Run a server until the block ends, with a folder's settings or, without one, the defaults."""
    port = _free_port()
    command = [sys.executable, *arguments, f"--server.port={port}", *SILENT]
    with tempfile.TemporaryDirectory() as home, Path(home, "log").open("w+b") as log:
        spawned = time.perf_counter()
        process = subprocess.Popen(
            command,
            cwd=folder or home,
            env=_clean_environment(home),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            _wait_until_healthy(port, process, command)
            took = 1000 * (time.perf_counter() - spawned)
            yield Server(f"http://{HOST}:{port}", took, Path(home), process.pid)
        except Exception:
            log.seek(0)
            print(log.read().decode(errors="replace"), file=sys.stderr)
            raise
        finally:
            _end(process)


def _wait_until_healthy(
    port: int, process: subprocess.Popen[bytes], command: Sequence[str]
) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        connection = HTTPConnection(HOST, port, timeout=5)
        try:
            connection.request("GET", "/_stcore/health")
            if connection.getresponse().status == 200:
                return
        except OSError:
            pass
        finally:
            connection.close()
        time.sleep(0.005)
    raise NoServerError(command)


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _free_port() -> int:
    with socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


def _clean_environment(home: str) -> dict[str, str]:
    """Leave out whatever on this machine would change how a server behaves."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("STREAMLIT_")}
    for name in ("PYTHONPATH", "DATABASE_URL"):
        kept.pop(name, None)
    return kept | {"HOME": home, "ANSWERS_FOLDER": home}
