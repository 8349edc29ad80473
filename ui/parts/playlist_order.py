"""The order of a playlist and its moments: one is chosen, moved, removed, added or changed."""

from dataclasses import asdict, dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

import streamlit as st

from classroom.playlist import LONGEST, MOST_MINUTES, Moment, Playlist, PlaylistError
from classroom.playlist_writing import check_page
from lifecycle.errors import LifecycleError
from quizzes.errors import QuizError
from ui import moments, turned
from ui.plain import plain

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.parts.playlist_at_hand import AtHand

_READY: Final = "playlist-ready"
_OWN: Final = "playlist-own"
_PARTS: Final = ("address", "note", "question", "answer")


@dataclass(slots=True)
class _Form:
    """The form of a moment, which a browser sends only to be kept."""

    key: str
    at: int
    moment: Moment


def order(at_hand: "AtHand") -> None:
    """Show the moments in their order, and move the one that is chosen."""
    lost, at_hand.lost = at_hand.lost, False
    turned.heading("Order", "playlist-order", lost=lost)
    made = at_hand.playlist
    count = len(made.moments)
    if not count:
        st.info("No moment yet. Add one below, or take a lesson plan.", icon=":material/info:")
        return
    key = _choice_in(at_hand)
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
        at_hand.button("Move up", "arrow_upward", partial(_moved, by=-1), off=first)
        at_hand.button("Move down", "arrow_downward", partial(_moved, by=1), off=last)
        at_hand.button("Remove", "delete", lambda made, at: (made.removed(at), at - 1))
    st.caption(f"{count} {'moment' if count == 1 else 'moments'}, {made.minutes} minutes")


def news(at_hand: "AtHand") -> str:
    """Say once which moment is chosen after a click that has changed the order or the choice."""
    if not at_hand.moved:
        return ""
    at_hand.moved = False
    made, at = at_hand.playlist, at_hand.chosen
    if not made.moments:
        return "No moment is left."
    title = moments.title_of(made.moments[at])
    return f"Moment {at + 1} of {len(made.moments)} is chosen: {title}."


def add(at_hand: "AtHand") -> None:
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


def change(at_hand: "AtHand") -> None:
    """Show the parts of the moment that is chosen, to be changed."""
    st.header("The moment", anchor=False)
    if not at_hand.playlist.moments:
        st.markdown("The moment that you choose in the order can be changed here.")
        return
    at = at_hand.chosen
    moment = at_hand.playlist.moments[at]
    at_hand.tell_problem("change")
    for complaint in moments.complaints(moment):
        st.warning(complaint, icon=":material/info:")
    key = f"moment-{at}-{hash(moment)}-"  # another moment is another form
    at_hand.keep_sent = partial(_keep, at_hand, _Form(key, at, moment))
    with st.form(key):
        st.text_input("Address", moment.address, LONGEST["address"], f"{key}address")
        st.text_area("Note: what to say", moment.note, max_chars=LONGEST["note"], key=f"{key}note")
        st.text_input("Question", moment.question, LONGEST["question"], f"{key}question")
        st.text_input("Answer to expect", moment.answer, LONGEST["answer"], f"{key}answer")
        st.number_input("Minutes", 0, MOST_MINUTES, moment.minutes, key=f"{key}minutes")
        if moments.is_walk(moment):
            st.number_input(
                "Last step shown",
                0,
                moments.LAST_STEP,
                moment.until,
                key=f"{key}until",
                help="Empty: the step of the address alone, or the whole walk if it names none.",
            )
        st.form_submit_button(
            "Keep these changes",
            icon=":material/check:",
            on_click=at_hand.sent.clear,  # what was refused is looked at again
        )
        st.caption("Keep them before you choose another moment.")


def _named(moment: Moment) -> str:
    minutes = f" · {moment.minutes} min" if moment.minutes else ""
    asks = moment.question and not moments.is_walk(moment)
    question = f" · {plain(moment.question)}" if asks else ""
    return f"{moments.title_of(moment)}{minutes}{question}"


def _choice_in(at_hand: "AtHand") -> str:
    """Name the choice of a moment: in another order it is another choice."""
    return f"playlist-chosen-{at_hand.changes}"


def _choose(at_hand: "AtHand", key: str) -> None:
    in_time = key == _choice_in(at_hand)  # and not in an order that is gone
    at_hand.keep_sent()
    at_hand.note()
    if in_time:
        at_hand.chosen = st.session_state[key]


def _moved(made: Playlist, at: int, by: int) -> tuple[Playlist, int]:
    to = max(0, min(at + by, len(made.moments) - 1))
    return (made.moved(at, to) if made.moments else made), to


def _add(at_hand: "AtHand", key: str, moment_of: "Callable[[str], Moment]") -> None:
    chosen = st.session_state[key]

    def added(made: Playlist, at: int) -> tuple[Playlist, int]:
        after = min(at + 1, len(made.moments))
        return made.added(moment_of(chosen), after), after

    at_hand.click("add", added)
    if key == _OWN and "add" not in at_hand.problems:
        st.session_state[_OWN] = ""  # what was refused stays, to be mended


def _keep(at_hand: "AtHand", form: _Form) -> None:
    """Put what was sent in the place of the moment that the form shows, if it is still there."""
    state = st.session_state.to_dict()
    sent = {part.removeprefix(form.key): state[part] for part in state if part.startswith(form.key)}
    shown = asdict(form.moment)
    if shown | sent in (shown, at_hand.sent):
        return
    at_hand.sent.update(shown | sent)

    def changed(made: Playlist, chosen: int) -> tuple[Playlist, int]:
        places = [place for place, moment in enumerate(made.moments) if moment == form.moment]
        if not places:
            return made, chosen
        form.moment = _changed(at_hand.sent)
        place = min(places, key=lambda place: abs(place - form.at))  # it may have been moved since
        return made.changed(place, form.moment), chosen

    if at_hand.change("change", changed):
        at_hand.note()


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
