"""The command `break`: run the cycle with a fault in it, and tell which stage is guilty and why."""

import argparse
import json
import textwrap
from typing import TYPE_CHECKING

from lifecycle.commands.text import aligned
from lifecycle.faults.fault import FAULTS, blind, fault_named

if TYPE_CHECKING:  # at run time only run() may wait for scikit-learn
    from lifecycle.faults.case import Case
    from lifecycle.faults.clues import Clue

WIDTH = 88


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command and its options."""
    known = ", ".join(fault.name for fault in FAULTS)
    parser = commands.add_parser("break", help="run a cycle with a fault in it", allow_abbrev=False)
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("--fault", help=f"one of {known}")
    which.add_argument("--blind", type=int, metavar="SEED", help="pick a fault by a seed")
    parser.add_argument("--format", choices=("table", "json"), default="table")
    parser.set_defaults(check=check, run=run)


def check(arguments: argparse.Namespace) -> None:
    """Refuse a fault that nobody knows, before anything is worked out."""
    if arguments.fault is not None:
        fault_named(arguments.fault)


def run(arguments: argparse.Namespace) -> str:
    """Work the case and answer with what to print."""
    from lifecycle.faults.case import open_case  # noqa: PLC0415  scikit-learn: 1.3 s
    from lifecycle.faults.clues import RULE, clues  # noqa: PLC0415

    named = arguments.fault is not None
    case = open_case(fault_named(arguments.fault) if named else blind(arguments.blind))
    told = clues(case)
    if arguments.format == "json":
        return as_json(case, told)
    return f"{as_table(case, told)}\n\n{textwrap.fill(RULE, WIDTH)}"


def as_json(case: "Case", clues: tuple["Clue", ...]) -> str:
    """Write a case for machines."""
    stages = [
        {
            "stage": clue.stage.name,
            "report": report.sentence,
            "checks": [
                {
                    "check": symptom.name,
                    "healthy": symptom.healthy,
                    "faulty": symptom.faulty,
                    "changed": symptom.changed,
                    **({"effect": symptom.effect.measures} if symptom.effect else {}),
                }
                for symptom in case.symptoms_of(clue.stage)
            ],
            "guilty": clue.proves_guilt,
            "clue": clue.sentence,
        }
        for clue, report in zip(clues, case.faulty.reports.values(), strict=True)
    ]
    return json.dumps(
        {
            "fault": case.fault.name,
            "stage": case.fault.stage.name,
            "what_was_done": case.fault.what_was_done,
            "harm": case.harm,
            "harmless": case.harmless,
            "aside": case.aside,
            "stages": stages,
        },
        indent=2,
    )


def as_table(case: "Case", clues: tuple["Clue", ...]) -> str:
    """Write a case for people: what the stages report, what the checks read, who is guilty."""
    told = zip(case.faulty.reports.values(), clues, strict=True)
    stages = [
        f"{number}. {clue.stage}\n{_indented(report.sentence)}\n\n{_checks(case, clue)}\n\n"
        f"{_indented(f'{_verdict(clue)}: {clue.sentence}')}"
        for number, (report, clue) in enumerate(told, start=1)
    ]
    end = [
        f"Guilty: {case.fault.stage}",
        *(textwrap.fill(text, WIDTH) for text in (case.harm, case.aside) if text),
    ]
    begin = f"{case.fault.title}\n{textwrap.fill(case.fault.what_was_done, WIDTH)}"
    return "\n\n".join([begin, *stages, *end])


def _checks(case: "Case", clue: "Clue") -> str:
    rows = [
        (symptom.label, symptom.healthy, symptom.faulty, "changed" if symptom.changed else "")
        for symptom in case.symptoms_of(clue.stage)
    ]
    return textwrap.indent(aligned([("Check", "Healthy", "With the fault", ""), *rows]), "   ")


def _verdict(clue: "Clue") -> str:
    return "Guilty" if clue.proves_guilt else "Innocent"


def _indented(text: str) -> str:
    return textwrap.indent(textwrap.fill(text, WIDTH), "   ")
