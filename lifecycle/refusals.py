"""Why a model may not go into service."""

from lifecycle.decision import Gate
from lifecycle.errors import LifecycleError, RefusalError
from lifecycle.gain import Gain


class GateNotPassedError(RefusalError):
    """A model that failed its evaluation is not let out."""

    def __init__(
        self, accuracy: float, baseline: float, gate: Gate, named: str = "species"
    ) -> None:
        self.accuracy = accuracy
        self.baseline = baseline
        self.gate = gate
        told = gate.written(accuracy, baseline)
        super().__init__(
            f"The model is not deployed: {told.accuracy} right against a baseline of "
            f"{told.baseline} does not pass the gate, which asks for {gate.asking(named)}."
        )


class NoSureGainError(RefusalError):
    """A new version whose gain chance may have made leaves the one in service where it is."""

    def __init__(self, gain: Gain) -> None:
        self.gain = gain
        super().__init__(
            f"The new model does not replace {gain.champion}: the 95% interval of its gain on the "
            f"same rows, {gain.points}, does not lie wholly above 0."
        )


class SmokeTestError(LifecycleError):
    """The model that was loaded is not the model that was evaluated."""

    def __init__(self, version: str, different: int) -> None:
        self.version = version
        self.different = different
        super().__init__(
            f"The version {version} is not put into service: loaded again, it answers "
            f"{different:,} held-out rows differently than before."
        )
