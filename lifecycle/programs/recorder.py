"""Watches a program and makes a row of every move of its variable `stage`.

This file runs in two Pythons: here, and in the learner's browser, where it watches what the
learner wrote. It therefore imports nothing, and answers with plain values.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType
    from typing import Any

    Moment = tuple[dict[str, str], int, int, int]
    """Where a row ends: the variables, the line, and how many lines and calls are the row's."""

FILENAME = "<string>"
MOST_LINES = 1000
MOST_TEXT = 200
MOST_PRINTED = 2000
NO_ACTION = "None of the six stages"
NO_MEMORY = (
    "invalid string length",
    "invalid array length",
    "invalid typed array length",
    "array buffer allocation failed",
    "maximum bigint size exceeded",
    "allocation size overflow",
    "out of memory",
)
"""How browsers say that a value is too large for them; Python's own word is MemoryError."""


class StoppedError(BaseException):
    """The program has run as many lines as it may."""


class Recorder:
    """One program, watched line by line.

    `lesson` holds `stages` (name, verb, action of each), `returns` (the action of the first stage
    when the last one has sent the cycle back) and `answers` (for each verb what it answers,
    time after time; the last answer stays).
    """

    def __init__(self, program: str, lesson: "dict[str, Any]") -> None:
        self.rows: list[dict[str, Any]] = []
        self.start: list[dict[str, object]] = []
        self.printed = ""
        self.error: dict[str, object] | None = None
        self.line = 0
        self._program = program
        self._source = program.splitlines()
        self._stages = lesson["stages"]
        self._returns = lesson["returns"]
        self._names = {verb: name for name, verb, _ in lesson["stages"]}
        self._answers = {verb: list(answers) for verb, answers in lesson["answers"].items()}
        self._space: dict[str, object] = {"__name__": "__main__"}
        self._before: dict[str, str] = {}
        self._order: list[str] = []
        self._lines: list[int] = []
        self._ran = 0
        self._stage: str | None = None
        self._called: list[list[str]] = []
        self._waiting = False
        self._outer = 0  # the newest line outside functions
        self._carried_out = 0  # the one at which a stage was carried out and waits for its move
        self._round: Moment | None = None  # where the loop around that line came round
        self._begun = False

    def run(self, settrace: "Callable[[Any], object]") -> None:
        """Run the program under this Python's `settrace`, to its end or to its error."""
        self._space.update({verb: self._stand_in(verb) for verb in self._names})
        self._space.update({"print": self._print, "input": _nobody})

        def watch(frame: "FrameType", event: str, _: object) -> object:
            return watch if self._watches(frame, event) else None

        settrace(watch)  # a plain function: Brython takes no method here
        try:
            exec(self._program, self._space)  # noqa: S102  ours; a learner's only in their browser
        except StoppedError:
            self._tell(_after_too_many(self.line), exhausted=True)
        except SyntaxError as error:
            self.line = error.lineno or 1
            self._tell(f"Line {self.line} cannot be read: {error.msg}.")
        except BaseException as error:  # noqa: BLE001  whatever it is, the learner is told
            exhausted = isinstance(error, (RecursionError, MemoryError))
            self._tell(_in_plain_words(error, self.line), exhausted=exhausted)
        finally:
            settrace(None)

    @property
    def traced(self) -> "dict[str, Any]":
        """What was seen, in plain values."""
        return {
            "program": self._source,
            "start": self.start,
            "rows": self.rows,
            "printed": self.printed,
            "error": self.error,
        }

    def _tell(self, sentence: str, *, exhausted: bool = False) -> None:
        """Keep what went wrong; after exhaustion a Python should not be used again."""
        self.error = {"line": self.line, "says": sentence, "exhausted": exhausted}

    def _watches(self, frame: "FrameType", event: str) -> bool:
        """Look at an event of the program; answer whether its frame is the program's own."""
        code = frame.f_code
        name = code.co_name
        again = name == "<module>" and event == "call" and self._begun
        if code.co_filename != FILENAME or (name != "<module>" and name[0] == "<") or again:
            return False
        self._begun = True
        if event == "line":
            self._look()
            self._reach(frame.f_lineno, outside=name == "<module>")
        elif event == "return":
            self._look()
            if name == "<module>":
                self._end()
        return True

    def _reach(self, line: int, *, outside: bool) -> None:
        text = self._source[line - 1 : line] or [""]  # a file without a line is at line 0
        if outside:
            self._come_round(line, text[0])
            self._outer = line
        # Pythons differ in how often they report one line that repeats itself.
        if self._lines and line == self.line:
            return
        self._ran += 1
        self.line = line
        if self._ran > MOST_LINES:
            raise StoppedError
        if not self.rows and not self._called and outside and text[0][:1].strip():
            self._before = self._values()
            self.start = _variables(self._before, {})
            self._lines = []
        self._lines.append(line)

    def _come_round(self, line: int, text: str) -> None:
        """Keep what there is before the loop around a stage carried out takes its next value."""
        loop = text.strip().startswith(("for ", "while ", "while("))
        if self._waiting and self._round is None and loop and line <= self._carried_out:
            self._round = self._now()

    def _now(self) -> "Moment":
        return self._values(), self.line, len(self._lines), len(self._called)

    def _look(self) -> None:
        """Notice new names, and close a row when `stage` has moved."""
        self._order.extend([name for name in self._space if name not in self._order])
        now = self._space.get("stage")
        held = None if now is None else _text(now)
        if held != self._stage:
            before, self._stage = self._stage, held
            if before is not None and held is not None:
                self._close(before, held)
            else:
                self._lines = []

    def _end(self) -> None:
        if self._waiting:
            stage = str(self._stage)
            self._close(stage, stage)
            self.rows[-1]["stopped"] = True
            self.rows[-1]["narration"] = self._narration(self.rows[-1])

    def _close(self, current: str, following: str, end: "Moment | None" = None) -> None:
        values, line, ran, called = end or self._now()
        row: dict[str, Any] = {
            "number": len(self.rows) + 1,
            "line": line,
            "lines": self._lines[:ran] or [line],
            "variables": _variables(values, self._before),
            "calls": self._called[:called],
            "current": current,
            "action": self._action(current),
            "next": following,
            "stopped": False,
        }
        row["narration"] = self._narration(row)
        self.rows.append(row)
        self._before, self._lines, self._called = values, self._lines[ran:], self._called[called:]
        self._waiting, self._round = False, None

    def _action(self, current: str) -> str:
        first, last = self._stages[0][0], self._stages[-1][0]
        if current == first and self.rows and self.rows[-1]["current"] == last:
            return str(self._returns)
        return next((action for name, _, action in self._stages if name == current), NO_ACTION)

    def _narration(self, row: "dict[str, Any]") -> str:
        calls = [f"`{verb}` answers {answer}" for verb, answer in row["calls"]]
        told = " and ".join(calls) or "no stage function runs"
        return f"Row {row['number']}, {row['current']}: {told}; {self._fate(row)}."

    def _fate(self, row: "dict[str, Any]") -> str:
        first, last = self._stages[0][0], self._stages[-1][0]
        if row["stopped"]:
            return "`stage` stays, and the program ends"
        if row["next"] == row["current"]:
            return "`stage` stays where it is"
        if (row["current"], row["next"]) == (last, first):
            return f"`stage` goes back to {first}"
        return f"`stage` moves on to {row['next']}"

    def _stand_in(self, verb: str) -> "Callable[..., object]":
        def answer(*_: object) -> object:
            self._look()
            own = self._names[verb] == self._stage
            if own and self._waiting:  # carried out again, and the program has not moved on
                self._close(str(self._stage), str(self._stage), self._round)
            said = self._answers[verb]
            result = said.pop(0) if len(said) > 1 else said[0]
            self._called.append([verb, _text(result)])
            if own:
                self._waiting, self._carried_out = True, self._outer
            return result

        return answer

    def _print(self, *values: object, sep: str = " ", end: str = "\n", **_: object) -> None:
        if len(self.printed) < MOST_PRINTED:
            told = sep.join([str(value) for value in values]) + end
            self.printed = (self.printed + told)[:MOST_PRINTED]

    def _values(self) -> dict[str, str]:
        """Write down every variable, in the order in which they appeared."""
        held = {name: self._space[name] for name in self._order if name in self._space}
        return {name: _text(value) for name, value in held.items() if _is_shown(name, value)}


