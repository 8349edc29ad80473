"""Questions for the tests: one of each kind, with every character that a format may trip over."""

import json
import subprocess
import sys
from dataclasses import replace
from functools import cache
from typing import Final

from hypothesis import strategies as st

from quizzes.lesson import Lesson
from quizzes.question import LETTERS, Hint, Option, Question
from tests.serving import ROOT

NASTY: Final = (
    "a ~ b = {c} # d: e\\f \\n <b>b</b> &amp; ]]> <![CDATA[ \"q\" 'q' 😀\ttab\nline :: -> #### "
    "%50% // <!-- --> [html] $CATEGORY: &&058; é中 "
    '* _ `code <i> = {x}` **bold & `more`** [row 6](#6.next_stage "Data Collection")'
)
"""Every sign of GIFT, HTML, XML and CSV, and our own Markdown."""

CELLS: Final = {
    f"{step}.{column}": f"{column} & <{step}>"
    for step in range(1, 8)
    for column in ("current_stage", "action", "next_stage", "tracker")
} | {"0.tracker": "start"}


def question_of(kind: str, key: str, texts: tuple[str, ...], **fields: object) -> Question:
    """Build a question of a kind with these option texts."""
    options = tuple(
        Option(letter, text, f"Feedback on {letter}: {NASTY}")
        for letter, text in zip(LETTERS, texts, strict=False)
    )
    question = Question(
        id=f"nasty-{kind}@quiet-year",
        kind=kind,
        level="hard",
        stage="Monitoring & Maintenance",
        misconceptions=("deployment-is-the-end", "back-to-training"),
        source=None,
        stem=NASTY,
        program="",
        cell=None,
        options=options,
        key=tuple(key),
        hints=(Hint(f"First {NASTY}", "row 6"), Hint(f"Then {NASTY}", "6.next_stage")),
        steps=(f"One {NASTY}", f"Two {NASTY}"),
        check=f"Check {NASTY}",
        mistakes=(f"Mistake {NASTY}",),
    )
    return replace(question, **fields)  # type: ignore[arg-type]


def of_each_kind() -> tuple[Question, ...]:
    """Give a nasty question of each kind, and those that are read easily as something else."""
    texts = tuple(f"{letter} {NASTY}" for letter in "ABCDE")
    return (
        question_of("one", "b", texts),
        question_of("several", "ace", texts),
        replace(question_of("several", "ab", texts[:3]), id="nasty-two"),
        question_of("order", "abcd", texts[:4]),
        question_of(
            "predict", "a", ("[html]\n  1: {a} `b` **c**", "T\n~2"), program="if a:\n\tprint('=')"
        ),
        question_of("cell", "b", texts[:2], cell="3.next_stage"),
        replace(question_of("cell", "b", texts[:2], cell="3.tracker"), id="nasty-tracker"),
    )


texts = (
    st.text(
        st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff")
        | st.sampled_from("\t\n\\~=#{}:%&<>\"'`*[]()n-+@,;/")
    )
    .map(str.strip)
    .filter(bool)
)
"""Any text that a question may hold."""


def saying(text: str, number: int) -> Question:
    """Build a question that says the same text everywhere."""
    return Question(
        id=f"saying-{number}",
        kind="one",
        level="easy",
        stage="Data Collection",
        misconceptions=(),
        source=None,
        stem=text,
        program="",
        cell=None,
        options=(Option("a", text, text), Option("b", text, text)),
        key=("a",),
        hints=(Hint(text, None),),
        steps=(text,),
        check=text,
        mistakes=(text,),
    )


@cache
def lesson() -> Lesson:
    """Ask the lesson for its table, once; the source's questions need no run."""
    asked = subprocess.run(
        [sys.executable, "-m", "lifecycle", "trace", "--outcome", "retrain", "--format", "json"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    return Lesson.told_by(json.loads(asked.stdout), [])
