"""Present, without a browser: what it refuses, and that it has no menu."""

import pytest

from classroom.playlist import Moment, Playlist
from classroom.playlist_writing import as_link
from tests.pages.pages import opened
from ui.menu import NOTES, PRESENT

ONE = Playlist("", (Moment("step-through?scenario=quiet-year&step=5&predict=1", until=6),))


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"playlist": "garbage"}, "This link holds no playlist that can be read"),
        ({"playlist": as_link(Playlist())}, "This playlist has no moment yet"),
        ({"playlist": "A" * 7_000}, "This link is longer than 6,000 characters"),
    ],
)
def test_a_playlist_that_cannot_be_shown_is_said_in_one_sentence(
    asked: dict[str, str], told: str
) -> None:
    page = opened(PRESENT, **asked)

    assert not page.exception
    assert page.error[0].value.startswith(told)


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"scenario": "no-such", "step": "99", "predict": "<b>"},
        {"playlist": as_link(ONE), "at": "99", "step": "x"},
        {"playlist": as_link(Playlist("", (Moment("break-a-stage?case=99"),)))},
    ],
)
def test_whatever_the_address_asks_something_is_shown(asked: dict[str, str]) -> None:
    page = opened(PRESENT, **asked)

    assert not page.exception
    assert not page.error


def test_the_notes_need_nothing_of_the_server() -> None:
    page = opened(NOTES)

    assert not page.exception
