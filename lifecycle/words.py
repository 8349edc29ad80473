"""The words that a stage uses, said plainly."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Final

from lifecycle.moments import PROSE
from lifecycle.stage import Stage

LESSON: Final = PROSE / "words.toml"
OWN_DATA: Final = PROSE / "own-words.toml"


@cache
def words_of(stage: Stage, file: Path = LESSON) -> tuple[tuple[str, str], ...]:
    """Answer with a stage's words and what each means."""
    glossary = tomllib.loads(file.read_text(encoding="utf-8"))
    return tuple(glossary[stage.verb].items())
