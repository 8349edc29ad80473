"""The words that a stage uses, said plainly."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Final

from lifecycle.algorithm import LOGISTIC_REGRESSION, Algorithm
from lifecycle.moments import PROSE
from lifecycle.stage import TRAINING, Stage

_LESSON: Final = PROSE / "words.toml"
_OWN_DATA: Final = PROSE / "own-words.toml"


def words_of(
    stage: Stage, algorithm: Algorithm = LOGISTIC_REGRESSION
) -> tuple[tuple[str, str], ...]:
    """Answer with a stage's words and what each means; in training, the algorithm's own too."""
    glossary = _glossary()
    words = tuple(glossary[stage.verb].items())
    if stage is TRAINING:
        return ((algorithm.noun, glossary["algorithms"][algorithm.name]), *words)
    return words


def own_words_of(stage: Stage) -> tuple[tuple[str, str], ...]:
    """Answer with the words that a stage uses of a learner's own table."""
    return tuple(_glossary(_OWN_DATA)[stage.verb].items())


@cache
def _glossary(file: Path = _LESSON) -> dict[str, dict[str, str]]:
    return tomllib.loads(file.read_text(encoding="utf-8"))
