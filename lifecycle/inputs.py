"""The two measurements a model is asked with, and what is possible in this desert."""

from dataclasses import dataclass

from lifecycle.errors import LifecycleError


@dataclass(frozen=True, slots=True)
class Input:
    """One measurement: its column, its name for people, its unit and its possible values."""

    column: str
    name: str
    unit: str
    least: float
    most: float

    @property
    def span(self) -> str:
        """The possible values, as people write them."""
        return f"{self.least}-{self.most} {self.unit}"

    def check(self, value: float) -> None:
        """Refuse a value that no rodent of this desert has; NaN and infinity are such values."""
        if not self.least <= value <= self.most:
            raise ImpossibleMeasurementError(self, value)


class ImpossibleMeasurementError(LifecycleError):
    """No rodent of this desert measures so much or so little."""

    def __init__(self, measured: Input, value: float) -> None:
        self.measured = measured
        self.value = value
        written = str(value).removesuffix(".0")  # unrounded: 3.9999999999 must not read as 4
        super().__init__(
            f"A {measured.name} of {written} {measured.unit} is impossible here; "
            f"give a value from {measured.least} to {measured.most} {measured.unit}."
        )


WEIGHT = Input("weight", "weight", "g", least=4, most=300)
HIND_FOOT = Input("hindfoot_length", "hind foot", "mm", least=6, most=60)
INPUTS = (WEIGHT, HIND_FOOT)
COLUMNS = [each.column for each in INPUTS]
