"""Whoever spoils a question is told which one and why, in words that a teacher understands."""

import json
import re
import tomllib
from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path
from typing import Final, Protocol

import pytest

from quizzes import programs
from quizzes.bank import read
from quizzes.lesson import Lesson
from tests.quizzes.sources import Entry, entries, names_of, write

JARGON: Final = re.compile(
    r"Traceback|pydantic|ValidationError|validat|Input should|NoneType|constrained|codec"
    r"|instance of|\bdict|\bstr\b|<class|\n",
)
FILE: Final = "ours.toml"
FIRST_OF_ALL: Final = "after-training"
SECOND: Final = "monitoring-starts"


class Complain(Protocol):
    """Spoil a question, read it again, and answer with what is said about it."""

    def __call__(self, name: str, spoil: Callable[[Entry], object]) -> list[str]: ...


@pytest.fixture(scope="module")
def of_two_questions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder for one file, which every question that is spoilt writes anew."""
    return tmp_path_factory.mktemp("questions")


@pytest.fixture
def complain(of_two_questions: Path, lesson: Lesson) -> Complain:
    """Return a way to spoil one of two questions on a copy; the other must not be blamed."""

    def complaints_after(name: str, spoil: Callable[[Entry], object]) -> list[str]:
        spoilt = deepcopy(entries()[name])
        spoil(spoilt)
        other = FIRST_OF_ALL if name != FIRST_OF_ALL else SECOND
        write(of_two_questions / FILE, spoilt, entries()[other])

        _, found = read(of_two_questions, lesson)

        complaints = [each for each in found if each.question]  # of two, one may well be longest
        assert {(each.file, each.question) for each in complaints} <= {(FILE, name)}
        assert not [str(each) for each in complaints if JARGON.search(str(each))]
        return [each.reason for each in complaints]

    return complaints_after


def said(reasons: list[str], pattern: str) -> bool:
    return any(re.fullmatch(pattern, reason) for reason in reasons)


def right_and_wrong(entry: Entry) -> tuple[int, int]:
    """Find an option that is right and one that is not; for a fact, in the first scenario."""
    options = entry["option"]
    if "fact" in entry:
        told = entry["answer"][entry["scenarios"][0]]
        right = [option["text"] in told for option in options]
        when = {option.get("when") for option, is_right in zip(options, right, strict=True)}
        assert len(when) > 1
    elif entry["kind"] in {"predict", "cell"}:
        right = [option["feedback"].startswith("Yes") for option in options]
    else:
        right = [option.get("right", False) for option in options]
    return right.index(True), right.index(False)


def swap(field: str, entry: Entry, first: int, second: int) -> None:
    """Swap what two options have in a field, which one of them may lack."""
    one, other = entry["option"][first], entry["option"][second]
    values = one.pop(field, None), other.pop(field, None)
    for option, value in zip((other, one), values, strict=True):
        if value is not None:
            option[field] = value


def swap_right_and_wrong(field: str) -> Callable[[Entry], None]:
    return lambda entry: swap(field, entry, *right_and_wrong(entry))


FEEDBACK_DISAGREES: Final = r"the feedback of \[.*\] must begin with 'Yes', and no other may"
ANSWER_DISAGREES: Final = (
    r"its options say that \[.*\] is right(?: in [a-z-]+)?, but its `answer` does not: "
    r"one of them is wrong"
)

# ---- the key ---------------------------------------------------------------------------------


@pytest.mark.parametrize("name", entries())
def test_a_copy_that_nobody_spoilt_is_well(complain: Complain, name: str) -> None:
    assert complain(name, lambda _: None) == []


@pytest.mark.parametrize("name", names_of("one", fact=False))
def test_another_option_marked_right_is_noticed(complain: Complain, name: str) -> None:
    reasons = complain(name, swap_right_and_wrong("right"))

    assert said(reasons, FEEDBACK_DISAGREES)


@pytest.mark.parametrize("name", names_of("one", fact=False))
def test_another_option_marked_right_and_praised_is_noticed(complain: Complain, name: str) -> None:
    def spoil(entry: Entry) -> None:
        places = right_and_wrong(entry)
        swap("right", entry, *places)
        swap("feedback", entry, *places)

    assert said(complain(name, spoil), ANSWER_DISAGREES)


@pytest.mark.parametrize("name", names_of("several", fact=False))
def test_a_wrong_option_marked_right_among_several_is_noticed(
    complain: Complain, name: str
) -> None:
    assert said(complain(name, swap_right_and_wrong("right")), ANSWER_DISAGREES)


@pytest.mark.parametrize("name", names_of("several", fact=False))
def test_a_right_option_that_lost_its_mark_is_noticed(complain: Complain, name: str) -> None:
    def spoil(entry: Entry) -> None:
        entry["option"][right_and_wrong(entry)[0]].pop("right")

    assert said(
        complain(name, spoil),
        rf"{ANSWER_DISAGREES}|it has 1 right options of \d, needs 2 or more",
    )


@pytest.mark.parametrize("name", names_of("one", "several", fact=True))
def test_options_that_are_right_at_the_wrong_measurement_are_noticed(
    complain: Complain, name: str
) -> None:
    assert said(complain(name, swap_right_and_wrong("when")), ANSWER_DISAGREES)


@pytest.mark.parametrize("name", names_of("order"))
def test_two_neighbours_that_changed_places_are_noticed(complain: Complain, name: str) -> None:
    for place in range(len(entries()[name]["option"]) - 1):

        def spoil(entry: Entry, place: int = place) -> None:
            options = entry["option"]
            options[place], options[place + 1] = options[place + 1], options[place]

        assert said(complain(name, spoil), ANSWER_DISAGREES)


@pytest.mark.parametrize("name", names_of("predict", "cell"))
def test_praise_for_a_wrong_option_is_noticed(complain: Complain, name: str) -> None:
    assert said(complain(name, swap_right_and_wrong("feedback")), FEEDBACK_DISAGREES)


@pytest.mark.parametrize("name", names_of("predict", "cell", "order"))
def test_a_mark_beside_a_key_that_is_worked_out_is_noticed(complain: Complain, name: str) -> None:
    reasons = complain(name, lambda entry: entry["option"][0].update(right=True))

    assert said(reasons, r"no option may be marked right in a question of kind \w+: .*")


@pytest.mark.parametrize("name", names_of("predict"))
def test_a_program_that_prints_something_else_is_noticed(complain: Complain, name: str) -> None:
    reasons = complain(name, lambda entry: entry.update(program='print("nothing of the kind")'))

    assert said(reasons, "0 options say what its program prints: 'nothing of the kind'")


@pytest.mark.parametrize("name", names_of("cell"))
def test_a_question_about_a_cell_that_holds_something_else_is_noticed(
    complain: Complain, lesson: Lesson, name: str
) -> None:
    held = lesson.cells[entries()[name]["cell"]]
    for cell in (cell for cell, holds in lesson.cells.items() if holds != held):

        def spoil(entry: Entry, cell: str = cell) -> None:
            entry["cell"] = cell

        reasons = complain(name, spoil)

        assert said(reasons, rf"0 options say what its cell holds: .*|{FEEDBACK_DISAGREES}")


@pytest.mark.parametrize("cell", ["9.next_stage", None])
def test_a_cell_that_is_not_there_is_noticed(complain: Complain, cell: str | None) -> None:
    def spoil(entry: Entry) -> None:
        entry.pop("cell")
        if cell:
            entry["cell"] = cell

    assert complain(FIRST_OF_ALL, spoil) == [f"it needs a cell of the table, not {cell!r}"]


def test_two_right_options_are_noticed(complain: Complain) -> None:
    reasons = complain(SECOND, lambda entry: entry["option"][1].update(right=True))

    assert reasons == ["it has 2 right options and needs exactly one"]


def test_a_missing_key_is_noticed(complain: Complain) -> None:
    reasons = complain(SECOND, lambda entry: entry["option"][0].pop("right"))

    assert reasons == ["it has 0 right options and needs exactly one"]


def test_a_missing_answer_is_noticed(complain: Complain) -> None:
    assert said(complain(SECOND, lambda entry: entry.pop("answer")), ANSWER_DISAGREES)


# ---- the options -----------------------------------------------------------------------------


@pytest.mark.parametrize("name", names_of("one", "several", "predict", "cell"))
def test_a_right_text_that_changed_places_with_a_wrong_one_is_noticed(
    complain: Complain, name: str
) -> None:
    reasons = complain(name, swap_right_and_wrong("text"))

    assert said(reasons, f"{ANSWER_DISAGREES}|{FEEDBACK_DISAGREES}")


@pytest.mark.parametrize("name", entries())
def test_a_missing_feedback_is_noticed(complain: Complain, name: str) -> None:
    for number in range(1, len(entries()[name]["option"]) + 1):

        def spoil(entry: Entry, place: int = number - 1) -> None:
            del entry["option"][place]["feedback"]

        assert complain(name, spoil) == [f"`feedback` of option {number} is missing"]


@pytest.mark.parametrize("name", entries())
def test_a_feedback_used_twice_is_noticed(complain: Complain, name: str) -> None:
    def spoil(entry: Entry) -> None:
        entry["option"][0]["feedback"] = entry["option"][1]["feedback"]

    assert said(
        complain(name, spoil), rf"two of its feedbacks say the same: .*|{FEEDBACK_DISAGREES}"
    )


def test_a_feedback_that_only_repeats_its_option_is_noticed(complain: Complain) -> None:
    def spoil(entry: Entry) -> None:
        entry["option"][1]["feedback"] = f"**{entry['option'][1]['text']}**"

    assert complain(SECOND, spoil) == ["the feedback of 'Step 5' only repeats it"]


def test_an_option_offered_twice_is_noticed(complain: Complain) -> None:
    reasons = complain(SECOND, lambda entry: entry["option"][2].update(text="*step*  5"))

    assert reasons == ["two of its options say the same: 'step 5'"]


# ---- hints and citations ---------------------------------------------------------------------


@pytest.mark.parametrize("name", entries())
def test_the_answer_in_a_hint_is_noticed(complain: Complain, name: str) -> None:
    for number, answer in _answers_in_hints(entries()[name]):

        def spoil(entry: Entry, place: int = number - 1, answer: str = answer) -> None:
            entry["hint"][place]["text"] += f" It is: **{answer.strip()}**!"

        assert said(complain(name, spoil), rf"(?s)hint {number} contains the answer .*")


def _answers_in_hints(entry: Entry) -> Iterator[tuple[int, str]]:
    answer = entry.get("answer", entry["option"][right_and_wrong_of(entry)]["text"])
    told = list(answer.values()) if isinstance(answer, dict) else [answer]
    texts = [text for each in told for text in ([each] if isinstance(each, str) else each)]
    if entry["kind"] == "order":
        texts = [" → ".join(texts)]
    for number in range(1, len(entry["hint"]) + 1):
        yield from ((number, text) for text in texts)


def right_and_wrong_of(entry: Entry) -> int:
    return 0 if entry["kind"] == "order" else right_and_wrong(entry)[0]


@pytest.mark.parametrize("place", ["row 9", "9.next_stage", "line 99"])
@pytest.mark.parametrize("name", entries())
def test_a_hint_that_points_nowhere_is_noticed(complain: Complain, name: str, place: str) -> None:
    reasons = complain(name, lambda entry: entry["hint"][0].update(at=place))

    assert f"hint 1 points to {place!r}, which the lesson does not have" in reasons


@pytest.mark.parametrize("place", ["row nine", "9.teacher", "line 9-10", "somewhere"])
def test_a_hint_that_points_to_no_kind_of_place_is_noticed(complain: Complain, place: str) -> None:
    reasons = complain(SECOND, lambda entry: entry["hint"][1].update(at=place))

    assert reasons == [f"`at` of hint 2 is {place!r}, which is not written as it must be"]


@pytest.mark.parametrize("name", entries())
def test_hints_that_lead_from_the_line_back_to_the_row_are_noticed(
    complain: Complain, name: str
) -> None:
    def spoil(entry: Entry) -> None:
        entry["hint"][0]["at"], entry["hint"][1]["at"] = "line 3", "row 3"

    assert "its hints must lead from the row to the cell to the line" in complain(name, spoil)


def every_text(entry: Entry, change: Callable[[str], str]) -> None:
    """Change the texts of a question that may cite a cell."""
    for name in ("stem", "check"):
        entry[name] = change(entry[name])
    for name in ("steps", "mistakes"):
        entry[name] = [change(text) for text in entry[name]]
    for option in entry["option"]:
        option["feedback"] = change(option["feedback"])


@pytest.mark.parametrize("name", entries())
def test_a_citation_of_a_cell_that_is_not_there_is_noticed(complain: Complain, name: str) -> None:
    def spoil(entry: Entry) -> None:
        every_text(entry, lambda text: re.sub(r"\]\(#\d", "](#9", text, count=1))

    assert said(complain(name, spoil), r"it cites the cell 9\.\w+, which the table does not have")


@pytest.mark.parametrize("name", entries())
def test_a_citation_that_says_something_else_is_noticed(complain: Complain, name: str) -> None:
    def spoil(entry: Entry) -> None:
        every_text(entry, lambda text: re.sub(r'"\)', ' indeed")', text, count=1))

    assert said(
        complain(name, spoil),
        r"it says that \d\.\w+ holds '.* indeed', but it holds ['\"].*['\"]",
    )


@pytest.mark.parametrize("name", entries())
def test_a_solution_that_cites_nothing_is_noticed(complain: Complain, name: str) -> None:
    def spoil(entry: Entry) -> None:
        every_text(entry, lambda text: re.sub(r"\[([^]]+)\]\([^)]*\)", r"\1", text))

    assert complain(name, spoil) == ["its solution steps cite no cell of the table"]


@pytest.mark.parametrize("place", ["hint", "option"])
def test_a_false_citation_in_a_hint_or_an_option_is_noticed(complain: Complain, place: str) -> None:
    def spoil(entry: Entry) -> None:
        entry[place][1]["text"] += ' See [there](#9.action "it").'

    assert complain(SECOND, spoil) == ["it cites the cell 9.action, which the table does not have"]


def test_a_link_out_of_the_lesson_is_noticed(complain: Complain) -> None:
    reasons = complain(SECOND, lambda entry: entry.update(check="See [this](https://example.org)."))

    assert reasons == [
        (
            'a link must cite a cell, as [row 6](#6.next_stage "what it holds"): '
            "'See [this](https://example.org).'"
        )
    ]


# ---- what a question is made of --------------------------------------------------------------

LISTED: Final = "'one', 'several', 'order', 'predict' or 'cell'"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"stage": "Testing"}, "`stage` is 'Testing', and must be one of 'Data Collection', .*"),
        ({"kind": "essay"}, f"`kind` is 'essay', and must be one of {LISTED}"),
        ({"level": "brutal"}, "`level` is 'brutal', and must be one of 'easy', 'medium' or 'hard'"),
        ({"misconceptions": ["no-such"]}, "nobody knows the misconception 'no-such'"),
        ({"misconceptions": []}, "`misconceptions` needs 1 or more"),
        ({"colour": "red"}, "`colour` is not something a question has; is it misspelt?"),
        ({"stem": None}, "`stem` is missing"),
        ({"stem": "  "}, "`stem` is empty"),
        ({"stem": 3}, "`stem` must be a text in quotes"),
        ({"stem": "x" * 2_001}, "`stem` has more than 2,000 characters"),
        ({"steps": ["One."]}, "`steps` needs 2 or more"),
        ({"steps": "One."}, "`steps` must be a list"),
        ({"hint": []}, "`hint` needs 1 or more"),
        ({"hint": ["Look."]}, "hint 1 must be a table"),
        ({"answer": 3}, "`answer` must be a text, a list of texts, or one of these .*"),
        ({"answer": [""]}, "`answer` must be a text, a list of texts, or one of these .*"),
        ({"stem": "Of {nothing.measured:.1%}?"}, "'nothing.measured' is not measured in .*"),
        ({"scenarios": ["leap-year"]}, "no run is called 'leap-year'"),
        (
            {"scenarios": ["quiet-year", "quiet-year"]},
            "it names the scenario 'quiet-year' 2 times",
        ),
        (
            {"scenarios": ["quiet-year"], "stem": "Of {monitoring.no_such}?"},
            "'monitoring.no_such' is not measured in the run quiet-year",
        ),
        (
            {"scenarios": ["quiet-year"], "stem": "Of {decision:.1%}?"},
            "the gap {decision:.1%} does not suit what was measured, 'performs-well'",
        ),
        (
            {"scenarios": ["quiet-year"], "stem": "Of {monitoring.accuracy:d}?"},
            r"the gap {monitoring.accuracy:d} does not suit what was measured, 0\.\d+",
        ),
    ],
)
def test_a_question_made_wrongly_is_refused_with_its_reason(
    complain: Complain, change: dict[str, object], reason: str
) -> None:
    def spoil(entry: Entry) -> None:
        entry.update(change)
        for name in [name for name, value in entry.items() if value is None]:
            del entry[name]

    reasons = complain(SECOND, spoil)

    assert len(reasons) == 1
    assert re.fullmatch(_literal(reason), reasons[0]), reasons


def _literal(reason: str) -> str:
    """Take a reason as it stands, but for the dots and digits that stand for anything."""
    return re.escape(reason).replace(r"\.\*", ".*").replace(r"\\\.\\d\+", r"\.\d+")


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"right": "yes"}, "`right` of option 2 must be true or false"),
        ({"when": 0.5}, "`when` of option 2 must be a text, a whole number, true or false"),
        ({"answer": "x"}, "`answer` of option 2 is not something a question has; is it misspelt?"),
    ],
)
def test_an_option_made_wrongly_is_refused_with_its_reason(
    complain: Complain, change: dict[str, object], reason: str
) -> None:
    assert complain(SECOND, lambda entry: entry["option"][1].update(change)) == [reason]


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "A picture: <IMG src=x>",
        "</p>",
        "<!-- hidden -->",
        "[here](javascript:alert)",
        "so onclick = 'run()'",
        'a picture/onerror="run()"',
        "`code` <b>and more</b> `code`",
        "`code` onload='run()'",
    ],
)
@pytest.mark.parametrize("where", ["stem", "check", "steps", "mistakes", "option", "hint"])
def test_a_script_in_a_text_is_refused(complain: Complain, where: str, text: str) -> None:
    def spoil(entry: Entry) -> None:
        match entry[where]:
            case str():
                entry[where] = text
            case [str(), *_]:
                entry[where][0] = text
            case [dict(), *_]:
                entry[where][0]["text"] = text

    (reason,) = complain(SECOND, spoil)

    assert reason.endswith("write Markdown, and code in `backticks`")
    assert where in reason


@pytest.mark.parametrize(
    "text",
    [
        'Set monitor = "on" first.',
        'It stops if condition = "x".',
        "The contents = 'a' stay.",
        'Set `once = "x"` first.',
        "It stops `if a <b`.",
        "The list `<b>` and `</b>` stand around it.",
        "Here 1 < 2, and 2 <3.",
    ],
)
def test_code_in_a_text_is_no_script(complain: Complain, text: str) -> None:
    assert complain(SECOND, lambda entry: entry.update(check=text)) == []


# ---- programs --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("program", "reason"),
    [
        ("print(stages)", "its program fails: NameError: name 'stages' is not defined"),
        ("print(", "its program fails: SyntaxError: '(' was never closed"),
        ("raise SystemExit(3)", "its program fails: it ends with 3"),
        ("", "0 options say what its program prints: ''"),
        (
            r"import sys; sys.stdout.buffer.write(b'\xff')",
            "0 options say what its program prints: '\N{REPLACEMENT CHARACTER}'",
        ),
    ],
)
def test_a_program_that_fails_or_prints_nonsense_is_noticed(
    complain: Complain, program: str, reason: str
) -> None:
    assert complain("training-removed", lambda entry: entry.update(program=program)) == [reason]


def test_a_program_that_never_ends_is_noticed(
    complain: Complain, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(programs, "PATIENCE", 1.0)

    waits = "import threading; threading.Event().wait()"
    reasons = complain("training-removed", lambda entry: entry.update(program=waits))

    assert reasons == ["its program does not end within 1 seconds"]


def test_a_program_that_prints_without_end_is_stopped(complain: Complain) -> None:
    prints = "while True: print('x' * 100_000)"

    reasons = complain("training-removed", lambda entry: entry.update(program=prints))

    assert reasons == ["its program prints more than 10,000 characters"]


@pytest.mark.parametrize("program", ["print(1)\x00", "# " + "x" * 240_000])
def test_a_program_that_cannot_be_begun_is_noticed(program: str) -> None:
    with pytest.raises(programs.ProgramError, match="its program cannot be run: "):
        programs.output_of(program)


# ---- files and folders -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (
            b"[[question]\nid = 1",
            (
                "ours.toml: this is not TOML: Expected ']]' at the end of an array declaration "
                "(at line 1, column 11)."
            ),
        ),
        (
            'title = "Fr\u00fchling"'.encode("latin-1"),
            "ours.toml: this is not written in UTF-8; save it in that encoding.",
        ),
        (
            'title = "Fr\u00fchling"'.encode("utf-16"),
            "ours.toml: this is not written in UTF-8; save it in that encoding.",
        ),
        (
            b"question = " + b"[" * 3_000,
            "ours.toml: this is not TOML that can be read: maximum recursion depth exceeded.",
        ),
        (b"", "ours.toml: a file of questions holds [[question]] tables and nothing else."),
        (
            b'title = "Ours"\n[[question]]\nid = "a"',
            (
                "ours.toml: a file of questions holds [[question]] tables and nothing else, "
                "not 'title'."
            ),
        ),
        (
            b'[question]\nid = "a"',
            "ours.toml: a file of questions holds [[question]] tables and nothing else.",
        ),
        (
            b"question = [1]",
            "ours.toml: a file of questions holds [[question]] tables and nothing else.",
        ),
    ],
)
def test_a_file_that_holds_no_questions_is_refused_by_name(
    tmp_path: Path, lesson: Lesson, content: bytes, sentence: str
) -> None:
    (tmp_path / FILE).write_bytes(content)

    bank, complaints = read(tmp_path, lesson)

    assert bank.questions == ()
    assert [str(each) for each in complaints] == [sentence]


def test_a_file_that_cannot_be_opened_is_refused_by_name(tmp_path: Path, lesson: Lesson) -> None:
    (tmp_path / FILE).mkdir()

    _, complaints = read(tmp_path, lesson)

    assert [str(each) for each in complaints] == ["ours.toml: this cannot be read: Is a directory."]


def test_a_file_from_an_editor_that_marks_utf_8_is_read(tmp_path: Path, lesson: Lesson) -> None:
    write(tmp_path / FILE, entries()[SECOND])
    marked = (tmp_path / FILE).read_text("utf-8").encode("utf-8-sig")
    (tmp_path / FILE).write_bytes(marked)

    bank, complaints = read(tmp_path, lesson)

    assert (len(bank.questions), complaints) == (1, ())


@pytest.mark.parametrize("folder", ["", "no-such-folder", "a-file.txt"])
def test_a_folder_without_questions_is_refused(tmp_path: Path, lesson: Lesson, folder: str) -> None:
    (tmp_path / "a-file.txt").touch()

    bank, complaints = read(tmp_path / folder, lesson)

    assert bank.questions == ()
    assert [str(each) for each in complaints] == [
        f"{tmp_path / folder}: there are no questions (*.toml) here."
    ]


def test_a_question_without_an_id_is_named_by_its_number(tmp_path: Path, lesson: Lesson) -> None:
    nameless = {name: value for name, value in entries()[SECOND].items() if name != "id"}
    write(tmp_path / FILE, entries()[FIRST_OF_ALL], nameless)

    _, complaints = read(tmp_path, lesson)

    assert [str(each) for each in complaints] == ["ours.toml, question number 2: `id` is missing."]


@pytest.mark.parametrize("second_file", ["ours.toml", "theirs.toml"])
def test_an_id_that_is_taken_is_refused_in_every_file(
    tmp_path: Path, lesson: Lesson, second_file: str
) -> None:
    twin = {**entries()[SECOND], "id": FIRST_OF_ALL}
    if second_file == FILE:
        write(tmp_path / FILE, entries()[FIRST_OF_ALL], twin)
    else:
        write(tmp_path / FILE, entries()[FIRST_OF_ALL])
        write(tmp_path / second_file, twin)

    bank, complaints = read(tmp_path, lesson)

    assert len(bank.questions) == 1
    assert [str(each) for each in complaints] == [
        (
            f"{second_file}, question {FIRST_OF_ALL}: its id is taken: "
            f"{FILE} has a question of that id too."
        )
    ]


@pytest.mark.parametrize("name", entries())
def test_a_question_asked_twice_under_two_names_is_noticed(
    tmp_path: Path, lesson: Lesson, name: str
) -> None:
    write(tmp_path / FILE, entries()[name], {**entries()[name], "id": "its-twin"})

    _, complaints = read(tmp_path, lesson)

    told = [str(each) for each in complaints]
    assert f"{FILE}, question its-twin: it asks the same as {name}." in told


def test_a_bank_whose_longest_options_are_right_is_noticed(tmp_path: Path, lesson: Lesson) -> None:
    names = names_of("one", fact=False)
    for name in names:
        entry = deepcopy(entries()[name])
        right = entry["option"][right_and_wrong(entry)[0]]
        right["text"] = entry["answer"] = f"{right['text']}, {'and so on ' * 9}".strip()
        write(tmp_path / f"{name}.toml", entry)

    bank, complaints = read(tmp_path, lesson)

    count = len(bank.questions)
    assert [str(each) for each in complaints] == [
        (
            f"{tmp_path}: the right option is the longest in {count} of {count} questions; "
            f"by chance it would be in {count / 4:.0f}."
        )
    ]


def test_every_fault_of_a_folder_is_told_at_once(tmp_path: Path, lesson: Lesson) -> None:
    first, second = deepcopy(entries()[FIRST_OF_ALL]), deepcopy(entries()[SECOND])
    del first["check"]
    second["hint"][0]["at"] = "row 9"
    second["misconceptions"] = ["no-such"]
    write(tmp_path / FILE, first, second)
    (tmp_path / "theirs.toml").write_text("]")

    _, complaints = read(tmp_path, lesson)

    assert [(each.file, each.question) for each in complaints] == [
        (FILE, FIRST_OF_ALL),
        (FILE, SECOND),
        (FILE, SECOND),
        ("theirs.toml", ""),
    ]


def test_what_is_written_for_these_tests_is_what_was_meant(tmp_path: Path) -> None:
    write(tmp_path / FILE, *entries().values())

    written = tomllib.loads((tmp_path / FILE).read_text("utf-8"))
    assert json.dumps(written["question"]) == json.dumps(list(entries().values()))
