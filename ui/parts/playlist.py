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
from ui.parts.playlist_at_hand import AtHand
from ui.plain import plain
from ui.uploads import forget_files

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ui.parts.playlist_at_hand import Change

PLANS: Final = Path(__file__).parents[2] / "docs" / "playlists"
"""The lesson plans that are ready to be taken, one file each."""

_ADDRESS: Final = "playlist"
_AT_HAND: Final = "playlist-at-hand"
_ADDRESSED: Final = "playlist-addressed"
_READY: Final = "playlist-ready"
_OWN: Final = "playlist-own"
_PASTED: Final = "playlist-pasted"
_PARTS: Final = ("address", "note", "question", "answer")


def arrive() -> AtHand:
    """Answer with the playlist at hand: what the address holds, when the address is new.

    A click goes before: the address that comes with it may be the one before the last click.
    """
    addressed = st.query_params.get(_ADDRESS, "")
    at_hand: AtHand = st.session_state.setdefault(_AT_HAND, AtHand(clicks.click(_ADDRESS)))
    new = st.session_state.get(_ADDRESSED) != addressed and clicks.settled(_ADDRESS)
    if addressed and new:
        at_hand.change("address", lambda _, at: (from_link(addressed, moments.PAGES), at))
        st.session_state[_ADDRESSED] = addressed
    at_hand.tell_problem("address")
    _give_address(at_hand.playlist)
    return at_hand


def order(at_hand: AtHand) -> None:
    """Show the moments in their order, and move the one that is chosen."""
    st.header("Order", anchor=False)
    made = at_hand.playlist
    count = len(made.moments)
    if not count:
        st.info("No moment yet. Add one below, or take a lesson plan.", icon=":material/info:")
        return
    key = f"playlist-chosen-{at_hand.changes}"  # a choice in another order is another choice
    at_hand.chosen = st.radio(
        "Moments",
        range(count),
        at_hand.chosen,
        format_func=lambda at: f"{at + 1}. {_named(made.moments[at])}",
        key=key,
        on_change=_choose,
        args=(at_hand, key),
        label_visibility="collapsed",
    )
    with st.container(horizontal=True):
        first, last = at_hand.chosen == 0, at_hand.chosen == count - 1
        _button(at_hand, "Move up", "arrow_upward", partial(_moved, by=-1), off=first)
        _button(at_hand, "Move down", "arrow_downward", partial(_moved, by=1), off=last)
        _button(at_hand, "Remove", "delete", lambda made, at: (made.removed(at), at - 1))
    st.caption(f"{count} {'moment' if count == 1 else 'moments'}, {made.minutes} minutes")


def add(at_hand: AtHand) -> None:
    """Add a moment after the one that is chosen: a ready one, or an address of this app."""
    st.header("Add a moment", anchor=False)
    try:
        ready = moments.ready()
    except (LifecycleError, QuizError) as problem:
        st.error(str(problem), icon=":material/error:")
        ready = {}
    st.selectbox("Ready moments", list(ready), key=_READY)
    st.button(
        "Add this moment",
        icon=":material/add:",
        on_click=_add,
        args=(at_hand, _READY, ready.__getitem__),
        disabled=not ready,
    )
    at_hand.tell_problem("add")
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
            on_click=_add,
            args=(at_hand, _OWN, _own),
        )


def change(at_hand: AtHand) -> None:
    """Show the parts of the moment that is chosen, to be changed."""
    st.header("The moment", anchor=False)
    if not at_hand.playlist.moments:
        st.markdown("A moment that you choose on the left can be changed here.")
        return
    at = at_hand.chosen
    moment = at_hand.playlist.moments[at]
    at_hand.tell_problem("change")
    for complaint in moments.complaints(moment):
        st.warning(complaint, icon=":material/info:")
    form = f"moment-{at}-{hash(moment)}-"  # another moment is another form
    with st.form(form):
        st.text_input("Address", moment.address, LONGEST["address"], f"{form}address")
        st.text_area("Note: what to say", moment.note, max_chars=LONGEST["note"], key=f"{form}note")
        st.text_input("Question", moment.question, LONGEST["question"], f"{form}question")
        st.text_input("Answer to expect", moment.answer, LONGEST["answer"], f"{form}answer")
        st.number_input("Minutes", 0, MOST_MINUTES, moment.minutes, key=f"{form}minutes")
        if moments.is_walk(moment):
            st.number_input(
                "Last step shown",
                0,
                moments.LAST_STEP,
                moment.until,
                key=f"{form}until",
                help="Empty: the step of the address alone, or the whole walk if it names none.",
            )
        st.form_submit_button(
            "Keep these changes",
            icon=":material/check:",
            on_click=_keep,
            args=(at_hand, form, at, [moment]),
        )


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
                f"{moments.home()}{PLAYLIST.address}?{_ADDRESS}={packed}", None, wrap_lines=True
            )


def plans(at_hand: AtHand) -> None:
    """Offer the lesson plans that are ready."""
    with st.container(horizontal=True):
        for plan in sorted(_plans(), key=lambda plan: plan.minutes):
            _button(at_hand, plan.title, "playlist_add", partial(_instead, plan))


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


def _named(moment: Moment) -> str:
    minutes = f" · {moment.minutes} min" if moment.minutes else ""
    asks = moment.question and not moments.is_walk(moment)
    question = f" · {plain(moment.question)}" if asks else ""
    return f"{moments.title_of(moment)}{minutes}{question}"


def _button(at_hand: AtHand, label: str, icon: str, change: "Change", *, off: bool = False) -> None:
    st.button(
        label,
        icon=f":material/{icon}:",
        disabled=off,
        on_click=at_hand.click,
        args=(label, change),
    )


def _choose(at_hand: AtHand, key: str) -> None:
    at_hand.chosen = st.session_state.to_dict()[key]


def _moved(made: Playlist, at: int, by: int) -> tuple[Playlist, int]:
    to = max(0, min(at + by, len(made.moments) - 1))
    return (made.moved(at, to) if made.moments else made), to


def _add(at_hand: AtHand, key: str, moment_of: "Callable[[str], Moment]") -> None:
    chosen = st.session_state.to_dict()[key]

    def added(made: Playlist, at: int) -> tuple[Playlist, int]:
        after = min(at + 1, len(made.moments))
        return made.added(moment_of(chosen), after), after

    at_hand.click("add", added)


def _keep(at_hand: AtHand, form: str, at: int, shown: list[Moment]) -> None:
    """Put what was typed in the place of the moment that is shown, if it is still there.

    It may have been moved since, and the same form may be sent twice: then it shows what was kept.
    """
    state = st.session_state.to_dict()
    told = {key.removeprefix(form): state[key] for key in state if key.startswith(form)}

    def changed(made: Playlist, chosen: int) -> tuple[Playlist, int]:
        places = [place for place, moment in enumerate(made.moments) if moment == shown[0]]
        if not places:
            return made, chosen
        shown[0] = _changed(told)
        return made.changed(min(places, key=lambda place: abs(place - at)), shown[0]), chosen

    at_hand.click("change", changed)


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


def _instead(plan: Playlist, *_: object) -> tuple[Playlist, int]:
    return plan, 0


def _load_pasted(at_hand: AtHand) -> None:
    text = st.session_state.to_dict()[_PASTED]
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
