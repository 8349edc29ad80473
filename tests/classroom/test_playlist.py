"""A playlist: what it holds, what it refuses, and how its order is changed."""

import pytest

from classroom.playlist import LONGEST, MOST_MINUTES, MOST_MOMENTS, Moment, Playlist, PlaylistError

FIRST, SECOND, THIRD = (Moment(f"step-through?step={step}", minutes=step) for step in (1, 2, 3))
THREE = Playlist("Three", (FIRST, SECOND, THIRD))

FOREIGN = [
    "",
    " ",
    "https://evil.example/",
    "http:step-through",
    "//evil.example/step-through",
    "/step-through",
    "\\\\evil.example",
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "../step-through",
    "step-through/../../etc/passwd",
    "step-through?step=1 onclick=alert(1)",
    "step-through?step=\N{RIGHT-TO-LEFT OVERRIDE}1",
    "step-through?step=1\nevil",
    "step-through#<script>",
    "Step-Through",
]


def test_a_moment_knows_its_page_and_what_is_asked_of_it() -> None:
    moment = Moment("step-through?scenario=quiet-year&step=6&x=#6.next_stage")

    assert moment.page == "step-through"
    assert moment.parameters == {"scenario": "quiet-year", "step": "6", "x": ""}


@pytest.mark.parametrize(
    ("address", "until", "alone"),
    [
        ("step-through?step=3", None, True),
        ("step-through?step=3", 5, False),
        ("step-through?scenario=quiet-year", None, False),
    ],
)
def test_a_step_that_is_named_stands_alone_unless_its_moment_goes_on(
    address: str, until: int | None, *, alone: bool
) -> None:
    assert Moment(address, until).stands_alone is alone


@pytest.mark.parametrize("address", FOREIGN)
def test_an_address_that_is_none_of_this_app_is_refused(address: str) -> None:
    with pytest.raises(PlaylistError, match=r"^The address is none of this app's"):
        Moment(address)


@pytest.mark.parametrize("part", ["note", "question", "answer"])
def test_a_text_that_is_too_long_is_refused_with_both_lengths(part: str) -> None:
    most = LONGEST[part]

    with pytest.raises(PlaylistError, match=f"^The {part} has {most + 1:,} characters, but at"):
        Moment("test", **{part: "x" * (most + 1)})  # type: ignore[arg-type]


@pytest.mark.parametrize("letter", ["\0", "\r", "\x1b", "\x7f", "\ud800"])
def test_a_character_that_is_no_text_is_refused(letter: str) -> None:
    with pytest.raises(PlaylistError, match="has a character that is no text"):
        Moment("test", note=f"a{letter}b")


def test_minutes_and_steps_beyond_all_lessons_are_refused() -> None:
    for minutes in (-1, MOST_MINUTES + 1):
        with pytest.raises(PlaylistError, match="The minutes are a whole number"):
            Moment("test", minutes=minutes)
    with pytest.raises(PlaylistError, match="The last step is a whole number"):
        Moment("test", until=100)


def test_a_playlist_takes_as_long_as_its_moments() -> None:
    assert THREE.minutes == 6


def test_a_moment_is_moved_up_and_down() -> None:
    assert THREE.moved(2, 0).moments == (THIRD, FIRST, SECOND)
    assert THREE.moved(0, 1).moments == (SECOND, FIRST, THIRD)


def test_a_moment_is_added_changed_and_removed() -> None:
    assert THREE.added(FIRST, 3).moments == (FIRST, SECOND, THIRD, FIRST)
    assert THREE.changed(1, FIRST).moments == (FIRST, FIRST, THIRD)
    assert THREE.removed(1).moments == (FIRST, THIRD)


def test_a_change_leaves_the_old_playlist_as_it_was() -> None:
    THREE.removed(0)

    assert THREE.moments == (FIRST, SECOND, THIRD)


def test_a_playlist_that_is_full_takes_no_more() -> None:
    full = Playlist("", (FIRST,) * MOST_MOMENTS)

    with pytest.raises(PlaylistError, match="holds at most 100 moments, not 101"):
        full.added(FIRST, 0)
