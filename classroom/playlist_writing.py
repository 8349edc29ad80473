"""How a playlist travels: as a readable file (TOML), and packed into one link.

Whatever is read may come from a stranger: its size is bounded before anything is unpacked, and
what is wrong with it is said in one sentence.
"""

import base64
import json
import re
import tomllib
import zlib
from collections.abc import Collection, Mapping
from dataclasses import MISSING, fields
from typing import Final

from classroom.playlist import Moment, Playlist, PlaylistError, check_count

LONGEST_LINK: Final = 6_000
"""Characters of a packed playlist: servers and proxies take addresses of about 8,000."""

MOST_CHARACTERS: Final = 600_000
"""Of a file, or of what a link unpacks to: a hundred moments, each full, have fewer."""
_MOST_BYTES: Final = 4 * MOST_CHARACTERS
"""In UTF-8 a character has at most four."""

_FILE: Final = "this file"
_LINK: Final = "this link"
_QUOTED_OR_COMMENT: Final = re.compile(
    r"""
    "{3} (?: [^"\\]++ | \\. | "(?!"") )*+ "{0,5}
    | '{3} (?: [^']++ | '(?!'') )*+ '{0,5}
    | " (?: [^"\\\n]++ | \\. )*+ "?
    | ' [^'\n]*+ '?
    | \# [^\n]*+
    """,
    re.VERBOSE | re.DOTALL,
)
"""What does not end reaches as far as it could, so that all is read once."""
_PLACE: Final = re.compile(r"\((at line \d+, column \d+|at end of document)\)\Z")
"""Where tomllib stopped; what it says before that may hold a stranger's words."""
_USUAL: Final = {each.name: each.default for each in fields(Moment)}


def as_file(playlist: Playlist) -> str:
    """Write a playlist as TOML, for people to read and change."""
    parts = [f"title = {_quoted(playlist.title)}"]
    for moment in playlist.moments:
        lines = [f"{name} = {_quoted(value)}" for name, value in _told(moment).items()]
        parts.append("\n".join(["[[moment]]", *lines]))
    return "\n\n".join(parts) + "\n"


def from_file(text: str, pages: Collection[str]) -> Playlist:
    """Read a playlist from its file; `pages` are the addresses that this app has.

    Raises:
        PlaylistError: It is no playlist, or a part of it cannot be kept.
    """
    if len(text) > MOST_CHARACTERS:
        raise PlaylistError(_FILE, f"has more than {MOST_CHARACTERS:,} characters")
    text = text.replace("\r\n", "\n")
    _check_dots(text)
    try:
        told = tomllib.loads(text)
    except (ValueError, RecursionError) as problem:
        place = _PLACE.search(str(problem))
        where = place[1] if place else "a part of it is too deep or too long"
        raise PlaylistError(_FILE, f"is not TOML: {where}") from None
    return _playlist(_FILE, told, pages)


def _check_dots(text: str) -> None:
    """Refuse names of several parts: tomllib keeps each with all that stand before it."""
    if "." in _QUOTED_OR_COMMENT.sub("", text):
        raise PlaylistError(
            _FILE,
            "is no playlist: outside of its quoted texts there is a dot, and no name and no "
            "whole number has one",
        )


def as_link(playlist: Playlist) -> str:
    """Pack a playlist into characters that an address can hold.

    Raises:
        PlaylistError: It is too long for an address.
    """
    told = {"title": playlist.title, "moment": [_told(each) for each in playlist.moments]}
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    packed = base64.urlsafe_b64encode(zlib.compress(text.encode(), 9)).decode().rstrip("=")
    if len(packed) > LONGEST_LINK:
        raise PlaylistError(
            "this playlist",
            f"would make a link of {len(packed):,} characters, and at most {LONGEST_LINK:,} are "
            "sure to arrive: shorten its notes, or save it as a file",
        )
    return packed


def from_link(packed: str, pages: Collection[str]) -> Playlist:
    """Unpack a playlist from an address; `pages` are the addresses that this app has.

    Raises:
        PlaylistError: It is no playlist, or a part of it cannot be kept.
    """
    if len(packed) > LONGEST_LINK:
        raise PlaylistError(_LINK, f"is longer than {LONGEST_LINK:,} characters")
    try:
        told = json.loads(_unpacked(packed))
    except (ValueError, RecursionError, zlib.error):
        raise PlaylistError(
            _LINK, "holds no playlist that can be read: perhaps a part of it was cut off"
        ) from None
    return _playlist(_LINK, told, pages)


def _unpacked(packed: str) -> str:
    pressed = base64.b64decode(packed + "=" * (-len(packed) % 4), altchars=b"-_", validate=True)
    unpacking = zlib.decompressobj()
    text = unpacking.decompress(pressed, _MOST_BYTES)
    if not unpacking.eof:
        raise PlaylistError(_LINK, f"is cut off, or unpacks to more than {_MOST_BYTES:,} bytes")
    return text.decode()


def _told(moment: Moment) -> dict[str, str | int]:
    """Say what a moment has beyond the usual, in the order in which it is read."""
    return {
        name: getattr(moment, name)
        for name, usual in _USUAL.items()
        if usual is MISSING or getattr(moment, name) != usual
    }


def _playlist(source: str, told: object, pages: Collection[str]) -> Playlist:
    if not isinstance(told, Mapping) or not {"title", "moment"}.issuperset(told):
        raise PlaylistError(source, "is no playlist: that has a title and moments, no more")
    title, moments = told.get("title", ""), told.get("moment", [])
    if not (isinstance(title, str) and isinstance(moments, list)):
        raise PlaylistError(source, "is no playlist: its title is a text, its moments are a list")
    check_count(len(moments))
    return Playlist(title, tuple(_moment(i, each, pages) for i, each in enumerate(moments, 1)))


def _moment(number: int, told: object, pages: Collection[str]) -> Moment:
    moment = f"moment {number}"
    if not isinstance(told, Mapping) or not _USUAL.keys() >= told.keys():
        known = ", ".join(_USUAL)
        raise PlaylistError(moment, f"has something that no moment has; it may have {known}")
    if "address" not in told:
        raise PlaylistError(moment, "has no address")
    for name, value in told.items():
        whole = name in {"until", "minutes"}
        if type(value) is not (int if whole else str):
            kind = "a whole number" if whole else "a text"
            raise PlaylistError(moment, f"has a wrong {name}: it is {kind}")
    try:
        read = Moment(**told)
    except PlaylistError as problem:
        raise PlaylistError(moment, f"cannot be kept: {str(problem)[:-1]}") from None
    check_page(read, pages)
    return read


def check_page(moment: Moment, pages: Collection[str]) -> None:
    """Refuse a moment on a page that this app does not have."""
    if moment.page not in pages:
        raise PlaylistError("the address", f"names a page that is not here, {moment.page[:40]}")


def _quoted(value: str | int) -> str:
    """Write a value for TOML; a text of several lines keeps them."""
    if isinstance(value, int):
        return str(value)
    lines = [json.dumps(line, ensure_ascii=False)[1:-1] for line in value.split("\n")]
    return f'"{lines[0]}"' if len(lines) == 1 else '"""\n' + "\n".join(lines) + '"""'
