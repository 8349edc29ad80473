"""One picture for each stage, drawn from what the stage really did, and one for the verdict."""

from lifecycle.stages.collection import Collected
from lifecycle.stages.deployment import Refused
from lifecycle.stages.evaluation import Evaluated
from lifecycle.stages.monitoring import Monitored
from lifecycle.stages.preparation import Prepared
from lifecycle.stages.training import Trained
from ui.charts.bars import answer, fates, labels, scores
from ui.charts.frame import STRONG, Picture, colour_of
from ui.charts.maps import map_of_the_year, map_of_training
from ui.charts.mastery import mastery
from ui.charts.own import own_answer, own_picture
from ui.charts.years import years

__all__ = [
    "STRONG",
    "Picture",
    "answer",
    "colour_of",
    "mastery",
    "own_answer",
    "own_picture",
    "picture",
    "years",
]


def picture(result: Collected | Prepared | Trained | Evaluated | Refused | Monitored) -> Picture:
    """Draw what a stage did; a deployed model is drawn by what it answers."""
    match result:
        case Collected():
            return labels(result)
        case Prepared():
            return fates(result)
        case Trained():
            return map_of_training(result)
        case Evaluated():
            return scores(result)
        case Refused():
            return scores(result.evaluated)
        case Monitored():
            return map_of_the_year(result)
