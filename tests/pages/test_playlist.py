"""The playlist page, without a browser: composing, keeping, loading, and bad input."""

import hashlib
from time import monotonic

import pytest
from streamlit.testing.v1 import AppTest

from classroom.playlist import Moment, Playlist
from classroom.playlist_writing import as_file, as_link, from_link
from tests.pages.pages import announced, break_into, brought_to, opened
from ui import clicks
from ui.clicks import SETTLED
from ui.menu import PLAYLIST
from ui.moments import PAGES

TWO = Playlist("Two", (Moment("step-through?step=1", minutes=2), Moment("break-a-stage?case=2")))


THREE = TWO.added(Moment("test", minutes=3), 2)


def press(page: AppTest, *labels: str) -> None:
    """Press one button, or several so quickly that all comes in one message."""
    for label in labels:
        next(button for button in page.button if button.label == label).click()
    page.run()


def kept(page: AppTest) -> Playlist:
    return from_link(page.query_params["playlist"], PAGES)


def test_a_lesson_plan_is_taken_and_its_order_changed() -> None:
    page = opened(PLAYLIST)
    press(page, "Ten minutes: the cycle, and why it turns")
    before = kept(page)

    page.radio[0].set_value(4).run()
    press(page, "Move up")
    press(page, "Move up")
    press(page, "Remove")

    assert not page.exception
    assert kept(page).moments == before.moments[:4]


def test_which_moment_is_chosen_is_announced_after_each_change_of_the_order() -> None:
    page = opened(PLAYLIST, playlist=as_link(TWO))
    assert not announced(page)

    said = []
    for label in ("Move down", "Add this moment", "Remove", "Remove", "Remove"):
        press(page, label)
        said += announced(page)

    assert said == [
        "Moment 2 of 2 is chosen: The desert has changed, step 1.",
        "Moment 3 of 3 is chosen: The desert has changed, from the start.",
        "Moment 2 of 2 is chosen: The desert has changed, step 1.",
        "Moment 1 of 1 is chosen: Break a stage, case 2.",
        "No moment is left.",
    ]
    page.run()
    assert not announced(page)


def test_the_focus_comes_to_the_order_when_the_button_that_was_pressed_is_gone() -> None:
    page = opened(PLAYLIST)

    press(page, "Ten minutes: the cycle, and why it turns")
    assert brought_to(page) == ["playlist-order"]
    for left in (4, 3, 2, 1, 0):
        press(page, "Remove")
        assert brought_to(page) == (["playlist-order"] if left == 0 else [])


def test_a_ready_moment_is_added_after_the_one_that_is_chosen() -> None:
    page = opened(PLAYLIST, playlist=as_link(TWO))

    page.selectbox[0].set_value("Break a stage, case 1").run()
    press(page, "Add this moment")

    assert [moment.address for moment in kept(page).moments] == [
        "step-through?step=1",
        "break-a-stage?case=1",
        "break-a-stage?case=2",
    ]
    assert page.radio[0].value == 1


def test_the_parts_of_a_moment_are_changed() -> None:
    page = opened(PLAYLIST, playlist=as_link(TWO))

    page.text_area[0].set_value("Say <b>this</b>.\n\nAnd that.")
    page.number_input[0].set_value(7)
    press(page, "Keep these changes")

    changed = kept(page).moments[0]
    assert (changed.note, changed.minutes) == ("Say <b>this</b>.\n\nAnd that.", 7)


@pytest.mark.parametrize("click", ["Move down", "Add this moment", "Add this address"])
def test_a_changed_moment_is_kept_when_another_click_comes_at_once(click: str) -> None:
    page = opened(PLAYLIST, playlist=as_link(TWO))

    page.text_input[0].set_value("test")
    page.text_area[0].set_value("Say this.")
    press(page, "Keep these changes", click)

    moments = kept(page).moments
    assert {moment.address: moment.note for moment in moments}["step-through?step=1"] == "Say this."
    assert len(moments) == 2 + click.startswith("Add")


def test_a_wrong_change_is_refused_as_often_as_it_is_sent_and_never_elsewhere() -> None:
    page = opened(PLAYLIST, playlist=as_link(TWO))
    page.text_input[1].set_value("https://evil.example/")
    for _ in range(2):
        press(page, "Keep these changes")

        assert "none of this app's" in page.error[0].value

    page.radio[0].set_value(1).run()

    assert not page.error


def test_a_moment_that_is_removed_at_once_takes_no_other_with_it() -> None:
    page = opened(PLAYLIST, playlist=as_link(TWO))

    page.text_area[0].set_value("Say this.")
    press(page, "Keep these changes", "Remove")

    assert kept(page).moments == TWO.moments[1:]


def test_a_changed_moment_is_kept_in_its_place_when_another_is_chosen_at_once() -> None:
    page = opened(PLAYLIST, playlist=as_link(TWO))

    page.text_area[0].set_value("Say this.")
    page.radio[0].set_value(1)
    press(page, "Keep these changes")

    assert [moment.note for moment in kept(page).moments] == ["Say this.", ""]
    assert page.radio[0].value == 1


def test_a_second_press_that_comes_before_the_order_is_drawn_counts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = opened(PLAYLIST, playlist=as_link(THREE))

    break_into(monkeypatch, "ui.moments.title_of")
    press(page, "Move down")

    assert kept(page) == THREE.moved(0, 2)
    assert page.radio[0].value == 2


