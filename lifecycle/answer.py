"""What a deployed model answers about one animal."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Candidate:
    """A species the animal may be."""

    species_id: str
    common_name: str
    probability: float


@dataclass(frozen=True, slots=True)
class Prediction:
    """The candidates for one animal, the likeliest first; their probabilities sum to 1."""

    weight: float
    hindfoot_length: float
    version: str
    candidates: tuple[Candidate, ...]

    @property
    def best(self) -> Candidate:
        """The species the model names."""
        return self.candidates[0]
