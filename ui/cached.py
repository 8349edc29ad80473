"""What is worked out once and shared by every learner. Nobody changes what comes out."""

import json
import os
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import streamlit as st

from lifecycle.errors import LifecycleError
from lifecycle.scenarios import SCENARIOS, scenario_named
from lifecycle.stage import DEPLOYMENT
from quizzes.errors import QuizError
from ui.shelf import Shelf

if TYPE_CHECKING:
    from classroom.store import Store
    from lifecycle.faults.case import Case
    from lifecycle.lab.choices import Choices
    from lifecycle.lab.compare import Comparison
    from lifecycle.run import Run
    from lifecycle.walk import Walk
    from quizzes.bank import Bank
    from quizzes.mastery import Mastery
    from quizzes.question import Question
    from ui.charts import Picture

ANSWERS: Final = Path(__file__).parent.parent / "data"
"""Where answers are kept unless ANSWERS_FOLDER names another folder."""


@st.cache_resource(max_entries=16, show_spinner=False)
def walks_of(scenario: str) -> "tuple[Walk, ...]":
    """Walk through a scenario for real, with one turn and with all that are planned.

    Every walk is cut from the same run, so a version is one artifact, whoever asks for it.

    Raises:
        LifecycleError: The data file is missing or damaged, or there is no such scenario.
    """
    from lifecycle.run import run_to_end  # noqa: PLC0415  scikit-learn takes a second to import
    from lifecycle.walk import Walk  # noqa: PLC0415

    planned = len(scenario_named(scenario).turns)
    run = run_to_end(scenario_named(scenario), planned)
    return tuple(Walk.over(run.cut_to(turn + 1)) for turn in range(planned))


def walk_of(scenario: str, turns: int = 1) -> "Walk":
    """Answer with a scenario's walk of so many turns; raises what `walks_of` raises."""
    scenario_named(scenario).check_turns(turns)
    return walks_of(scenario)[turns - 1]


@st.cache_resource(max_entries=128, show_spinner=False)
def picture_of(scenario: str, step: int) -> "Picture":
    """Draw what the stage of this step did; a deployed model is drawn when it is asked."""
    from lifecycle.stages.deployment import Deployed  # noqa: PLC0415
    from ui import charts  # noqa: PLC0415  plotly is slow to import, and the text comes first

    result = walks_of(scenario)[-1].run.records[step - 1]
    assert not isinstance(result, Deployed), "the page draws what it answers"
    return charts.picture(result)


@st.cache_resource(max_entries=32, show_spinner=False)
def broken_case(fault: str) -> "Case":
    """Run a cycle with a fault in it, beside a healthy one; raises LifecycleError."""
    from lifecycle.faults.case import open_case  # noqa: PLC0415  scikit-learn again
    from lifecycle.faults.fault import fault_named  # noqa: PLC0415

    return open_case(fault_named(fault))


def walk_as_chosen(choices: "Choices") -> "Walk":
    """Walk once through the six stages as somebody chose in the lab.

    Raises:
        LifecycleError: The data file is missing or damaged, or too few species can be learnt.
    """
    return WALKS.get(choices)


def _walked(choices: "Choices") -> "Walk":
    from lifecycle.lab.cycle import cycle  # noqa: PLC0415

    return cycle(choices)


WALKS: "Final[Shelf[Choices, Walk]]" = Shelf(_walked, most=512 * 2**20)
"""The lab's walks. One over two years weighs 2.3 MB, 5.4 with a random forest; over 24 years 13 to
51. So 150 usual ones or ten of the heaviest lie here. Another costs 0.05 to 0.5 s of a core."""


def comparison_of(one: "Choices", other: "Choices") -> "Comparison":
    """Lay two walks of the lab side by side; raises what `walk_as_chosen` raises."""
    from lifecycle.lab.compare import compare  # noqa: PLC0415

    return compare(walk_as_chosen(one), walk_as_chosen(other))


@st.cache_resource(max_entries=64, show_spinner=False)
def picture_as_chosen(choices: "Choices", step: int) -> "Picture":
    """Draw what the stage of this step did, of a walk in the lab."""
    from lifecycle.stages.deployment import Deployed  # noqa: PLC0415
    from ui import charts  # noqa: PLC0415

    result = walk_as_chosen(choices).run.records[step - 1]
    assert not isinstance(result, Deployed), "the page draws what it answers"
    return charts.picture(result)


def run_for(scenario: str, turns: int = 1) -> "Run":
    """Answer with the run behind a walk, for the prediction service."""
    return walk_of(scenario, turns).run


@st.cache_resource(show_spinner=False)
def bank() -> "Bank":
    """Read every question, its numbers taken from the runs.

    Raises:
        LifecycleError: The data file is missing or damaged.
        QuizError: A question does not prove itself.
    """
    from lifecycle.commands import run, trace  # noqa: PLC0415
    from quizzes.bank import QUESTIONS, load  # noqa: PLC0415
    from quizzes.lesson import Lesson  # noqa: PLC0415

    runs = [run.as_json(run_for(scenario.name)) for scenario in SCENARIOS]
    table = trace.as_json(walk_of(SCENARIOS[0].name).trace)
    return load(QUESTIONS, Lesson.told_by(json.loads(table), map(json.loads, runs)))


@lru_cache(maxsize=128)  # Streamlit would take longer to hash the questions than to answer
def picture_of_mastery(mastery: "Mastery") -> "Picture":
    """Draw what a test shows."""
    from ui import charts  # noqa: PLC0415  plotly again

    return charts.mastery(mastery)


@lru_cache(maxsize=128)
def most_telling(
    mastery: "Mastery", among: "tuple[Question, ...]", count: int
) -> "tuple[Question, ...]":
    """Choose the questions that would tell most after a test."""
    return mastery.most_telling(among, count)


@st.cache_resource(show_spinner=False)
def store() -> "Store":
    """Open the place where answers are kept: PostgreSQL by DATABASE_URL, or else a file."""
    from classroom.storage import open_store  # noqa: PLC0415

    return open_store(os.environ.get("DATABASE_URL"), _folder())


@st.cache_resource(show_spinner=False)
def secret() -> bytes:
    """Read what certificates are signed with: CERTIFICATE_KEY, or a file made on first use.

    Raises:
        QuizError: It is too short to be safe, or there is none and none can be made.
    """
    from quizzes.certificate import secret_from, secret_in  # noqa: PLC0415

    if given := os.environ.get("CERTIFICATE_KEY"):
        return secret_from(given)
    return secret_in(_folder() / "certificate.key")


def _folder() -> Path:
    return Path(os.environ.get("ANSWERS_FOLDER") or ANSWERS)


def warm() -> None:
    """Walk through every scenario before anyone asks; then draw the pictures."""
    try:
        longest = {scenario.name: walks_of(scenario.name)[-1] for scenario in SCENARIOS}
        for name, walk in longest.items():
            for step, result in enumerate(walk.run.records, start=1):
                if result.stage is not DEPLOYMENT:
                    picture_of(name, step)
        bank()
    except (LifecycleError, QuizError):
        return  # every page that needs it will say what is wrong