def record(
    program: str, lesson: "dict[str, Any]", settrace: "Callable[[Any], object]"
) -> "dict[str, Any]":
    """Run a program and answer with its rows, what it printed and what went wrong."""
    recorder = Recorder(program, lesson)
    recorder.run(settrace)
    return recorder.traced


def _nobody(*_: object) -> str:
    raise RuntimeError("input() waits for an answer, and here is nobody to give one")


def _is_shown(name: str, value: object) -> bool:
    own = name[:2] == "__" or name[0] == "$"  # Python's own, and Brython's
    return not own and not callable(value) and not isinstance(value, BaseException)


def _text(value: object) -> str:
    told = str(value)
    return told if len(told) <= MOST_TEXT else told[: MOST_TEXT - 1] + "…"


def _variables(now: dict[str, str], before: dict[str, str]) -> list[dict[str, object]]:
    return [
        {"name": name, "value": value, "changed": before.get(name) != value}
        for name, value in now.items()
    ]


def _after_too_many(line: int) -> str:
    return (
        f"Stopped at line {line}, after {MOST_LINES:,} lines had run: "
        "a loop may never reach its end."
    )


def _in_plain_words(error: BaseException, line: int) -> str:
    kind, said = type(error).__name__, str(error)
    if kind in {"ImportError", "ModuleNotFoundError"}:
        return (
            f"Line {line} asks for a module, and there are none here: "
            "only Python's own functions and the six of the stages."
        )
    if kind in {"NameError", "UnboundLocalError"}:
        return f"Line {line} uses a name that holds nothing yet: {said}."
    of_the_browser = kind == "JavascriptError"  # so Brython calls what is no error of Python's
    if kind == "MemoryError" or (of_the_browser and said.lower().startswith(NO_MEMORY)):
        return f"Line {line} asks for more memory than there is."
    if kind == "RecursionError":
        return f"Line {line} is in a function that calls itself without an end."
    return f"Line {line} stopped the program: {kind}{': ' if said else ''}{said}."
