from hypothesis import given

from quizzes.bank import Bank
from quizzes.exports import anki
from quizzes.question import Question
from tests.quizzes.exports.questions import CELLS, saying, texts
from tests.quizzes.exports.reading import said, said_option, seen


def read(questions: tuple[Question, ...]) -> tuple[dict[str, str], list[list[str]]]:
    """Read the file as Anki does: headers, then a note a line; later lines with # are lost."""
    lines = anki.write(questions, CELLS).decode().split("\n")
    assert lines.pop() == ""
    header = {}
    while lines and lines[0].startswith("#"):
        name, _, value = lines.pop(0)[1:].partition(":")
        header[name] = value
    assert not any(line.startswith("#") for line in lines)
    rows = [line.split("\t") for line in lines]
    assert all(len(row) == 4 for row in rows)
    assert not any(
        cell.startswith('"') for row in rows for cell in row
    )  # Anki would read it as quoted
    return header, rows


def unbroken(html: str) -> list[str]:
    return seen(html.replace("<ol type='A'>", "<ol>").replace('<ol type="A">', "<ol>"))


def test_the_header_tells_anki_what_the_columns_are(bank: Bank) -> None:
    header, _ = read(bank.questions)

    assert header == {
        "separator": "tab",
        "html": "true",
        "notetype": "Basic",
        "deck": "ML lifecycle, step by step",
        "columns": "Guid\tFront\tBack\tTags",
        "guid column": "1",
        "tags column": "4",
    }


def test_a_card_asks_on_its_front_and_answers_on_its_back(bank: Bank) -> None:
    _, rows = read(bank.questions)

    for question, (guid, front, back, _) in zip(bank.questions, rows, strict=True):
        asked, told = unbroken(front), unbroken(back)
        assert guid == f"ml-lifecycle:{question.id}"
        assert asked[: len(said(question.stem))] == said(question.stem)
        assert not question.program or question.program in asked
        for option in question.options:
            assert said_option(question, option)[0] in asked
            assert any(said(option.feedback)[0] in block for block in told)
        for text in (*question.steps, question.check, *question.mistakes):
            assert said(text)[0] in told


def test_the_front_of_an_order_does_not_give_it_away(bank: Bank) -> None:
    _, rows = read(bank.questions)

    for question, row in zip(bank.questions, rows, strict=True):
        if question.kind == "order":
            front = row[1]
            places = [front.index(f"<p>{option.text[0]} ") for option in question.options]
            assert places != sorted(places)


def test_every_guid_is_the_cards_own(bank: Bank) -> None:
    _, rows = read(bank.questions)

    assert len({row[0] for row in rows}) == len(bank.questions)


def test_tags_have_no_spaces_in_them(bank: Bank) -> None:
    _, rows = read(bank.questions)

    for question, row in zip(bank.questions, rows, strict=True):
        tags = row[3].split(" ")
        assert tags[0] == f"level::{question.level}"
        assert len(tags) == 2 + len(question.misconceptions) + bool(question.source)


@given(texts)
def test_any_text_comes_back(text: str) -> None:
    _, ((_, front, back, _),) = read((saying(text, 1),))

    assert unbroken(front) == said(text) * 3
    assert said(text)[0] in unbroken(back)
