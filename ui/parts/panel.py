"""A panel that opens at a button, with a title above it like that of any other widget."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator


def panel(place: "DeltaGenerator", title: str, button: str) -> "DeltaGenerator":
    """Answer with the inside of a panel; its button tells what is chosen in it."""
    titled = place.container(gap="xxsmall")
    titled.markdown(f":small[{title}]")
    return titled.popover(button, width="stretch")
