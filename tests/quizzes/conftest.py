"""What the tests of the quizzes may ask for."""

import pytest

from quizzes.bank import Bank
from quizzes.lesson import Lesson
from tests.quizzes import sources


@pytest.fixture(scope="session")
def lesson() -> Lesson:
    """Return what the real lesson tells the questions."""
    return sources.lesson()


@pytest.fixture(scope="session")
def bank() -> Bank:
    """Return the whole real bank."""
    return sources.bank()
