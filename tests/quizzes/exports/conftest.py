"""The bank that the tests export: the lesson's own questions and the nasty ones."""

import shutil

import pytest

from quizzes.bank import QUESTIONS, Bank, load
from tests.quizzes.exports.questions import lesson, of_each_kind


@pytest.fixture(scope="session")
def source(tmp_path_factory: pytest.TempPathFactory) -> Bank:
    """Return the questions of the lesson's source, read from a folder of their own."""
    folder = tmp_path_factory.mktemp("questions")
    shutil.copy(QUESTIONS / "source.toml", folder)
    return load(folder, lesson())


@pytest.fixture(scope="session")
def bank(source: Bank) -> Bank:
    """Return the source's questions and the nasty ones."""
    return Bank(source.questions + of_each_kind())
