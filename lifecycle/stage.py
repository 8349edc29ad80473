"""The six stages of the lifecycle: their names, verbs and order."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage, as it is named everywhere."""

    name: str
    verb: str
    action: str
    gist: str

    def __str__(self) -> str:
        """Answer with the name, which is also the value the program's variable takes."""
        return self.name

    @property
    def action_refused(self) -> str:
        """The action of a step in which the stage refuses: it was called for, and not done."""
        return f"{self.action}: refused"


COLLECTION = Stage("Data Collection", "collect", "Collect raw data from sources", "gather raw data")
PREPARATION = Stage("Data Preparation", "prepare", "Clean and format data", "clean and format it")
TRAINING = Stage("Model Training", "train", "Train model on prepared data", "build a model from it")
EVALUATION = Stage(
    "Model Evaluation",
    "evaluate",
    "Test model accuracy and performance",
    "test how good the model is",
)
DEPLOYMENT = Stage("Model Deployment", "deploy", "Deploy model to production", "release it for use")
MONITORING = Stage(
    "Monitoring & Maintenance",
    "monitor",
    "Track model performance and update",
    "watch it at work, and update it",
)

STAGES = (COLLECTION, PREPARATION, TRAINING, EVALUATION, DEPLOYMENT, MONITORING)

RETURN_ACTION = "Cycle repeats if model needs retraining"
"""The action of Data Collection when Monitoring has sent the cycle back to it."""


def stage_named(name: str) -> Stage:
    """Find a stage by the name the program gives it."""
    return next(stage for stage in STAGES if stage.name == name)
