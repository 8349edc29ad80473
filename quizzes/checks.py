"""What a question must prove of itself before it is asked."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from quizzes.citations import citations
from quizzes.lesson import Lesson
from quizzes.misconceptions import misconceptions
from quizzes.question import Question

_LINK: Final = re.compile(r"\]\(")
_RUNGS: Final = ("row", "cell", "line")


def faults_of(question: Question, lesson: Lesson) -> Iterator[str]:
    """Say what is wrong with one question, a sentence each."""
    yield from _wording(question)
    yield from _hints(question, lesson)
    yield from _citations(question, lesson)
    for name in question.misconceptions:
        if name not in misconceptions():
            yield f"nobody knows the misconception {name!r}"
    scenario = question.id.partition("@")[2]
    if scenario and scenario not in lesson.facts:
        yield f"no run is called {scenario!r}"


def faults_together(questions: Sequence[Question]) -> Iterator[tuple[str, str]]:
    """Say what is wrong with the questions taken together, each with a question's id or none."""
    first: dict[str, str] = {}
    for question in questions:
        asked = _plain(f"{question.stem} {question.program} {_answers(question)}")
        twin = first.setdefault(asked, question.template)
        if twin != question.template:
            yield question.template, f"it asks the same as {twin}"
    for name, times in Counter(question.id for question in questions).items():
        if times > 1:
            template, _, scenario = name.partition("@")
            yield template, f"it names the scenario {scenario!r} {times} times"
    chosen = [question for question in questions if question.kind == "one"]
    longest = sum(_gives_itself_away(question) for question in chosen)
    fair = sum(1 / len(question.options) for question in chosen)
    if longest > max(1.0, fair):
        told = f"the right option is the longest in {longest} of {len(chosen)} questions"
        yield "", f"{told}; by chance it would be in {fair:.0f}"


def _wording(question: Question) -> Iterator[str]:
    for kind, texts in (
        ("option", [option.text for option in question.options]),
        ("feedback", [option.feedback for option in question.options]),
        ("hint", [hint.text for hint in question.hints]),
        ("step", question.steps),
    ):
        for text in _repeated(texts):
            yield f"two of its {kind}s say the same: {text!r}"
    for option in question.options:
        if _plain(option.feedback) == _plain(option.text):
            yield f"the feedback of {option.text!r} only repeats it"


def _hints(question: Question, lesson: Lesson) -> Iterator[str]:
    answers = {question.answer, *(question.option(letter).text for letter in question.key)}
    if question.kind == "order":
        answers = {question.answer}
    for number, hint in enumerate(question.hints, start=1):
        for answer in answers:
            if re.search(rf"(?<!\w){re.escape(_plain(answer))}(?!\w)", _plain(hint.text)):
                yield f"hint {number} contains the answer {answer!r}"
        if hint.at and not _exists(hint.at, lesson):
            yield f"hint {number} points to {hint.at!r}, which the lesson does not have"
    rungs = [_RUNGS.index(_rung(hint.at)) for hint in question.hints if hint.at]
    if rungs != sorted(rungs):
        yield "its hints must lead from the row to the cell to the line"


def _citations(question: Question, lesson: Lesson) -> Iterator[str]:
    texts = [question.stem, question.check, *question.steps, *question.mistakes]
    texts += [text for option in question.options for text in (option.text, option.feedback)]
    texts += [hint.text for hint in question.hints]
    for text in texts:
        cited = citations(text)
        if len(_LINK.findall(text)) != len(cited):
            yield f'a link must cite a cell, as [row 6](#6.next_stage "what it holds"): {text!r}'
        for citation in cited:
            held = lesson.cells.get(citation.cell)
            if held is None:
                yield f"it cites the cell {citation.cell}, which the table does not have"
            elif held != citation.says:
                yield f"it says that {citation.cell} holds {citation.says!r}, but it holds {held!r}"
    if not question.citations:
        yield "its solution steps cite no cell of the table"


def _exists(place: str, lesson: Lesson) -> bool:
    kind, _, number = place.partition(" ")
    match kind:
        case "row":
            return f"{number}.next_stage" in lesson.cells
        case "line":
            return 1 <= int(number) <= lesson.lines
    return place == "exit note" or place in lesson.cells


def _rung(place: str) -> str:
    kind = place.partition(" ")[0]
    return {"row": "row", "line": "line"}.get(kind, "cell")


def _gives_itself_away(question: Question) -> bool:
    (right,) = question.key
    length = len(question.option(right).text)
    return all(length > len(o.text) for o in question.options if o.letter != right)


def _answers(question: Question) -> str:
    return " ".join(sorted(option.text for option in question.options))


def _repeated(texts: Iterable[str]) -> list[str]:
    return [text for text, times in Counter(map(_plain, texts)).items() if times > 1]


def _plain(text: str) -> str:
    """Strip what is only dress, so that wordings can be compared."""
    return " ".join(re.sub(r"[*_`]", "", text).casefold().split())
