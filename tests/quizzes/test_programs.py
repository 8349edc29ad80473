"""A question's program meets nothing but itself."""

from pathlib import Path

import pytest

from quizzes.programs import output_of

PROGRAM = "import random; print(random.choice('a'))"


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    output_of.cache_clear()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a module that would take the place of Python's own."""
    (tmp_path / "random.py").write_text("raise SystemExit('the wrong random')")
    return tmp_path


def test_a_module_in_the_current_folder_does_not_reach_a_program(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)

    assert output_of(PROGRAM) == "a"


def test_the_environment_does_not_reach_a_program(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(folder))

    assert output_of(PROGRAM) == "a"
