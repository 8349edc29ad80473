"""The moments that a playlist can hold: which there are, what each is called, whether it exists."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from classroom.playlist import Moment, PlaylistError
from lifecycle.faults.fault import FAULTS
from lifecycle.lab.address import from_address
from lifecycle.moments import moments as key_moments
from lifecycle.notes import notes_of
from lifecycle.program import ROWS_OF_ONE_TURN
from lifecycle.quoting import quoted
from lifecycle.scenarios import DEFAULT, SCENARIOS, Scenario, scenario_named
from ui import address, cached, menu, session

if TYPE_CHECKING:
    from lifecycle.walk import Walk

PAGES: Final = {
    entry.address: entry.title
    for entry in menu.PAGES
    if entry not in {menu.HOME, menu.PRESENT, menu.NOTES, menu.PLAYLIST}
}
"""The pages that a moment may be on, and their titles."""

LAST_STEP: Final = ROWS_OF_ONE_TURN * max(len(scenario.turns) for scenario in SCENARIOS) + 1

_STOPPED: Final = scenario_named("quiet-year")
_LINK: Final = re.compile(r"\[([^]]+)\]\([^)]*\)")


class EmptyPlaylistError(PlaylistError):
    """There is nothing to present."""

    def __init__(self) -> None:
        super().__init__("this playlist", "has no moment yet: add one")


def below_home(copied: str) -> str:
    """Cut an address that was copied from the browser down to what a moment holds."""
    return copied.strip().removeprefix(session.home()).lstrip("/")


def is_walk(moment: Moment) -> bool:
    """Tell whether a moment is shown by the player."""
    return moment.page == menu.STEP_THROUGH.address


def title_of(moment: Moment) -> str:
    """Say in a few words what a moment opens."""
    if not is_walk(moment):
        if moment.page == menu.LIVE_LAB.address and moment.parameters:
            return f"{PAGES[moment.page]}: {from_address(moment.parameters)[0].question}"
        asked = ", ".join(f"{name} {value}" for name, value in moment.parameters.items())
        return PAGES[moment.page] + (f", {quoted(asked)[1:-1]}" if asked else "")
    place = address.read(moment.parameters)
    until = f" to {moment.until}" if moment.until is not None and moment.until > place.step else ""
    told = f"step {place.step}{until}" if place.step or until else "from the start"
    turn = ", second turn" if place.turns > 1 else ""
    asks = ", predicted first" if place.predict else ""
    return f"{place.scenario.title}, {told}{turn}{asks}"


def complaints(moment: Moment) -> tuple[str, ...]:
    """Say what a moment asks for that is not there."""
    match moment.page:
        case menu.STEP_THROUGH.address:
            return tuple(_complaints_of_walk(moment))
        case menu.BREAK_A_STAGE.address:
            return tuple(filter(None, [address.case(moment.parameters)[1]]))
        case menu.LIVE_LAB.address:
            return from_address(moment.parameters)[1]
    return ()


def _complaints_of_walk(moment: Moment) -> Iterator[str]:
    place = address.read(moment.parameters)
    yield from place.notices
    if moment.until is not None and moment.until < place.step:
        yield (
            f"Its last step shown, {moment.until}, lies before step {place.step} of the address."
        )


def ready() -> dict[str, Moment]:
    """Answer with the moments that can be chosen, by their names.

    Raises:
        LifecycleError: The data file is missing or damaged.
        QuizError: A question does not prove itself.
    """
    return dict(_ready())


def _ready() -> Iterator[tuple[str, Moment]]:
    for scenario in SCENARIOS:
        for walk in cached.walks_of(scenario.name):
            yield from _steps(scenario, walk)
    yield from _key_moments(DEFAULT, stopped=False)
    yield from list(_key_moments(_STOPPED, stopped=True))[:1]
    for number in range(1, len(FAULTS) + 1):
        asked = Moment(f"{menu.BREAK_A_STAGE.address}?case={number}", question=_GUILTY, minutes=5)
        yield f"Break a stage, case {number}", asked
    for question in cached.bank().from_source:
        if question.is_visual:
            stem = _LINK.sub(r"\1", question.stem).replace("`", "")
            moment = Moment(menu.VISUAL_QUIZ.address, question=stem, minutes=2)
            yield f"Visual question: {stem}", moment
    for page, title in PAGES.items():
        yield f"Page: {title}", Moment(page, minutes=5)


_GUILTY: Final = "Which stage is guilty, and which piece of evidence proves it?"


def _steps(scenario: Scenario, walk: "Walk") -> Iterator[tuple[str, Moment]]:
    """Name a walk and its steps; those of an earlier turn have been named before."""
    turns, notes = walk.run.turns, notes_of(walk)
    earlier = ROWS_OF_ONE_TURN * (turns - 1)
    start = f"{menu.STEP_THROUGH.address}?scenario={scenario.name}"
    turn = ", second turn" if turns > 1 else ""
    if turns == 1:
        minutes = sum(note.minutes for note in notes)
        yield f"{scenario.title}, from the start", Moment(start, minutes=minutes)
    for step in walk.trace.steps[earlier:]:
        at = f"{start}&step={step.number}" + (f"&turns={turns}" if turns > 1 else "")
        name = f"{scenario.title}{turn}, step {step.number}: {step.current_stage}"
        yield name, Moment(at, minutes=notes[step.number].minutes)


def _key_moments(scenario: Scenario, *, stopped: bool) -> Iterator[tuple[str, Moment]]:
    for each in key_moments(stopped=stopped):
        row = each.citations[0].cell.partition(".")[0]
        at = f"{menu.STEP_THROUGH.address}?scenario={scenario.name}&step={row}"
        answer = _LINK.sub(r"\1", each.answer)
        moment = Moment(at, question=each.question, answer=answer, minutes=2)
        yield f"Key moment: {each.question} ({scenario.title})", moment
