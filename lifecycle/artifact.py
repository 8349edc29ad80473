"""A model as bytes: what is stored, shipped and loaded again."""

import hashlib
from dataclasses import dataclass
from io import BytesIO

import joblib
from sklearn.pipeline import Pipeline

from lifecycle.errors import LifecycleError


class AlteredArtifactError(LifecycleError):
    """The bytes are not the bytes that were approved."""

    def __init__(self, version: str) -> None:
        self.version = version
        super().__init__(
            f"The artifact {version} is not the one that was approved: its SHA-256 differs, "
            "so it was not opened; deploy it again."
        )


@dataclass(frozen=True, slots=True)
class Artifact:
    """One version of a model, with the hash it was approved under."""

    version: str
    content: bytes
    sha256: str

    def load(self) -> Pipeline:
        """Check the hash, then open: a pickle can run code, so an unknown one stays shut."""
        if hashlib.sha256(self.content).hexdigest() != self.sha256:
            raise AlteredArtifactError(self.version)
        return joblib.load(BytesIO(self.content))


def pack(model: Pipeline, version: str) -> Artifact:
    """Write a model down as bytes and hash them."""
    file = BytesIO()
    joblib.dump(model, file)
    content = file.getvalue()
    return Artifact(version, content, hashlib.sha256(content).hexdigest())
