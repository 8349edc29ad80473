"""A saved playlist that comes back as a file: taken at once, and held no longer."""

from typing import Final

import streamlit as st

from classroom.playlist import PlaylistError
from ui.uploads import forget_files

_FILES: Final = "playlist-files"


def chosen_file() -> bytes | None:
    """Offer to choose a file, and answer with what is in it, once."""
    number = st.session_state.setdefault(_FILES, 0)
    file = st.file_uploader("Or choose its file", key=f"{_FILES}-{number}", max_upload_size=1)
    if file is None:
        return None
    st.session_state[_FILES] += 1  # the next file gets an uploader of its own
    content = file.getvalue()
    forget_files()
    return content


def text_of(content: bytes) -> str:
    """Read a file as text.

    Raises:
        PlaylistError: It is none.
    """
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise PlaylistError("this file", "is no text in UTF-8") from None
