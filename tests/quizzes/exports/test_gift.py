import json
import shutil
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizzes.bank import Bank
from quizzes.exports import gift
from quizzes.question import Question
from tests.quizzes.exports.questions import CELLS, saying, texts
from tests.quizzes.exports.reading import said, said_option, seen

PARSER = "gift-pegjs@1.0.2"
READ = """
const parse = require(process.argv[1]).parse;
const chunks = [];
process.stdin.on('data', c => chunks.push(c));
process.stdin.on('end', () => {
  process.stdout.write(JSON.stringify(parse(Buffer.concat(chunks).toString('utf8'))));
});
"""


@pytest.fixture(scope="session")
def parser() -> str:
    """Return where somebody else's GIFT parser is, fetched once for this machine."""
    if not (shutil.which("node") and shutil.which("npm")):
        pytest.skip("node and npm are needed to read GIFT with somebody else's parser")
    folder = Path(tempfile.gettempdir()) / PARSER.replace("@", "-")
    module = folder / "node_modules" / "gift-pegjs"
    if not module.is_dir():
        draft = tempfile.mkdtemp()  # then renamed, for other workers fetch it at the same time
        command = ["npm", "install", "--no-save", "--prefix", draft, PARSER]
        asked = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
        if asked.returncode:
            pytest.skip(f"npm could not fetch {PARSER}: {asked.stderr.strip()[-200:]}")
        with suppress(OSError):
            Path(draft).rename(folder)
    return str(module)


def read(parser: str, written: bytes) -> list[dict[str, Any]]:
    asked = subprocess.run(
        ["node", "-e", READ, parser], input=written, capture_output=True, check=False
    )
    assert asked.returncode == 0, asked.stderr.decode()
    items: list[dict[str, Any]] = json.loads(asked.stdout)
    return items


def by_title(items: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {item["title"]: item for item in items if item["type"] != "Category"}


def test_another_parser_finds_every_question_under_its_stage(parser: str, bank: Bank) -> None:
    items = read(parser, gift.write(bank.questions, CELLS))

    stages: dict[str, str] = {}
    for item in items:
        if item["type"] == "Category":
            stage = item["title"]
        else:
            stages[item["title"]] = stage
    root = "$course$/top/ML lifecycle, step by step"
    assert stages == {each.id: f"{root}/{each.stage}" for each in bank.questions}


def test_another_parser_reads_every_stem_program_and_solution(parser: str, bank: Bank) -> None:
    read_back = by_title(read(parser, gift.write(bank.questions, CELLS)))

    for question in bank.questions:
        item = read_back[question.id]
        blocks = seen(item["stem"]["text"])
        assert item["stem"]["format"] == "html"
        assert blocks[: len(said(question.stem))] == said(question.stem)
        assert (question.program in blocks) == bool(question.program)
        solution = seen(item["globalFeedback"]["text"])
        for text in (*question.steps, question.check, *question.mistakes):
            assert said(text)[0] in solution
        assert item["tags"][:2] == [f"level: {question.level}", f"stage: {question.stage}"]


def test_another_parser_reads_every_option_weight_and_feedback(parser: str, bank: Bank) -> None:
    read_back = by_title(read(parser, gift.write(bank.questions, CELLS)))

    for question in (each for each in bank.questions if each.kind != "order"):
        item = read_back[question.id]
        assert item["type"] == "MC"
        for option, choice in zip(question.options, item["choices"], strict=True):
            assert seen(choice["text"]["text"]) == said_option(question, option)
            assert seen(choice["feedback"]["text"]) == said(option.feedback)
            is_only_right = question.kind != "several" and option.letter in question.key
            assert choice["isCorrect"] == is_only_right
            assert choice["weight"] == weight(question, option.letter)


def weight(question: Question, letter: str) -> float | None:
    if question.kind != "several":
        return None
    right, wrong = len(question.key), len(question.options) - len(question.key)
    return round(100 / right if letter in question.key else -100 / wrong, 5)


def test_another_parser_reads_an_order_as_places(parser: str, bank: Bank) -> None:
    read_back = by_title(read(parser, gift.write(bank.questions, CELLS)))

    for question in (each for each in bank.questions if each.kind == "order"):
        item = read_back[question.id]
        pairs = [(seen(p["subquestion"]["text"]), p["subanswer"]) for p in item["matchPairs"]]
        right = [said(question.option(letter).text) for letter in question.key]
        assert item["type"] == "Matching"
        assert pairs == [(text, str(place)) for place, text in enumerate(right, start=1)]


@settings(
    max_examples=8,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(texts, min_size=1, max_size=25))
def test_any_text_comes_back_from_another_parser(parser: str, drawn: list[str]) -> None:
    questions = [saying(text, number) for number, text in enumerate(drawn)]

    items = by_title(read(parser, gift.write(questions, CELLS)))

    for question in questions:
        item = items[question.id]
        choice = item["choices"][0]
        assert seen(item["stem"]["text"]) == said(question.stem)
        assert seen(choice["text"]["text"]) == said(question.stem)
        assert seen(choice["feedback"]["text"]) == said(question.stem)
