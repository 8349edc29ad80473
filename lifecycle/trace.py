"""The program's trace: every step complete in itself, so going back costs nothing."""

import ast
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import FrameType
from typing import TYPE_CHECKING, Final

from lifecycle.errors import RefusalError
from lifecycle.program import source
from lifecycle.stage import COLLECTION, MONITORING, RETURN_ACTION, Stage, stage_named

EXIT_NOTE: Final = (
    "The cycle repeats to improve the model, or stops if the model performs well: "
    "then no new turn begins, and the deployed model goes on being monitored."
)

if TYPE_CHECKING:
    from _typeshed import TraceFunction

_FILENAME: Final = "<lifecycle>"

StageCalls = Mapping[str, Callable[..., object]]
"""What the program calls: a function for each stage's verb."""


@dataclass(frozen=True, slots=True)
class Variable:
    """A variable's value after a step, and whether the step changed it."""

    name: str
    value: str
    changed: bool


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the program: one row of the execution table.

    `line` is the last line the step executed, counted from 1; `lines` are all of them.
    `result` names the variable that holds what the stage answered. `refusal` is the sentence
    with which the stage refused instead: there the program ends, and no variable changes.
    """

    number: int
    line: int
    lines: tuple[int, ...]
    variables: tuple[Variable, ...]
    result: str
    current_stage: Stage
    action: str
    next_stage: Stage
    refusal: str = ""

    @property
    def stopped(self) -> bool:
        """Whether the program left its loop in this step."""
        return self.next_stage is self.current_stage

    @property
    def narration(self) -> str:
        """Tell the step in one sentence made of its facts, with code in backticks."""
        if self.refusal:
            verb = self.current_stage.verb
            return (
                f"Step {self.number}, {self.current_stage}: line {self.line} calls `{verb}`, and "
                "it raises an error: no further line runs, and `stage` stays."
            )
        result = next(variable for variable in self.variables if variable.name == self.result)
        if self.current_stage is not MONITORING:
            told = f"`{result.name}` now holds {result.value}"
        else:
            told = f"`{result.name}` {'is now' if result.changed else 'stays'} {result.value}"
        if self.stopped:
            fate = "the loop ends, and no new turn begins"
        elif self.next_stage is COLLECTION:
            fate = f"`stage` goes back to {self.next_stage}"
        else:
            fate = f"`stage` moves on to {self.next_stage}"
        return f"Step {self.number}, {self.current_stage}: {told}; {fate}."


@dataclass(frozen=True, slots=True)
class Trace:
    """The whole walk of a program, from its start to its last step."""

    program: str
    start: tuple[Variable, ...]
    steps: tuple[Step, ...]

    @property
    def tracker(self) -> tuple[str, ...]:
        """The values `stage` took: at the start, then after each step."""
        return (COLLECTION.name, *(step.next_stage.name for step in self.steps))

    @property
    def stopped(self) -> bool:
        """Whether the cycle came to a stop: Monitoring saw no need to go on, or a stage refused."""
        return self.steps[-1].stopped

    @property
    def exit_note(self) -> str:
        """Say under the table how the walk ends: by the lesson's rule, or where a stage refused."""
        last = self.steps[-1]
        if not last.refusal:
            return EXIT_NOTE
        verb = last.current_stage.verb
        return (
            f"The program ends early: line {last.line} calls {verb}, and {verb} raises an error. "
            "Python leaves the program there, so no further line runs and no new turn begins."
        )

    def cell(self, reference: str) -> str:
        """Read a cell of the execution table or the tracker, cited as "6.next_stage".

        The columns of the table are current_stage, action and next_stage; "0.tracker" is
        the tracker's Start. A cell that does not exist raises KeyError.
        """
        row, _, column = reference.partition(".")
        if column == "tracker" and row.isdecimal() and int(row) <= len(self.steps):
            return self.tracker[int(row)]
        step = next((step for step in self.steps if str(step.number) == row), None)
        if step is None or column not in {"current_stage", "action", "next_stage"}:
            raise KeyError(reference)
        return str(getattr(step, column))


def trace_program(calls: StageCalls, turns: int = 1) -> Trace:
    """Run the program with these stage functions and record each step.

    Values are kept as the text that `str` gives them.
    """
    program = source(turns)
    recorder = _Recorder(program, calls)
    recorder.run()
    return Trace(program, recorder.start, tuple(recorder.steps))


def outcome_calls(*, needs_retraining: bool) -> StageCalls:
    """Stand in for the six stages, so that the program can be traced without any data."""

    def says(result: object) -> Callable[..., object]:
        return lambda *_: result

    return {
        "collect": says("raw records"),
        "prepare": says("clean rows"),
        "train": says("fitted model"),
        "evaluate": says("score on held-out rows"),
        "deploy": says("deployed model"),
        "monitor": says(needs_retraining),
    }


def _results(program: ast.AST) -> dict[str, str]:
    """Find for each verb the variable that holds what it answers: `records = collect()`."""
    results = {}
    for node in ast.walk(program):
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Call(func=ast.Name(id=verb))):
                results[verb] = name
    return results


class _Recorder:
    """Watches the program line by line and cuts what it sees at the loop's head."""

    def __init__(self, program: str, calls: StageCalls) -> None:
        self.start: tuple[Variable, ...] = ()
        self.steps: list[Step] = []
        self._calls = calls
        tree = ast.parse(program)
        loop = next(node for node in tree.body if isinstance(node, ast.For))
        self._code = compile(tree, _FILENAME, "exec")
        self._head = loop.lineno
        self._counter = ast.unparse(loop.target)
        self._results = _results(loop)
        self._lines: list[int] = []
        self._before: dict[str, str] = {}

    def run(self) -> None:
        previous = sys.gettrace()
        sys.settrace(self._watch)
        try:
            exec(self._code, dict(self._calls))  # noqa: S102  our own program: it is the lesson
        except RefusalError as refusal:
            last = self.steps[-1]
            action = last.current_stage.action_refused
            self.steps[-1] = replace(last, action=action, refusal=str(refusal))
            refusal.with_traceback(None)  # it lives on in its run, and would keep every frame
        finally:
            sys.settrace(previous)

    def _watch(self, frame: FrameType, event: str, _: object) -> "TraceFunction | None":
        if frame.f_code.co_filename != _FILENAME:
            return None
        if event == "return" or (event == "line" and frame.f_lineno == self._head):
            self._close_step(frame.f_locals)
            self._lines = [self._head]
        elif event == "line":
            self._lines.append(frame.f_lineno)
        return self._watch

    def _close_step(self, namespace: Mapping[str, object]) -> None:
        values = {
            name: str(value)
            for name, value in namespace.items()
            if name not in self._calls and not name.startswith("__")
        }
        variables = tuple(
            Variable(name, value, changed=value != self._before.get(name))
            for name, value in values.items()
        )
        if not self.start:
            self.start = variables
        elif self._lines != [self._head]:
            self.steps.append(self._step(values, variables))
        self._before = values

    def _step(self, values: Mapping[str, str], variables: tuple[Variable, ...]) -> Step:
        number = int(values[self._counter])
        current = stage_named(self._before["stage"])
        repeats = current is COLLECTION and number > 1
        return Step(
            number=number,
            line=self._lines[-1],
            lines=tuple(self._lines),
            variables=variables,
            result=self._results[current.verb],
            current_stage=current,
            action=RETURN_ACTION if repeats else current.action,
            next_stage=stage_named(values["stage"]),
        )
