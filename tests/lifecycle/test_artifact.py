from dataclasses import replace

import pytest

from lifecycle.artifact import AlteredArtifactError
from lifecycle.run import run_to_end
from lifecycle.scenarios import scenario_named
from tests.runs import run_for


def test_an_altered_artifact_is_not_opened() -> None:
    deployed = run_for("quiet-year").deployed
    assert deployed
    altered = replace(deployed.artifact, content=deployed.artifact.content + b" ")

    with pytest.raises(AlteredArtifactError, match="v1 is not the one that was approved"):
        altered.load()


def test_training_again_makes_the_same_artifact() -> None:
    once = run_for("quiet-year").deployed

    again = run_to_end(scenario_named("quiet-year")).deployed

    assert once
    assert again
    assert again.artifact == once.artifact
