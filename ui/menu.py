"""The pages there are, as the menu and the server know them."""

from dataclasses import dataclass
from typing import Final

TITLE: Final = "ML lifecycle, step by step"


@dataclass(frozen=True, slots=True)
class Entry:
    """A page: its script, its address below the root, and what the menu says of it."""

    script: str
    address: str
    title: str
    help: str


HOME: Final = Entry(
    "../pages/learn/home.py",
    "",
    "Home",
    "What you will learn here, how long it takes, and where to start.",
)
STEP_THROUGH: Final = Entry(
    "../pages/learn/step_through.py",
    "step-through",
    "Step through",
    "Run the six stages one step at a time, with a real model behind every row.",
)
PAGES: Final = (HOME, STEP_THROUGH)
