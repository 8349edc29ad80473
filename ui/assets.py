"""What the browser is sent beside what Streamlit draws: styles, scripts and pieces of HTML."""

from pathlib import Path
from typing import Final

_UI: Final = Path(__file__).parent


def contents(*names: str) -> str:
    """Return what is written in some files, one after the other; each is named from `ui/` on."""
    return "\n".join((_UI / name).read_text(encoding="utf-8") for name in names)
