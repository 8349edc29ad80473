"""A playlist while it is composed: its order, the moment at hand, and the ways to keep it."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

import streamlit as st

from classroom.playlist import LONGEST, MOST_MINUTES, Moment, Playlist, PlaylistError
from classroom.playlist_writing import (
    MOST_CHARACTERS,
    as_file,
    as_link,
    check_page,
    from_file,
    from_link,
)
from lifecycle.errors import LifecycleError
from quizzes.errors import QuizError
from ui import clicks, moments
from ui.menu import PLAYLIST, PRESENT
from ui.parts.playlist_file import chosen_file, text_of
from ui.plain import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PLANS: Final = Path(__file__).parents[2] / "docs" / "playlists"
"""The lesson plans that are ready to be taken, one file each."""

_ADDRESS: Final = "playlist"
_MADE: Final = "playlist-made"
_ADDRESSED: Final = "playlist-addressed"
_CHOSEN: Final = "playlist-chosen"
_PROBLEM: Final = "playlist-problem-{}"
_OWN: Final = "playlist-own"
_PASTED: Final = "playlist-pasted"
_PARTS: Final = ("address", "note", "question", "answer")


def arrive() -> Playlist:
    """Answer with the playlist at hand: what the address holds, when the address is new.

    A click goes before: the address that comes with it may be the one before the last click.
    """
    addressed = st.query_params.get(_ADDRESS, "")
    st.session_state.setdefault(_MADE, Playlist())
    new = st.session_state.get(_ADDRESSED) != addressed and clicks.settled(_ADDRESS)
    if addressed and new:
        _try("address", partial(from_link, addressed, moments.PAGES))
        st.session_state[_ADDRESSED] = addressed
    _tell_problem("address")
    made: Playlist = st.session_state[_MADE]
    _give_address(made)
    return made


def order(made: Playlist) -> int:
    """Show the moments in their order, and move the one that is chosen; answer with it."""
    st.header("Order", anchor=False)
    count = len(made.moments)
    if not count:
        st.info("No moment yet. Add one below, or take a lesson plan.", icon=":material/info:")
        return -1
    st.session_state[_CHOSEN] = max(0, min(st.session_state.get(_CHOSEN, 0), count - 1))
    chosen: int = st.radio(
        "Moments",
        range(count),
        format_func=lambda at: f"{at + 1}. {_named(made.moments[at])}",
        key=_CHOSEN,
        label_visibility="collapsed",
    )
    with st.container(horizontal=True):
        up, down = max(chosen - 1, 0), min(chosen + 1, count - 1)
        _button("Move up", "arrow_upward", made.moved(chosen, up), up, off=up == chosen)
        _button("Move down", "arrow_downward", made.moved(chosen, down), down, off=down == chosen)
        _button("Remove", "delete", made.removed(chosen), up)
    st.caption(f"{count} {'moment' if count == 1 else 'moments'}, {made.minutes} minutes")
    return chosen


def add(made: Playlist, chosen: int) -> None:
    """Add a moment after the one that is chosen: a ready one, or an address of this app."""
    st.header("Add a moment", anchor=False)
    try:
        ready = moments.ready()
    except (LifecycleError, QuizError) as problem:
        st.error(str(problem), icon=":material/error:")
        ready = {}
    picked = st.selectbox("Ready moments", list(ready), key="playlist-ready")
    st.button(
        "Add this moment",
        icon=":material/add:",
        on_click=_add,
        args=(made, chosen + 1, lambda: ready[picked]),
        disabled=not ready,
    )
    _tell_problem("add")
    with st.form("own-address", border=False):
        st.text_input(
            "Or an address of this app",
            key=_OWN,
            max_chars=LONGEST["address"],
            help="Copy it from the browser's address bar, such as that of a step or a case.",
        )
        st.form_submit_button(
            "Add this address",
            icon=":material/add_link:",
            on_click=lambda: _add(made, chosen + 1, lambda: _own(st.session_state[_OWN])),
        )


def change(made: Playlist, chosen: int) -> None:
    """Show the parts of the moment that is chosen, to be changed."""
    st.header("The moment", anchor=False)
    if chosen < 0:
        st.markdown("A moment that you choose on the left can be changed here.")
        return
    moment = made.moments[chosen]
    _tell_problem("change")
    for complaint in moments.complaints(moment):
        st.warning(complaint, icon=":material/info:")
    key = f"{chosen}-{hash(moment)}"  # another moment is another form
    with st.form(f"moment-{key}"):
        told: dict[str, object] = {
            "address": st.text_input("Address", moment.address, LONGEST["address"]),
            "note": st.text_area("Note: what to say", moment.note, max_chars=LONGEST["note"]),
            "question": st.text_input("Question", moment.question, LONGEST["question"]),
            "answer": st.text_input("Answer to expect", moment.answer, LONGEST["answer"]),
            "minutes": st.number_input("Minutes", 0, MOST_MINUTES, moment.minutes),
        }
        if moments.is_walk(moment):
            told["until"] = st.number_input(
                "Last step shown",
                0,
                moments.LAST_STEP,
                moment.until,
                help="Empty: the step of the address alone, or the whole walk if it names none.",
            )
        if st.form_submit_button("Keep these changes", icon=":material/check:"):
            _try("change", lambda: made.changed(chosen, _changed(told)))
            st.rerun()


def keep(made: Playlist) -> None:
    """Offer the playlist as a file, as a link, and on the projector."""
    st.header("Keep and present", anchor=False)
    _tell_problem("title")
    title = st.text_input("Title", made.title, LONGEST["title"], key=f"title-{made.title}")
    if title != made.title:
        _try("title", lambda: made.named(title))
        st.rerun()
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
                f"{moments.home()}{PLAYLIST.address}?{_ADDRESS}={packed}", None, wrap_lines=True
            )


def plans() -> None:
    """Offer the lesson plans that are ready."""
    with st.container(horizontal=True):
        for plan in sorted(_plans(), key=lambda plan: plan.minutes):
            _button(plan.title, "playlist_add", plan, 0)


def load(made: Playlist) -> None:
    """Take a playlist that was saved, or a lesson plan in place of the one at hand."""
    if made.moments:
        st.header("Begin with another playlist", anchor=False)
        st.markdown("It takes the place of the one above: save that one first.")
        plans()
    else:
        st.header("Load a playlist that was saved", anchor=False)
    _tell_problem("load")
    with st.form("pasted", border=False):
        st.text_area(
            "Paste a saved playlist: the text of its file, or its link",
            key=_PASTED,
            max_chars=MOST_CHARACTERS,
        )
        st.form_submit_button(
            "Load it",
            icon=":material/upload:",
            on_click=lambda: _take("load", lambda: _pasted(st.session_state[_PASTED])),
        )
    content = chosen_file()
    if content is not None:
        _try("load", lambda: from_file(text_of(content), moments.PAGES))
        st.rerun()


def _plans() -> "Iterator[Playlist]":
    for file in PLANS.glob("*.toml"):
        yield from_file(file.read_text(encoding="utf-8"), moments.PAGES)


def _named(moment: Moment) -> str:
    minutes = f" · {moment.minutes} min" if moment.minutes else ""
    asks = moment.question and not moments.is_walk(moment)
    question = f" · {plain(moment.question)}" if asks else ""
    return f"{moments.title_of(moment)}{minutes}{question}"


def _button(label: str, icon: str, made: Playlist, chosen: int, *, off: bool = False) -> None:
    st.button(label, icon=f":material/{icon}:", disabled=off, on_click=_put, args=(made, chosen))


def _put(made: Playlist, chosen: int) -> None:
    st.session_state[_MADE] = made
    st.session_state[_CHOSEN] = chosen
    clicks.click(_ADDRESS)()


def _take(part: str, make: "Callable[[], Playlist]", chosen: int = 0) -> None:
    if _try(part, make):
        st.session_state[_CHOSEN] = chosen
        clicks.click(_ADDRESS)()


def _add(made: Playlist, at: int, moment: "Callable[[], Moment]") -> None:
    _take("add", lambda: made.added(moment(), at), at)


def _try(part: str, make: "Callable[[], Playlist]") -> bool:
    """Put another playlist in the place of this one; if that is refused, keep this one.

    The part of the page where it was asked for says why.
    """
    try:
        st.session_state[_MADE] = make()
    except PlaylistError as problem:
        st.session_state[_PROBLEM.format(part)] = str(problem)
        return False
    return True


def _tell_problem(part: str) -> None:
    if problem := st.session_state.pop(_PROBLEM.format(part), ""):
        st.error(problem, icon=":material/error:")


def _own(address: str) -> Moment:
    return _checked(Moment(moments.below_home(address.strip())))


def _changed(told: dict[str, object]) -> Moment:
    plain = told | {part: str(told[part]).replace("\r\n", "\n").strip() for part in _PARTS}
    plain["address"] = moments.below_home(str(plain["address"]))
    return _checked(Moment(**plain))  # type: ignore[arg-type]


def _checked(moment: Moment) -> Moment:
    check_page(moment, moments.PAGES)
    for complaint in moments.complaints(moment):
        raise PlaylistError("the address", f"was not kept: {complaint[0].lower()}{complaint[1:-1]}")
    return moment


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
