"""Why a choice cannot be run, said before anything is."""

from lifecycle.errors import LifecycleError
from lifecycle.years import in_words


class ChoiceError(LifecycleError):
    """Something was chosen that cannot be run."""


class NoTrainingYearError(ChoiceError):
    """No year was chosen to learn from."""

    def __init__(self) -> None:
        super().__init__("A model has to learn from something: choose at least one training year.")


class YearOutsideError(ChoiceError):
    """A year without records: nobody had set traps yet, or the copy of the records ends."""

    def __init__(self, year: int, first: int, last: int) -> None:
        self.year = year
        self.first = first
        self.last = last
        super().__init__(f"There are no records of {year}: choose a year from {first} to {last}.")


class WatchedYearTrainedOnError(ChoiceError):
    """The watched year is one the model has learnt from, so it would be asked what it was told."""

    def __init__(self, watched: int) -> None:
        self.watched = watched
        super().__init__(
            f"The model would be watched in {watched}, of which it has already seen the answers: "
            "watch a year that it was not trained on."
        )


class WatchedYearTooEarlyError(ChoiceError):
    """The watched year lies before a training year, so the model would come from the future."""

    def __init__(self, watched: int, trained_on: tuple[int, ...]) -> None:
        self.watched = watched
        self.trained_on = trained_on
        super().__init__(
            f"A model of {in_words(trained_on)} does not exist yet in {watched}: "
            f"watch a year after {trained_on[-1]}, or train on earlier years."
        )


class GateOutOfRangeError(ChoiceError):
    """No gate, or one that cannot be told in whole percent."""

    def __init__(self, accuracy: float, least: float, most: float) -> None:
        self.accuracy = accuracy
        super().__init__(
            f"The gate asks for a whole percentage from {least:.0%} to {most:.0%}, "
            f"not for {100 * accuracy:g}%."
        )


class SeedOutOfRangeError(ChoiceError):
    """A seed that is no whole number within bounds."""

    def __init__(self, seed: int, most: int) -> None:
        self.seed = seed
        super().__init__(f"The seed is a whole number from 0 to {most}, not {seed}.")


class TurnsOutOfRangeError(ChoiceError):
    """More turns than there are years to watch."""

    def __init__(self, turns: int, watched: int, most: int) -> None:
        self.turns = turns
        self.watched = watched
        self.most = most
        room = "1 turn" if most == 1 else f"1 to {most} turns"
        super().__init__(
            f"Each turn watches the year after the last one, so from {watched} on there is room "
            f"for {room}, not for {turns}."
        )
