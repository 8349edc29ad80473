"""How a playlist is kept and comes back: in the address, as a link, as a file; and ready plans."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

import streamlit as st

from classroom.playlist import LONGEST, Playlist, PlaylistError
from classroom.playlist_writing import MOST_CHARACTERS, as_file, as_link, from_file, from_link
from ui import clicks, moments, session
from ui.menu import PLAYLIST, PRESENT
from ui.parts.playlist_at_hand import AtHand
from ui.uploads import forget_files

if TYPE_CHECKING:
    from collections.abc import Iterator

PLANS: Final = Path(__file__).parents[2] / "docs" / "playlists"
"""The lesson plans that are ready to be taken, one file each."""

_ADDRESS: Final = "playlist"
_AT_HAND: Final = "playlist-at-hand"
_ADDRESSED: Final = "playlist-addressed"
_PASTED: Final = "playlist-pasted"


def arrive() -> AtHand:
    """Answer with the playlist at hand: what the address holds, when the address is new.

    A click goes before: the address that comes with it may be the one before the last click.
    """
    addressed = st.query_params.get(_ADDRESS, "")
    at_hand: AtHand = st.session_state.setdefault(_AT_HAND, AtHand(clicks.click(_ADDRESS)))
    at_hand.keep_sent()
    new = st.session_state.get(_ADDRESSED) != addressed and clicks.obeyed(_ADDRESS)
    if addressed and new:
        at_hand.change("address", lambda _, at: (from_link(addressed, moments.PAGES), at))
        st.session_state[_ADDRESSED] = addressed
    at_hand.tell_problem("address")
    _give_address(at_hand.playlist)
    return at_hand


def keep(at_hand: AtHand) -> None:
    """Offer the playlist as a file, as a link, and on the projector."""
    st.header("Keep and present", anchor=False)
    made = at_hand.playlist
    title = st.text_input("Title", made.title, LONGEST["title"], key=f"title-{made.title}")
    if title != made.title:
        at_hand.click("title", lambda made, at: (made.named(title), at))
        if at_hand.playlist is not made:
            st.rerun()
    at_hand.tell_problem("title")
    if not made.moments:
        st.markdown("Once it has a moment, it can be saved, linked and presented.")
        return
    try:
        packed = as_link(made)
    except PlaylistError as problem:
        packed = ""
        st.warning(str(problem), icon=":material/info:")
    with st.container(horizontal=True, vertical_alignment="center"):
        if packed:
            st.page_link(
                PRESENT.script,
                label="Present it",
                icon=":material/slideshow:",
                query_params={_ADDRESS: packed, "at": "1"},
            )
        st.download_button(
            "Save as a file",
            partial(as_file, made),
            "playlist.toml",
            "application/toml",
            icon=":material/download:",
            on_click="ignore",
        )
    if packed:
        with st.expander("The link to share"):
            st.code(
                f"{session.home()}/{PLAYLIST.address}?{_ADDRESS}={packed}", None, wrap_lines=True
            )


def plans(at_hand: AtHand) -> None:
    """Offer the lesson plans that are ready."""
    with st.container(horizontal=True):
        for plan in sorted(_plans(), key=lambda plan: plan.minutes):
            at_hand.button(plan.title, "playlist_add", partial(_instead, plan))


def load(at_hand: AtHand) -> None:
    """Take a playlist that was saved, or a lesson plan in place of the one at hand."""
    if at_hand.playlist.moments:
        st.header("Begin with another playlist", anchor=False)
        st.markdown("It takes the place of the one above: save that one first.")
        plans(at_hand)
    else:
        st.header("Load a playlist that was saved", anchor=False)
    at_hand.tell_problem("load")
    with st.form("pasted", border=False):
        st.text_area(
            "Paste a saved playlist: the text of its file, or its link",
            key=_PASTED,
            max_chars=MOST_CHARACTERS,
        )
        st.form_submit_button(
            "Load it",
            icon=":material/upload:",
            on_click=_load_pasted,
            args=(at_hand,),
        )
    file = st.file_uploader(
        "Or choose its file", key=f"playlist-file-{at_hand.files}", max_upload_size=1
    )
    if file is not None:
        _load_file(at_hand, file.getvalue())
        st.rerun()


def _plans() -> "Iterator[Playlist]":
    for file in PLANS.glob("*.toml"):
        yield from_file(file.read_text(encoding="utf-8"), moments.PAGES)


def _instead(plan: Playlist, *_: object) -> tuple[Playlist, int]:
    return plan, 0


def _load_pasted(at_hand: AtHand) -> None:
    text = st.session_state[_PASTED]
    at_hand.click("load", lambda *_: (_pasted(text), 0))


def _load_file(at_hand: AtHand, content: bytes) -> None:
    """Take a file before it is forgotten: a run that is broken into here reads it again."""
    at_hand.click("load", lambda *_: (from_file(_text_of(content), moments.PAGES), 0))
    at_hand.files += 1
    forget_files()


def _text_of(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise PlaylistError("this file", "is no text in UTF-8") from None


def _pasted(text: str) -> Playlist:
    """Read what was pasted: a link of this app, or else a file."""
    _, link, packed = text.strip().partition(f"?{_ADDRESS}=")
    if link and "\n" not in text.strip():
        return from_link(packed.partition("&")[0], moments.PAGES)
    return from_file(text, moments.PAGES)


def _give_address(made: Playlist) -> None:
    """Keep the playlist in the address, where a reload finds it, if it fits in."""
    try:
        packed = as_link(made) if made != Playlist() else ""
    except PlaylistError:
        packed = ""
    if packed == st.query_params.get(_ADDRESS, ""):
        return
    st.session_state[_ADDRESSED] = packed
    if packed:
        st.query_params[_ADDRESS] = packed
    else:
        st.query_params.pop(_ADDRESS, None)