def test_a_choice_does_not_undo_what_was_done_before_though_its_address_is_old(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = opened(PLAYLIST, playlist=as_link(THREE))
    press(page, "Remove")
    monkeypatch.setattr(clicks, "monotonic", lambda: monotonic() + SETTLED)  # a second later

    page.query_params["playlist"] = as_link(THREE)
    page.radio[0].set_value(1).run()

    assert not page.exception
    assert kept(page).moments == THREE.moments[1:]
    assert page.radio[0].value == 1


def test_an_addition_does_not_undo_the_click_that_comes_with_it() -> None:
    page = opened(PLAYLIST, playlist=as_link(THREE))

    page.selectbox[0].set_value("Break a stage, case 1")
    press(page, "Move down", "Add this moment")

    assert [moment.address for moment in kept(page).moments] == [
        "break-a-stage?case=2",
        "step-through?step=1",
        "break-a-stage?case=1",
        "test",
    ]
    assert page.radio[0].value == 2


def test_a_title_that_is_no_text_is_refused_and_the_title_kept() -> None:
    page = opened(PLAYLIST, playlist=as_link(TWO))

    title = next(field for field in page.text_input if field.label == "Title")
    title.set_value("Two\x7f").run()

    assert "no text" in page.error[0].value
    assert kept(page) == TWO


def test_a_wrong_change_is_refused_and_the_moment_kept() -> None:
    page = opened(PLAYLIST, playlist=as_link(TWO))

    page.text_input[1].set_value("https://evil.example/")
    press(page, "Keep these changes")

    assert "none of this app's" in page.error[0].value
    assert kept(page) == TWO


def test_a_foreign_address_is_refused_and_nothing_lost() -> None:
    page = opened(PLAYLIST, playlist=as_link(TWO))

    for address, told in [
        ("https://evil.example/", "none of this app's"),
        ("no-such-page", "names a page that is not here"),
        ("break-a-stage?case=99", "was not kept: there is no case"),
    ]:
        page.text_input[0].set_value(address)
        press(page, "Add this address")

        assert told in page.error[0].value
        assert kept(page) == TWO


def test_a_saved_playlist_is_loaded_from_its_text_and_from_its_link() -> None:
    page = opened(PLAYLIST)
    for text in (as_file(TWO), f"http://localhost:8501/present?playlist={as_link(TWO)}&at=2"):
        page.text_area[-1].set_value(text)
        press(page, "Load it")

        assert not page.exception
        assert kept(page) == TWO


def test_a_text_that_is_no_playlist_is_refused_and_the_playlist_kept() -> None:
    page = opened(PLAYLIST, playlist=as_link(TWO))

    page.text_area[-1].set_value("<html>")
    press(page, "Load it")

    assert page.error[0].value.startswith("This file is not TOML")
    assert kept(page) == TWO


def test_a_broken_link_is_said_in_one_sentence() -> None:
    page = opened(PLAYLIST, playlist="garbage")

    assert not page.exception
    assert page.error[0].value.startswith("This link holds no playlist that can be read")


def test_a_playlist_that_is_too_long_for_a_link_can_still_be_saved() -> None:
    page = opened(PLAYLIST)
    notes = [hashlib.shake_256(bytes([number])).hexdigest(450) for number in range(20)]
    long = Playlist("", tuple(Moment("test", note=note) for note in notes))

    page.text_area[-1].set_value(as_file(long))
    press(page, "Load it")

    assert "save it as a file" in page.warning[0].value
    assert "playlist" not in page.query_params
    assert len(page.radio[0].options) == 20


def send(page: AppTest, content: bytes) -> None:
    page.file_uploader[0].set_value(("playlist.toml", content, "application/toml")).run()


def test_a_saved_file_is_loaded_and_the_next_one_too() -> None:
    page = opened(PLAYLIST)
    for playlist in (TWO, TWO.removed(0)):
        send(page, as_file(playlist).encode())

        assert not page.exception
        assert kept(page) == playlist


def test_a_file_that_is_no_playlist_is_refused_and_the_playlist_kept() -> None:
    page = opened(PLAYLIST, playlist=as_link(TWO))
    for content, told in ((b"\xff\xfe\x00", "no text in UTF-8"), (b"PK\x03\x04", "is not TOML")):
        send(page, content)

        assert not page.exception
        assert told in page.error[0].value
        assert kept(page) == TWO


def test_a_file_is_loaded_even_if_a_click_breaks_into_its_reading(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = opened(PLAYLIST)

    break_into(monkeypatch, "streamlit.runtime.uploaded_file_manager.UploadedFile.getvalue")
    send(page, as_file(TWO).encode())

    assert not page.exception
    assert kept(page) == TWO


def test_an_address_that_was_added_leaves_its_field_and_one_that_was_refused_stays() -> None:
    page = opened(PLAYLIST)
    field = next(each for each in page.text_input if each.label == "Or an address of this app")
    field.set_value("no-such-page")
    press(page, "Add this address")
    assert page.text_input(key="playlist-own").value == "no-such-page"

    page.text_input(key="playlist-own").set_value("break-a-stage?case=2")
    press(page, "Add this address")

    assert not page.exception
    assert page.text_input(key="playlist-own").value == ""
    assert kept(page).moments == (Moment("break-a-stage?case=2"),)
