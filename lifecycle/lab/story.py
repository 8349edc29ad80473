"""A timeline told in sentences: which version served when, and when each was retired."""

from itertools import zip_longest

from lifecycle.lab.timeline import Timeline, Version
from lifecycle.years import in_words


def story(timeline: Timeline) -> tuple[str, ...]:
    """Tell of every version in service, and of the models that were kept out."""
    gate = f"{timeline.choices.gate.accuracy:.0%}"
    versions = timeline.versions
    told = [_served(each, successor) for each, successor in zip_longest(versions, versions[1:])]
    told = told or [f"No model has passed the gate of {gate} yet, so none is in service."]
    if kept_out := timeline.kept_out:
        count = "1 model was" if len(kept_out) == 1 else f"{len(kept_out)} models were"
        told.append(
            f"{count} kept out, trained at the end of {in_words(each.year for each in kept_out)}."
        )
    return (f"The gate is {gate} in every year.", *told)


def _served(version: Version, successor: Version | None) -> str:
    named = f"{version.name} learnt {in_words(version.trained_on)}"
    if version.until is None or successor is None:
        return f"{named} and is in service from {version.since} on."
    return (
        f"{named}, served {_span(version.since, version.until)}, and was retired at the end of "
        f"{version.until}, when {successor.name} took over."
    )


def _span(first: int, last: int) -> str:
    return f"in {first}" if first == last else f"from {first} to {last}"
