"""The words that a stage uses, said plainly."""

import tomllib
from functools import cache
from typing import Final

from lifecycle.algorithm import LOGISTIC_REGRESSION, Algorithm
from lifecycle.moments import PROSE
from lifecycle.stage import TRAINING, Stage

_FILE: Final = PROSE / "words.toml"


def words_of(
    stage: Stage, algorithm: Algorithm = LOGISTIC_REGRESSION
) -> tuple[tuple[str, str], ...]:
    """Answer with a stage's words and what each means; in training, the algorithm's own too."""
    glossary = _glossary()
    words = tuple(glossary[stage.verb].items())
    if stage is TRAINING:
        return ((algorithm.noun, glossary["algorithms"][algorithm.name]), *words)
    return words


@cache
def _glossary() -> dict[str, dict[str, str]]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))
