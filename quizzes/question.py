"""A question ready to be asked: its gaps filled and its key computed, never written down."""

from dataclasses import dataclass
from typing import Final

from quizzes.citations import Citation, citations
from quizzes.errors import QuizError
from quizzes.lesson import Lesson
from quizzes.programs import output_of
from quizzes.template import OptionEntry, Template

LETTERS: Final = "abcde"
YES: Final = "Yes"
"""How the feedback of a right option begins, where one is right whatever the run measured."""


class NoKeyError(QuizError):
    """The right answer of a question is missing, or there are two."""


@dataclass(frozen=True, slots=True)
class Option:
    """One option; its letter is its place in the file and stays when options are shuffled."""

    letter: str
    text: str
    feedback: str


@dataclass(frozen=True, slots=True)
class Hint:
    """One rung of the ladder, and where in the lesson it points: `6.next_stage`, `line 8`."""

    text: str
    at: str | None


@dataclass(frozen=True, slots=True)
class Question:
    """One question as a learner meets it. `key` holds the right letters, in order if that counts.

    `id` is the template's, followed by `@` and the scenario whose numbers stand in it.
    """

    id: str
    kind: str
    level: str
    stage: str
    misconceptions: tuple[str, ...]
    source: str | None
    stem: str
    program: str
    cell: str | None
    options: tuple[Option, ...]
    key: tuple[str, ...]
    hints: tuple[Hint, ...]
    steps: tuple[str, ...]
    check: str
    mistakes: tuple[str, ...]

    @property
    def template(self) -> str:
        """The id that all variants of this question share."""
        return self.id.partition("@")[0]

    @property
    def is_visual(self) -> bool:
        """Whether it is one of the lesson's own that are asked beside the execution table."""
        return (self.source or "").startswith("visual")

    @property
    def citations(self) -> tuple[Citation, ...]:
        """The cells of the table that its solution speaks of."""
        return tuple(found for step in self.steps for found in citations(step))

    def option(self, letter: str) -> Option:
        """Look an option up by its letter."""
        return self.options[LETTERS.index(letter)]

    @property
    def answer(self) -> str:
        """The right answer in words."""
        joint = " → " if self.kind == "order" else "; "
        return joint.join(self.option(letter).text for letter in self.key)


def questions_of(template: Template, lesson: Lesson) -> tuple[Question, ...]:
    """Answer with a template's variants: one for each of its scenarios, or the one there is.

    Raises:
        QuizError: A gap cannot be filled, the program fails, or the key is not what its kind needs.
    """
    return tuple(_variant(template, each, lesson) for each in template.scenarios or [""])


class FeedbackError(QuizError):
    """The feedback does not agree with the key."""

    def __init__(self, template: Template, key: tuple[str, ...]) -> None:
        super().__init__(
            f"the feedback of {_texts(template, key)} must begin with {YES!r}, and no other may"
        )


class UnprovenError(QuizError):
    """What the options say is right is not what the question says once more in words."""

    def __init__(self, template: Template, key: tuple[str, ...], scenario: str) -> None:
        told = _texts(template, key)
        where = f" in {scenario}" if template.fact else ""
        super().__init__(
            f"its options say that {told} is right{where}, but its `answer` does not: "
            "one of them is wrong"
        )


def _variant(template: Template, scenario: str, lesson: Lesson) -> Question:
    def filled(text: str) -> str:
        return lesson.fill(text, scenario)

    options = tuple(
        Option(letter, filled(entry.text), filled(entry.feedback))
        for letter, entry in zip(LETTERS, template.options, strict=False)
    )
    key = _key(template, options, scenario, lesson)
    _prove(template, key, scenario)
    return Question(
        id=f"{template.id}@{scenario}" if scenario else template.id,
        kind=template.kind,
        level=template.level,
        stage=template.stage,
        misconceptions=tuple(template.misconceptions),
        source=template.source,
        stem=filled(template.stem),
        program=template.program.strip("\n"),
        cell=template.cell,
        options=options,
        key=key,
        hints=tuple(Hint(filled(entry.text), entry.at) for entry in template.hints),
        steps=tuple(filled(step) for step in template.steps),
        check=filled(template.check),
        mistakes=tuple(filled(mistake) for mistake in template.mistakes),
    )


def _prove(template: Template, key: tuple[str, ...], scenario: str) -> None:
    """Compare the key with what the question says once more: its feedback and its answer."""
    if template.kind not in {"several", "order"} and not template.fact:
        agreed = [LETTERS[i] for i, o in enumerate(template.options) if o.feedback.startswith(YES)]
        if tuple(agreed) != key:
            raise FeedbackError(template, key)
    if template.kind in {"predict", "cell"}:  # the program and the table are the answer
        return
    proof = template.answer.get(scenario) if isinstance(template.answer, dict) else template.answer
    if ([proof] if isinstance(proof, str) else proof) != _texts(template, key):
        raise UnprovenError(template, key, scenario)


def _texts(template: Template, key: tuple[str, ...]) -> list[str]:
    return [template.options[LETTERS.index(letter)].text for letter in key]


def _key(
    template: Template, options: tuple[Option, ...], scenario: str, lesson: Lesson
) -> tuple[str, ...]:
    """Find the right letters, by running or looking up whatever can be."""
    if template.kind == "order":
        _no_marks(template, "of kind order: the file's own order is the key")
        return tuple(option.letter for option in options)
    if template.kind == "predict":
        _no_marks(template, "of kind predict: what the program prints is the key")
        output = output_of(template.program)
        key = tuple(option.letter for option in options if option.text == output)
        if len(key) != 1:
            raise NoKeyError(f"{len(key)} options say what its program prints: {output!r}")
        return key
    if template.kind == "cell":
        _no_marks(template, "of kind cell: what the table holds is the key")
        if not template.cell or template.cell not in lesson.cells:
            raise NoKeyError(f"it needs a cell of the table, not {template.cell!r}")
        held = lesson.cells[template.cell]
        key = tuple(option.letter for option in options if option.text == held)
        if len(key) != 1:
            raise NoKeyError(f"{len(key)} options say what its cell holds: {held!r}")
        return key
    return _chosen(template, options, scenario, lesson)


def _chosen(
    template: Template, options: tuple[Option, ...], scenario: str, lesson: Lesson
) -> tuple[str, ...]:
    def is_right(entry: OptionEntry) -> bool:
        if template.fact is None:
            return entry.right
        return entry.when == lesson.fact(template.fact, scenario)

    if template.fact is not None:
        _no_marks(template, "with a fact: its options say `when` they are right")
    pairs = zip(options, template.options, strict=True)
    key = tuple(option.letter for option, entry in pairs if is_right(entry))
    if template.kind == "one" and len(key) != 1:
        raise NoKeyError(f"it has {len(key)} right options and needs exactly one")
    if template.kind == "several" and not 1 < len(key) < len(options):
        raise NoKeyError(f"it has {len(key)} right options of {len(options)}, needs 2 or more")
    return key


def _no_marks(template: Template, why: str) -> None:
    if any(option.right for option in template.options):
        raise NoKeyError(f"no option may be marked right in a question {why}")
