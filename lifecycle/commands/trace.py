"""`trace`: the program's rows and tracker, for either outcome, without any data."""

import argparse
import json

from lifecycle.commands.text import aligned
from lifecycle.trace import Trace, outcome_calls, trace_program

RETRAIN, STOP = "retrain", "stop"


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the command and what it takes."""
    parser = commands.add_parser(
        "trace", help="print the execution table and status tracker", allow_abbrev=False
    )
    parser.add_argument("--outcome", choices=(RETRAIN, STOP), required=True)
    parser.add_argument("--format", choices=("table", "json"), default="table")
    parser.set_defaults(check=lambda _: None, run=run)


def run(arguments: argparse.Namespace) -> str:
    """Trace the program for an outcome and write down what it did."""
    trace = trace_program(outcome_calls(needs_retraining=arguments.outcome == RETRAIN))
    return as_json(trace) if arguments.format == "json" else as_table(trace)


def as_json(trace: Trace) -> str:
    """Write the rows, the tracker and the exit note for machines."""
    rows = [
        {
            "step": step.number,
            "line": step.line,
            "current_stage": step.current_stage.name,
            "action": step.action,
            "next_stage": step.next_stage.name,
        }
        for step in trace.steps
    ]
    document = {"rows": rows, "tracker": trace.tracker, "exit_note": trace.exit_note}
    return json.dumps(document, indent=2, ensure_ascii=False)


def as_table(trace: Trace) -> str:
    """Write the rows, the tracker and the exit note for people."""
    header = ("Step", "Line", "Current Stage", "Action", "Next Stage")
    rows = [
        (
            str(step.number),
            str(step.line),
            step.current_stage.name,
            step.action,
            str(step.next_stage),
        )
        for step in trace.steps
    ]
    heads = ["Start", *(f"After step {step.number}" for step in trace.steps)]
    tracker = list(zip(heads, trace.tracker, strict=True))
    return f"{aligned([header, *rows])}\n\nStatus tracker\n{aligned(tracker)}\n\n{trace.exit_note}"
