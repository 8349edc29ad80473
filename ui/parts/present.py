"""What Present shows: the place of a walk that the address names, or a moment of a playlist."""

from dataclasses import asdict, replace
from functools import partial
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

import streamlit as st

from classroom.playlist import Playlist
from classroom.playlist_writing import from_link
from lifecycle.notes import notes_of
from ui import address, cached, moments, presenting
from ui.menu import PLAYLIST

if TYPE_CHECKING:
    from ui.address import Place

_PLAYLIST: Final = "playlist"
_AT: Final = "at"
_OF_THE_PLAYER: Final = ("step", "turns", "predict")


def show() -> None:
    """Show what the address asks for.

    Raises:
        LifecycleError: The data file is missing or damaged.
        PlaylistError: The address holds no playlist that can be read.
    """
    if _PLAYLIST not in st.query_params:
        place = address.read(st.query_params)
        _walk(place, {"from": 0}, f"present-{place.scenario.name}")
        return
    playlist = from_link(st.query_params[_PLAYLIST], moments.PAGES)
    if not playlist.moments:
        raise moments.EmptyPlaylistError
    at, notice = address.at(st.query_params, len(playlist.moments))
    _moment(playlist, at, (notice,) if notice else ())


def _moment(playlist: Playlist, at: int, notices: tuple[str, ...]) -> None:
    moment, key = playlist.moments[at - 1], f"present-moment-{at}"
    talk: dict[str, object] = {
        "at": at,
        "of": len(playlist.moments),
        "leave": f"{PLAYLIST.address}?{urlencode({_PLAYLIST: st.query_params[_PLAYLIST]})}",
        "moment": asdict(moment) | {"coming": _coming(playlist, at)},
        "plan": {
            "minutes": moment.minutes,
            "before": sum(each.minutes for each in playlist.moments[: at - 1]),
            "total": playlist.minutes,
        },
    }
    if not moments.is_walk(moment):
        talk |= {"topic": moments.title_of(moment), "address": moment.address, "notices": notices}
        presenting.slide(talk, key, partial(_go, key))
        return
    first = address.read(moment.parameters).step
    here = {name: st.query_params[name] for name in _OF_THE_PLAYER if name in st.query_params}
    place = address.read(moment.parameters | here)
    place = replace(place, notices=notices + place.notices)
    until = first if moment.stands_alone else moment.until
    _walk(place, talk | {"from": first, "until": until}, key)


def _walk(place: "Place", talk: dict[str, object], key: str) -> None:
    walks = cached.walks_of(place.scenario.name)
    place = address.within(place, len(walks[place.turns - 1].trace.steps))
    told: dict[str, object] = {
        "topic": place.scenario.question,
        "scenario": place.scenario.name,
        "notes": [[asdict(note) for note in notes_of(walk)] for walk in walks],
        "notices": place.notices,
    }
    presenting.walk(walks, place, told | talk, key, partial(_go, key))


def _coming(playlist: Playlist, at: int) -> str:
    return moments.title_of(playlist.moments[at]) if at < len(playlist.moments) else "The end."


def _go(key: str) -> None:
    """Go to the moment that was asked for; what is said of the old one leaves the address."""
    to, packed = st.session_state.get(key, {}).get("go"), st.query_params.get(_PLAYLIST)
    if isinstance(to, int) and packed:
        st.query_params.from_dict({_PLAYLIST: packed, _AT: str(to)})
