"""A stranger's words where Streamlit reads Markdown: shown as they were written."""

import re
from typing import Final

_SIGNS: Final = re.compile(r"[!-/:-@\[-`{-~]")
_UNDONE: Final = re.compile(r"(?i)(?<=[:@])|(?<=www)(?=\.)|(?<=[<>=~-])(?=[<>=~-])")
"""Where Streamlit makes a link, an icon, an arrow or a dash of text whose signs were escaped."""
JOINER: Final = "\u2060"
"""A sign of no width that lets no line break."""

_LONG: Final = re.compile(r"(\S{16})(?=\S)")
FOLD: Final = "\u200b"


def plain(text: str) -> str:
    """Escape all that Markdown and Streamlit's additions to it would act on."""
    return _SIGNS.sub(r"\\\g<0>", _UNDONE.sub(JOINER, text))


def foldable(text: str) -> str:
    """Let a very long word go on in the next line, where it would push other columns away."""
    return _LONG.sub(rf"\1{FOLD}", text)
