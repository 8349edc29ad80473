"""The deployed model over HTTP: `POST /api/predict` and `GET /api/model`."""

import json
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING

from anyio.to_thread import run_sync
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import BaseRoute, Mount, Route

from lifecycle.errors import LifecycleError
from lifecycle.inputs import HIND_FOOT, WEIGHT
from lifecycle.scenarios import DEFAULT, scenario_named

if TYPE_CHECKING:  # scikit-learn comes with the first question, not with the server's start
    from lifecycle.run import Run
    from lifecycle.stages.deployment import Deployed

RunFor = Callable[[str, int], "Run"]
"""Answers with the finished run of a scenario, by its name, and so many turns."""

Endpoint = Callable[[Request], Awaitable[JSONResponse]]

MOST_BYTES = 10_000
WRONG_REQUEST, NO_MODEL = 422, 503


def routes(run_for: RunFor) -> list[BaseRoute]:
    """Answer from the same runs, and so from the same artifacts, as the pages do."""

    async def predict(request: Request) -> JSONResponse:
        measured = two_measurements(await body_of(request))
        deployed = await deployed_for(request, run_for)
        with refused_as(WRONG_REQUEST):
            return JSONResponse(await run_sync(answer, deployed, *measured))

    async def model(request: Request) -> JSONResponse:
        deployed = await deployed_for(request, run_for)
        return JSONResponse(asdict(deployed.card))

    service = [
        Route("/predict", in_one_sentence(predict), methods=["POST"]),
        Route("/model", in_one_sentence(model), methods=["GET"]),
    ]
    # mounted, or a wrong method would fall through to the page that answers every address
    return [Mount("/api", routes=service)]


class RefusedError(Exception):
    """A request that gets no answer, with its status and the sentence that says why."""

    def __init__(self, status: int, sentence: str) -> None:
        self.status = status
        self.sentence = sentence
        super().__init__(sentence)


@contextmanager
def refused_as(status: int) -> Iterator[None]:
    """Let the lifecycle's own sentence out under an HTTP status."""
    try:
        yield
    except LifecycleError as problem:
        raise RefusedError(status, str(problem)) from problem


def in_one_sentence(endpoint: Endpoint) -> Endpoint:
    """Make a refusal's sentence the body of the response."""

    async def endpoint_or_refusal(request: Request) -> JSONResponse:
        try:
            return await endpoint(request)
        except RefusedError as refusal:
            return JSONResponse({"error": refusal.sentence}, refusal.status)

    return endpoint_or_refusal


async def deployed_for(request: Request, run_for: RunFor) -> "Deployed":
    """Find the model that the query asks for; working it out must not hold up the event loop."""
    name = request.query_params.get("scenario", DEFAULT.name)
    turn = request.query_params.get("turn", "1")
    if not (turn.isascii() and turn.isdigit() and len(turn) == 1):
        raise RefusedError(WRONG_REQUEST, f"The turn must be a number such as 1, not {turn!r}.")
    with refused_as(WRONG_REQUEST):
        scenario_named(name).check_turns(int(turn))
    with refused_as(NO_MODEL):
        run = await run_sync(run_for, name, int(turn))
    assert run.deployed, "a finished run has deployed a model"
    return run.deployed


async def body_of(request: Request) -> bytes:
    """Read the body, but not more of it than two measurements can need."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > MOST_BYTES:
            raise RefusedError(WRONG_REQUEST, f"The body is larger than {MOST_BYTES:,} bytes.")
    return body


def two_measurements(body: bytes) -> tuple[float, float]:
    """Take the two numbers out of a JSON object; the model knows which are possible."""
    try:
        animal = json.loads(body)
    except (ValueError, RecursionError):  # brackets can be nested deeper than the stack is
        raise RefusedError(WRONG_REQUEST, "The body is not JSON.") from None
    if not isinstance(animal, dict):
        wanted = 'an object such as {"weight": 25, "hindfoot_length": 20}'
        raise RefusedError(WRONG_REQUEST, f"The body must be {wanted}.")
    return number_in(animal, WEIGHT.column), number_in(animal, HIND_FOOT.column)


def number_in(animal: dict[str, object], column: str) -> float:
    """Take one number out of the object; true and "25" are no numbers."""
    if column not in animal:
        raise RefusedError(WRONG_REQUEST, f"The field {column} is missing.")
    value = animal[column]
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise RefusedError(WRONG_REQUEST, f"The field {column} must be a number.")
    try:
        return float(value)
    except OverflowError:
        raise RefusedError(WRONG_REQUEST, f"The field {column} is far too large.") from None


def answer(deployed: "Deployed", weight: float, hindfoot_length: float) -> dict[str, object]:
    """Ask the model about one animal and write its answer for machines."""
    prediction = deployed.predict(weight, hindfoot_length)
    return {
        "species": prediction.best.species_id,
        "common_name": prediction.best.common_name,
        "probabilities": [
            {
                "species": each.species_id,
                "common_name": each.common_name,
                "probability": round(each.probability, 6),
            }
            for each in prediction.candidates
        ],
        "version": deployed.version,
        "sha256": deployed.artifact.sha256,
    }
