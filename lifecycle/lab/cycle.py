"""One cycle with choices of one's own, as far as what is measured lets it go."""

from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from lifecycle.decision import Gate
from lifecycle.errors import RefusalError
from lifecycle.lab.choices import Choices
from lifecycle.portal import records_folder
from lifecycle.run import Run
from lifecycle.stages.collection import collect
from lifecycle.stages.preparation import Prepared, prepare
from lifecycle.walk import Walk


def cycle(choices: Choices) -> Walk:
    """Run the six stages as chosen, and walk the program over what they answered.

    The walk has fewer turns than were chosen if Monitoring calls for no further one. It ends at
    Model Deployment, refused there, if a model does not pass its gate or, from the second turn
    on, has no sure gain over the one in service: then `walk.run.refused` says why.

    Raises:
        TooFewSpeciesError: The training rows hold fewer than two species that can be learnt.
    """
    return Walk.over(run_as_far_as_it_goes(choices))


def run_as_far_as_it_goes(choices: Choices) -> Run:
    """Execute the stages until the run is finished or a model is not let out."""
    prepared = prepared_years(choices.trained_on, choices.gate, records_folder())
    run = Run(choices.scenario, choices.turns, (prepared.collected, prepared))
    while not run.finished:
        try:
            run = run.advance()
        except RefusalError as refusal:
            run = run.ended_by(refusal)
    return replace(run, turns=min(run.turns, run.turn_of(len(run.records))))


@lru_cache(maxsize=8)
def prepared_years(years: tuple[int, ...], gate: Gate, _: Path) -> Prepared:
    """Collect and prepare, once for all who try algorithms and seeds on the same years.

    The last argument is the folder of the records: those of another are other years.
    """
    return prepare(collect(years, gate))
