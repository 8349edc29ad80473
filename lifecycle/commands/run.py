"""The command `run`: carry scenarios through the six stages and show every step."""

import argparse
import json
import textwrap
from typing import TYPE_CHECKING

from lifecycle.commands.text import aligned
from lifecycle.evidence import Evidence, Table
from lifecycle.scenarios import DEFAULT, SCENARIOS, Scenario, scenario_named

if TYPE_CHECKING:  # at run time only run() may wait for scikit-learn
    from lifecycle.run import Run

WIDTH = 88


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command and its options."""
    known = ", ".join(scenario.name for scenario in SCENARIOS)
    parser = commands.add_parser("run", help="run a scenario for real", allow_abbrev=False)
    parser.add_argument(
        "--scenario", action="append", help=f"one of {known}; as often as there are to be run"
    )
    parser.add_argument("--turns", type=int, default=1, help="times round the cycle, at most")
    parser.add_argument("--format", choices=("table", "json"), default="table")
    parser.set_defaults(check=check, run=run)


def check(arguments: argparse.Namespace) -> None:
    """Refuse what cannot be run, before anything is worked out."""
    for scenario in _scenarios(arguments):
        scenario.check_turns(arguments.turns)


def run(arguments: argparse.Namespace) -> str:
    """Run the scenarios and answer with what to print."""
    from lifecycle.run import run_to_end  # noqa: PLC0415  scikit-learn: 1.3 s

    runs = [run_to_end(scenario, arguments.turns) for scenario in _scenarios(arguments)]
    return as_json(*runs) if arguments.format == "json" else "\n\n".join(map(as_table, runs))


def _scenarios(arguments: argparse.Namespace) -> list[Scenario]:
    return [scenario_named(name) for name in arguments.scenario or [DEFAULT.name]]


def as_json(*runs: "Run") -> str:
    """Write runs for machines: one as an object, several as a list."""
    told = [_plain(run) for run in runs]
    return json.dumps(told if len(told) > 1 else told[0], indent=2)


def _plain(run: "Run") -> dict[str, object]:
    steps = [
        {
            "step": step,
            "stage": record.stage.name,
            "turn": run.turn_of(step),
            "sentence": record.evidence.sentence,
            **record.evidence.measures,
        }
        for step, record in enumerate(run.records, start=1)
    ]
    return {
        "scenario": run.scenario.name,
        "turns": run.turns,
        "steps": steps,
        "decision": run.decision,
        "reason": run.reason,
    }


def as_table(run: "Run") -> str:
    """Write a run for people."""
    steps = [
        f"{step}. {record.stage} (turn {run.turn_of(step)})\n{_evidence(record.evidence)}"
        for step, record in enumerate(run.records, start=1)
    ]
    decision = run.decision.words if run.decision else "none yet"
    end = f"Decision: {decision}\n{textwrap.fill(f'Reason: {run.reason}', WIDTH)}"
    return "\n\n".join([run.scenario.question, *steps, end])


def _evidence(evidence: Evidence) -> str:
    sentence = textwrap.fill(evidence.sentence, WIDTH)
    numbers = "\n".join(f"{each.label}: {each.value} ({each.note})" for each in evidence.numbers)
    return textwrap.indent(f"{sentence}\n\n{numbers}\n\n{_table(evidence.table)}", "   ")


def _table(table: Table) -> str:
    return f"{table.title}:\n{aligned([table.header, *table.rows])}"
