"""Ten questions for a test, drawn by a seed that a class can share."""

from collections import Counter
from collections.abc import Sequence
from random import Random
from typing import Final

from quizzes.bank import Bank
from quizzes.question import Option, Question

OF_LEVEL: Final = {"easy": 3, "medium": 4, "hard": 3}
"""How many questions of each level a test has."""


def draw(bank: Bank, seed: str, number: int = 1) -> tuple[Question, ...]:
    """Draw the questions of a seed's first, second, … test, the easy ones first.

    The same seed and number give the same ten. None comes again in a later test before all of
    its level have been asked. The lesson's own questions open practice, so they are left out.
    """
    chance = Random(seed)  # noqa: S311  a lottery that a class can repeat, not a secret
    variants: dict[str, list[Question]] = {}
    for question in bank.questions:
        if question.source:
            continue
        variants.setdefault(question.template, []).append(question)
    left: dict[str, list[str]] = {level: [] for level in OF_LEVEL}
    drawn: list[str] = []
    for _ in range(number):
        drawn = []
        stages: Counter[str] = Counter()
        for level, count in OF_LEVEL.items():
            for _ in range(count):
                if not left[level]:
                    left[level] = _shuffled_anew(variants, level, drawn, chance)
                name = min(left[level], key=lambda each: stages[variants[each][0].stage])
                left[level].remove(name)
                stages[variants[name][0].stage] += 1
                drawn.append(name)
    return tuple(chance.choice(variants[name]) for name in drawn)


def _shuffled_anew(
    variants: dict[str, list[Question]], level: str, drawn: Sequence[str], chance: Random
) -> list[str]:
    """Put the whole level back; what this test has already asked comes last."""
    names = [name for name, (first, *_) in variants.items() if first.level == level]
    chance.shuffle(names)
    return sorted(names, key=lambda name: name in drawn)


def shuffled(question: Question, seed: str) -> tuple[Option, ...]:
    """Lay out a question's options; those to be put in order never lie in order already."""
    chance = Random(f"{seed}/{question.id}")  # noqa: S311  so a reload shows the same
    options = list(question.options)
    chance.shuffle(options)
    if question.kind == "order" and tuple(option.letter for option in options) == question.key:
        options.reverse()
    return tuple(options)
