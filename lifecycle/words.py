"""The words that a stage uses, said plainly."""

import tomllib
from functools import cache
from typing import Final

from lifecycle.moments import PROSE
from lifecycle.stage import Stage

_FILE: Final = PROSE / "words.toml"


@cache
def words_of(stage: Stage) -> tuple[tuple[str, str], ...]:
    """Answer with a stage's words and what each means."""
    glossary = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return tuple(glossary[stage.verb].items())
