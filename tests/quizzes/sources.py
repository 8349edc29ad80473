"""The real bank as the tests need it: as it is written, as it is read, and written anew."""

import json
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from lifecycle.commands import run, trace
from lifecycle.trace import outcome_calls, trace_program
from quizzes.__main__ import SCENARIOS
from quizzes.bank import QUESTIONS, Bank, load
from quizzes.lesson import Lesson
from tests.runs import run_for

Entry = dict[str, Any]
"""A question as the TOML file has it."""


@cache
def lesson() -> Lesson:
    """Answer with what the lesson's table holds and what its runs measured."""
    rows = json.loads(trace.as_json(trace_program(outcome_calls(needs_retraining=True))))
    runs = [json.loads(run.as_json(run_for(name))) for name in SCENARIOS]
    return Lesson.told_by(rows, runs)


@cache
def bank() -> Bank:
    """Answer with the whole bank, the same one to every test of the process."""
    return load(QUESTIONS, lesson())


@cache
def entries() -> dict[str, Entry]:
    """Answer with every question as it is written, by its id; nothing is worked out for it."""
    files = [tomllib.loads(path.read_text("utf-8")) for path in sorted(QUESTIONS.glob("*.toml"))]
    return {entry["id"]: entry for file in files for entry in file["question"]}


def names_of(*kinds: str, fact: bool | None = None) -> list[str]:
    """List the ids of the questions of these kinds, with a fact, without one or either."""
    return [
        name
        for name, entry in entries().items()
        if entry["kind"] in kinds and fact in (None, "fact" in entry)
    ]


def write(path: Path, *questions: Entry) -> None:
    """Write questions to a file as a teacher's editor would."""
    tables = [
        "\n".join(["[[question]]", *(f"{name} = {_toml(value)}" for name, value in each.items())])
        for each in questions
    ]
    path.write_text("\n\n".join(tables), encoding="utf-8")


def _toml(value: object) -> str:
    """Write a value on one line; TOML's strings, numbers and truths are JSON's."""
    match value:
        case dict():
            return f"{{{', '.join(f'{name} = {_toml(each)}' for name, each in value.items())}}}"
        case list():
            return f"[{', '.join(map(_toml, value))}]"
    return json.dumps(value, ensure_ascii=False)
