"""A newcomer's first load: from navigation to a page that can be used, with an empty cache."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, CDPSession

from benchmarks.browser import page_with_ruler
from benchmarks.figures import Figure, Series
from benchmarks.servers import Servers

PLAYER = """
    bench.button("Next step")?.disabled === false
    && bench.trees().some((tree) => tree.querySelector("ol li"))
"""
HELLO = """
    [...document.querySelectorAll("h1")].some((h1) => h1.textContent.startsWith("Welcome"))
"""
REST = 1500  # milliseconds after which nothing more is coming
NETWORKS = {
    "at full speed": None,
    "at 10 Mbit/s and 40 ms": {
        "offline": False,
        "latency": 40,
        "downloadThroughput": 10e6 / 8,
        "uploadThroughput": 10e6 / 8,
    },
}


@dataclass  # no slots: Playwright keeps a note on whoever listens
class Traffic:
    """The bytes that came over the network, each with the second it had come by."""

    arrivals: list[tuple[float, float]] = field(default_factory=list)
    began: float = 0.0

    def listen(self, session: CDPSession) -> None:
        """Count what this page receives, as the network panel counts it: headers and all."""
        session.on("Network.requestWillBeSent", self._begin)
        session.on("Network.loadingFinished", self._loaded)
        session.on("Network.webSocketFrameReceived", self._heard)
        session.send("Network.enable")

    def until(self, milliseconds: float) -> float:
        """Sum the kilobytes that had come so long after the first request."""
        end = self.began + milliseconds / 1000
        return sum(size for moment, size in self.arrivals if moment <= end) / 1000

    def _begin(self, event: dict[str, Any]) -> None:
        self.began = self.began or event["timestamp"]

    def _loaded(self, event: dict[str, Any]) -> None:
        self.arrivals.append((event["timestamp"], event["encodedDataLength"]))

    def _heard(self, event: dict[str, Any]) -> None:
        frame = event["response"]
        size = len(frame["payloadData"]) * (1 if frame["opcode"] == 1 else 3 / 4)  # or base64
        self.arrivals.append((event["timestamp"], size))


@dataclass(frozen=True, slots=True)
class Load:
    """One first load: milliseconds and kilobytes until it can be used, and kilobytes in all."""

    milliseconds: float
    kilobytes: float
    kilobytes_in_all: float


def measure(browser: Browser, servers: Servers, runs: int) -> Iterator[Figure]:
    """Take turns: the player, then Streamlit's own first page; each once before, to warm up."""
    ours, theirs = f"{servers.ours.url}/step-through", servers.hello.url
    load(browser, ours, PLAYER, None)
    load(browser, theirs, HELLO, None)
    for name, network in NETWORKS.items():
        players, hellos = [], []
        for _ in range(runs if network is None else max(3, runs // 3)):
            players.append(load(browser, ours, PLAYER, network))
            hellos.append(load(browser, theirs, HELLO, network))
        yield compared(f"first load to a usable player, {name}", "ms", players, hellos)
        if network is None:
            yield compared("bytes until then, before any figure", "kB", players, hellos)
            yield compared("bytes until nothing more comes", "kB", players, hellos)


def compared(name: str, unit: str, ours: list[Load], theirs: list[Load]) -> Figure:
    """Hold the player's loads against the other page's."""
    quantity = {"ms": "milliseconds", "kB": "kilobytes"}[unit]
    if "nothing more" in name:
        quantity = "kilobytes_in_all"
    first, second = (tuple(getattr(load, quantity) for load in loads) for loads in (ours, theirs))
    figure = Figure(Series(name, unit, first), Series("streamlit hello", unit, second))
    return figure.with_ratio_at_most(1, "no slower" if unit == "ms" else "no more")


def load(browser: Browser, url: str, usable: str, network: dict[str, Any] | None) -> Load:
    """Open an address with an empty cache, and watch until it can be used and is at rest."""
    with page_with_ruler(browser) as page:
        session = page.context.new_cdp_session(page)
        traffic = Traffic()
        traffic.listen(session)
        if network:
            session.send("Network.emulateNetworkConditions", network)
        page.add_init_script(f"window.firstUse = bench.usable(() => {usable});")
        page.goto(url, wait_until="commit")
        milliseconds = page.evaluate("() => window.firstUse")
        page.wait_for_timeout(REST)
        return Load(milliseconds, traffic.until(milliseconds), traffic.until(float("inf")))
