"""How each fault works its stage: the wrong functions, in place of the right ones."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

import numpy as np
import pandas as pd
from sklearn.compose import ColumnTransformer
from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import FunctionTransformer, OneHotEncoder
from sklearn.tree import DecisionTreeClassifier

from lifecycle.artifact import pack
from lifecycle.drift import drift
from lifecycle.faults.reports import (
    ByHeart,
    Double,
    NeverAsked,
    OneNumber,
    WithGenus,
    WithGenusLearnt,
    reporting_as,
)
from lifecycle.faults.work import Work
from lifecycle.inputs import COLUMNS, INPUTS
from lifecycle.interval import bootstrap
from lifecycle.stages.collection import Collected, collect
from lifecycle.stages.deployment import Deployed, deploy
from lifecycle.stages.evaluation import Evaluated, evaluate
from lifecycle.stages.monitoring import Monitored, watch
from lifecycle.stages.preparation import TARGET, Prepared, prepare
from lifecycle.stages.training import Trained, new_pipeline, train

LABEL: Final = [TARGET, "genus", "species", "taxa", "common_name"]
GRAMS_IN_AN_OUNCE: Final = 28.35
BAG: Final = 10.0
FIRST_WATCHED: Final = 1995
"""What went wrong in the training years ended before it, what goes wrong in use begins with it."""
OLD_VERSION: Final = (1988, 1989)
OLD_REFERENCE: Final = (1980, 1981)


def collect_shuffled(years: tuple[int, ...]) -> Collected:
    """Collect the training years, each label written beside another animal."""
    collected = collect(years)
    if max(years) >= FIRST_WATCHED:
        return collected
    order = np.random.default_rng(0).permutation(len(collected.raw))
    labels = collected.raw[LABEL].iloc[order].set_axis(collected.raw.index)
    return replace(collected, raw=collected.raw.assign(**labels))


def collect_in_ounces(years: tuple[int, ...]) -> Collected:
    """Collect with the scale of the odd plots in ounces, before somebody changed it."""
    collected = collect(years)
    raw = collected.raw
    in_ounces = (raw["plot_id"] % 2 == 1) & (raw["year"] < FIRST_WATCHED)
    ounces = (raw["weight"] / GRAMS_IN_AN_OUNCE).round(1)
    return replace(collected, raw=raw.assign(weight=raw["weight"].mask(in_ounces, ounces)))


def collect_with_bag(years: tuple[int, ...]) -> Collected:
    """Collect with a scale that weighs the bag along since it was changed."""
    collected = collect(years)
    bag = BAG * (collected.raw["year"] >= FIRST_WATCHED)
    return replace(collected, raw=collected.raw.assign(weight=collected.raw["weight"] + bag))


def prepare_twice(collected: Collected) -> Prepared:
    """Prepare, then let a join make two of every row."""
    prepared = prepare(collected)
    clean = pd.concat([prepared.clean, prepared.clean])
    return reporting_as(Double, replace(prepared, clean=clean))


def prepare_with_genus(collected: Collected) -> Prepared:
    """Prepare, and hand the genus on as a column to learn from."""
    prepared = prepare(collected)
    clean = prepared.clean.assign(genus=collected.raw["genus"])
    return reporting_as(WithGenus, replace(prepared, clean=clean))


def train_with_genus(prepared: Prepared, seed: int) -> Trained:
    """Train on every column that was handed on, as training is told to: its fault is none."""
    trained = train(prepared, seed)
    right = new_pipeline()
    book = FunctionTransformer(look_up_genus, kw_args={"book": prepared.clean["genus"]})
    genus = ("genus", OneHotEncoder(handle_unknown="ignore"), ["genus"])
    inputs = ColumnTransformer([*right["inputs"].transformers, genus])
    model = Pipeline([("book", book), ("inputs", inputs), right.steps[-1]])
    return reporting_as(WithGenusLearnt, _refitted(trained, model))


def look_up_genus(rows: pd.DataFrame, book: "pd.Series[str]") -> pd.DataFrame:
    """Ask the field book for the genus; of an animal just caught it says nothing yet."""
    return rows[COLUMNS].assign(genus=book.reindex(rows.index).fillna("blank"))


def train_scaled_first(prepared: Prepared, seed: int) -> Trained:
    """Fit what prepares the inputs to all clean rows, then split and train."""
    trained = train(prepared, seed)
    model = new_pipeline()
    model["inputs"].fit(prepared.clean[COLUMNS])
    learnt = _learnt(trained)
    model["classifier"].fit(model["inputs"].transform(learnt[COLUMNS]), learnt[TARGET])
    return replace(trained, model=model)


def train_by_heart(prepared: Prepared, seed: int) -> Trained:
    """Grow a tree that nothing stops."""
    tree = Pipeline(
        [new_pipeline().steps[0], ("classifier", DecisionTreeClassifier(random_state=seed))]
    )
    return reporting_as(ByHeart, _refitted(train(prepared, seed), tree))


def train_by_copying(prepared: Prepared, seed: int) -> Trained:
    """Remember every row, and answer with the species of the most similar one."""
    model = Pipeline([new_pipeline().steps[0], ("classifier", KNeighborsClassifier(1))])
    return _refitted(train(prepared, seed), model)


def _refitted(trained: Trained, model: Pipeline) -> Trained:
    learnt = _learnt(trained)
    return replace(trained, model=model.fit(learnt[COLUMNS], learnt[TARGET]))


def _learnt(trained: Trained) -> pd.DataFrame:
    return trained.train[trained.train[TARGET].isin(trained.species)]


def evaluate_on_training_rows(trained: Trained) -> Evaluated:
    """Ask the model about the rows it was trained on."""
    return replace(evaluate(replace(trained, held_out=trained.train)), trained=trained)


def evaluate_by_one_number(trained: Trained) -> Evaluated:
    """Evaluate rightly, and look at the accuracy only."""
    return reporting_as(OneNumber, evaluate(trained))


def deploy_old_version(evaluated: Evaluated) -> Deployed:
    """Approve one model, and copy another into service."""
    deployed = deploy(evaluated)
    old = train(prepare(collect(OLD_VERSION)), evaluated.trained.seed).model
    artifact = pack(old, deployed.version)
    return reporting_as(NeverAsked, replace(deployed, artifact=artifact, model=artifact.load()))


def deploy_swapped(evaluated: Evaluated) -> Deployed:
    """Put a service before the model that hands over its inputs in the wrong order."""
    deployed = deploy(evaluated)
    service = make_pipeline(FunctionTransformer(swap), deployed.model)
    return reporting_as(NeverAsked, replace(deployed, model=service))


def swap(rows: pd.DataFrame) -> pd.DataFrame:
    """Give each measurement the name of the other."""
    return rows[COLUMNS[::-1]].set_axis(COLUMNS, axis=1)


def watch_against_old_rows(deployed: Deployed, prepared: Prepared) -> Monitored:
    """Measure the drift against years that this model never learnt from."""
    old = prepare(collect(OLD_REFERENCE)).clean
    monitored = watch(deployed, prepared)
    columns = [(each, old[each.column], monitored.answers[each.column]) for each in INPUTS]
    drifts = tuple(drift(each, was.to_numpy(), now.to_numpy()) for each, was, now in columns)
    return replace(monitored, drifts=drifts)


def watch_own_answers(deployed: Deployed, prepared: Prepared) -> Monitored:
    """Mark the model against its own answers."""
    monitored = watch(deployed, prepared)
    predicted = monitored.answers["predicted"]
    answers = monitored.answers.assign(species_id=predicted, correct=True)
    interval = bootstrap(answers["correct"].to_numpy(), deployed.evaluated.trained.seed)
    return replace(monitored, answers=answers, accuracy=1.0, interval=interval)


BROKEN: Final[Mapping[str, Work]] = {
    "shuffled-labels": Work(collect=collect_shuffled),
    "weights-in-ounces": Work(collect=collect_in_ounces),
    "untared-scale": Work(collect=collect_with_bag),
    "records-twice": Work(prepare=prepare_twice),
    "genus-let-in": Work(prepare=prepare_with_genus, train=train_with_genus),
    "scaler-before-split": Work(train=train_scaled_first),
    "learnt-by-heart": Work(train=train_by_heart),
    "tested-on-training-rows": Work(evaluate=evaluate_on_training_rows),
    "accuracy-alone": Work(evaluate=evaluate_by_one_number),
    "wrong-version": Work(deploy=deploy_old_version),
    "swapped-inputs": Work(deploy=deploy_swapped),
    "stale-reference": Work(monitor=watch_against_old_rows),
    "marks-itself": Work(monitor=watch_own_answers),
}
"""The work of each fault, by its name."""
