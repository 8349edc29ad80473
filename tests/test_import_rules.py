"""The parts know only what they may know."""

from pathlib import Path

import pytest

from tests.import_rules import MAY_IMPORT, breaches
from tests.serving import ROOT


def test_every_import_keeps_the_rules() -> None:
    found = breaches(ROOT)

    assert not found, "\n" + "\n".join(map(str, found))


def test_the_walk_sees_the_whole_project(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(MAY_IMPORT, "ui", frozenset())

    found = breaches(ROOT)

    assert any(breach.file == "ui/cached.py" for breach in found)


@pytest.mark.parametrize(
    ("file", "source", "told"),
    [
        (
            "lifecycle/trace.py",
            "import ui.session",
            "lifecycle/trace.py:1: lifecycle may not import ui",
        ),
        (
            "quizzes/bank.py",
            "import re\nfrom lifecycle import trace",
            "quizzes/bank.py:2: quizzes may not import lifecycle",
        ),
        (
            "ui/parts/card.py",
            "def draw():\n    from pages.learn import home",
            "ui/parts/card.py:2: ui may not import pages",
        ),
        (
            "pages/learn/home.py",
            "from pages.learn.step_through import walk",
            "pages/learn/home.py:1: pages may not import pages",
        ),
        (
            "classroom/classes.py",
            "from . import storage",
            "classroom/classes.py:1: classroom may not import classroom.storage",
        ),
        (
            "ui/session.py",
            "from tests.serving import serve",
            "ui/session.py:1: ui may not import tests",
        ),
        (
            "ui/frame.py",
            "import app",
            "ui/frame.py:1: ui may not import app",
        ),
        (
            "lifecycle/run.py",
            "import streamlit as st",
            "lifecycle/run.py:1: only app, pages, ui may import streamlit",
        ),
        (
            "ui/parts/evidence.py",
            "import plotly.graph_objects as go",
            "ui/parts/evidence.py:1: only ui.charts may import plotly",
        ),
        (
            "ui/cached.py",
            "def f():\n    if True:\n        from sklearn.base import clone",
            "ui/cached.py:3: only lifecycle may import sklearn",
        ),
        (
            "classroom/answers.py",
            "from sqlalchemy import text",
            "classroom/answers.py:1: only classroom.storage may import sqlalchemy",
        ),
        (
            "lifecycle/sly.py",
            "import importlib\nui = importlib.import_module('ui.session')",
            "lifecycle/sly.py:2: lifecycle may not import ui",
        ),
        (
            "helpers/text.py",
            "import re",
            "helpers/text.py:1: helpers has no import rule yet: give it one",
        ),
    ],
)
def test_a_forbidden_import_is_told_by_file_line_and_rule(
    tmp_path: Path, file: str, source: str, told: str
) -> None:
    write(tmp_path, file, source)

    [breach] = breaches(tmp_path)

    assert str(breach).startswith(told)


def test_a_breach_says_what_would_be_allowed(tmp_path: Path) -> None:
    write(tmp_path, "classroom/storage/sqlite.py", "import ui")

    [breach] = breaches(tmp_path)

    assert str(breach) == (
        "classroom/storage/sqlite.py:1: classroom.storage may not import ui: "
        "it may import classroom"
    )


@pytest.mark.parametrize(
    ("file", "source"),
    [
        ("app.py", "import streamlit\nfrom ui.compressed import CompressedStatics"),
        ("pages/learn/home.py", "import streamlit\nfrom lifecycle.run import Run\nimport ui"),
        ("ui/charts.py", "import plotly.graph_objects\nfrom ui.session import step"),
        ("ui/charts/bars.py", "from plotly import graph_objects"),
        (
            "lifecycle/stages/training.py",
            "from sklearn.pipeline import Pipeline\nfrom .. import run",
        ),
        ("classroom/storage/sqlite.py", "import sqlalchemy\nfrom classroom.answers import Answer"),
        (
            "classroom/storage/__init__.py",
            "from .sqlite import Store\nfrom ..answers import Answer",
        ),
        ("ui/words.py", "import uiua\nimport lifecycles"),
        ("tests/test_all.py", "import app, pages, streamlit, sklearn, sqlalchemy"),
        ("benchmarks/steps.py", "import app\nfrom tests.serving import serve"),
    ],
)
def test_an_allowed_import_is_passed_over(tmp_path: Path, file: str, source: str) -> None:
    write(tmp_path, file, source)

    assert breaches(tmp_path) == []


def write(root: Path, file: str, source: str) -> None:
    path = root / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(source)
