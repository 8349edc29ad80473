"""What holds for every page that a test opens without a browser."""

import os
from pathlib import Path

import pytest

from tests.classroom.homes import SqliteHome
from ui import player
from ui.parts import evidence


@pytest.fixture(autouse=True)
def _nothing_waits_for_a_browser_to_draw(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out the pauses in which a browser draws what has come so far: none draws here."""
    monkeypatch.setattr(player, "_PLAYER_FIRST", 0)
    monkeypatch.setattr(evidence, "_TEXT_FIRST", 0)


@pytest.fixture(autouse=True)
def _as_the_server_serves_it(mended: None) -> None:
    """Let no newer message break into a callback."""


@pytest.fixture
def home() -> SqliteHome:
    """Return where the pages' answers are kept, which a test can take away."""
    return SqliteHome(Path(os.environ["ANSWERS_FOLDER"]))
