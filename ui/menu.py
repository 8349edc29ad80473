"""The pages there are, as the menu and the server know them."""

from collections.abc import Mapping
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
WHY_IT_MATTERS: Final = Entry(
    "../pages/learn/why_it_matters.py",
    "why-it-matters",
    "Why it matters",
    "What happens when a model is let out and nobody watches.",
)
STEP_THROUGH: Final = Entry(
    "../pages/learn/step_through.py",
    "step-through",
    "Step through",
    "Run the six stages one step at a time, with a real model behind every row.",
)
LIVE_LAB: Final = Entry(
    "../pages/learn/live_lab.py",
    "live-lab",
    "Live lab",
    "Choose the years, the model, the gate and the seed, and run the six stages on them.",
)
OWN_DATA: Final = Entry(
    "../pages/learn/own_data.py",
    "own-data",
    "Your own data",
    "Run the six stages on a table that you bring as a CSV file.",
)
COMPARE: Final = Entry(
    "../pages/learn/compare.py",
    "compare",
    "Compare",
    "Two runs of the live lab side by side: where do they part, and in what?",
)
BREAK_A_STAGE: Final = Entry(
    "../pages/learn/break_a_stage.py",
    "break-a-stage",
    "Break a stage",
    "One stage has made a real mistake: find it from the evidence.",
)
CODE_LAB: Final = Entry(
    "../pages/learn/code_lab.py",
    "code-lab",
    "Code lab",
    "Three programs for one lifecycle, and an editor: change the program and trace it again.",
)
READ_OR_LISTEN: Final = Entry(
    "../pages/learn/read_or_listen.py",
    "read-or-listen",
    "Read or listen",
    "The whole walk in words, read aloud sentence by sentence or printed.",
)
KEY_MOMENTS: Final = Entry(
    "../pages/learn/key_moments.py",
    "key-moments",
    "Key moments",
    "Questions worth a pause, beside the whole run.",
)
VISUAL_QUIZ: Final = Entry(
    "../pages/practise/visual_quiz.py",
    "visual-quiz",
    "Visual quiz",
    "Three questions that are answered from the execution table.",
)
PRACTICE: Final = Entry(
    "../pages/practise/practice.py",
    "practice",
    "Practice",
    "One question at a time, with hints, worked solutions and as many tries as you like.",
)
TEST: Final = Entry(
    "../pages/practise/test.py",
    "test",
    "Test",
    "Ten questions, and an honest verdict on what they show.",
)
RECALL: Final = Entry(
    "../pages/practise/recall.py",
    "recall",
    "Recall",
    "Cards that come back when you are about to forget them.",
)
CERTIFICATE: Final = Entry(
    "../pages/practise/certificate.py",
    "certificate",
    "Certificate",
    "See whether a certificate's code is genuine.",
)
MY_DATA: Final = Entry(
    "../pages/practise/my_data.py",
    "my-data",
    "My data",
    "See, download, carry to another device or forget what is kept of you here.",
)
PRESENT: Final = Entry(
    "../pages/teach/present.py",
    "present",
    "Present",
    "The step-through for a room: large, without a menu, stepped by keys or a clicker.",
)
NOTES: Final = Entry(
    "../pages/teach/notes.py",
    "notes",
    "Speaker notes",
    "What to say and ask, and the time: a second window that follows Present.",
)
PLAYLIST: Final = Entry(
    "../pages/teach/playlist.py",
    "playlist",
    "Playlist",
    "Put moments of the lesson in your own order, keep them, present them.",
)
SECTIONS: Final[Mapping[str, tuple[Entry, ...]]] = {
    "": (HOME,),
    "Learn": (
        WHY_IT_MATTERS,
        STEP_THROUGH,
        LIVE_LAB,
        OWN_DATA,
        COMPARE,
        BREAK_A_STAGE,
        CODE_LAB,
        KEY_MOMENTS,
        READ_OR_LISTEN,
    ),
    "Practise": (
        VISUAL_QUIZ,
        PRACTICE,
        TEST,
        RECALL,
    ),
    "Teach": (
        PRESENT,
        NOTES,
        PLAYLIST,
    ),
    "You": (
        MY_DATA,
        CERTIFICATE,
    ),
}
"""What the menu opens, and the pages in each; those without a section stand in the bar itself."""

PAGES: Final = tuple(entry for section in SECTIONS.values() for entry in section)
