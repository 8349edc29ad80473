"""The deployed model over HTTP: `POST /api/predict` and `GET /api/model`."""

import json
import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING

from anyio.to_thread import run_sync
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
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

MOST_BYTES = 10_000
NO_SUCH_ADDRESS, WRONG_METHOD, WRONG_REQUEST, NO_MODEL = 404, 405, 422, 503
OFFERED = "POST /api/predict or GET /api/model"


def routes(run_for: RunFor, base: str = "") -> list[BaseRoute]:
    """Answer from the same runs, and so the same artifacts, as the pages; below `base`."""

    async def predict(request: Request) -> JSONResponse:
        measured = two_measurements(await body_of(request))
        deployed = await deployed_for(request, run_for)
        with refused_as(WRONG_REQUEST):
            return JSONResponse(await run_sync(answer, deployed, *measured))

    async def model(request: Request) -> JSONResponse:
        deployed = await deployed_for(request, run_for)
        return JSONResponse(asdict(deployed.card))

    service = Starlette(
        routes=[
            Route("/predict", predict, methods=["POST"]),
            Route("/model", model, methods=["GET"]),
        ],
        exception_handlers={HTTPException: in_one_sentence},
    )
    service.router.redirect_slashes = False
    # mounted, or a wrong method would fall through to the page that answers every address;
    # and routed, because a mount leaves the address without a slash to that page too
    return [Mount(f"{base}/api", service), Route(f"{base}/api", service)]


@contextmanager
def refused_as(status: int) -> Iterator[None]:
    """Let the lifecycle's own sentence out under an HTTP status."""
    try:
        yield
    except LifecycleError as problem:
        raise HTTPException(status, str(problem)) from problem


def in_one_sentence(request: Request, refusal: Exception) -> JSONResponse:
    """Make a refusal's sentence the body of the response."""
    assert isinstance(refusal, HTTPException), "it is registered for no other"
    sentence = {
        NO_SUCH_ADDRESS: f"There is nothing at this address; ask {OFFERED}.",
        WRONG_METHOD: f"{request.method} does not work here; ask {OFFERED}.",
    }.get(refusal.status_code, refusal.detail)
    return JSONResponse({"error": sentence}, refusal.status_code, refusal.headers)


async def deployed_for(request: Request, run_for: RunFor) -> "Deployed":
    """Find the model that the query asks for; working it out must not hold up the event loop."""
    name = request.query_params.get("scenario", DEFAULT.name)
    turn = request.query_params.get("turn", "1")
    if not (turn.isascii() and turn.isdigit() and len(turn) == 1):
        raise HTTPException(WRONG_REQUEST, f"The turn must be a number such as 1, not {turn!r}.")
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
            raise HTTPException(WRONG_REQUEST, f"The body is larger than {MOST_BYTES:,} bytes.")
    return body


def two_measurements(body: bytes) -> tuple[float, float]:
    """Take the two numbers out of a JSON object; the model knows which are possible."""
    try:
        animal = json.loads(body, parse_int=float)  # int refuses thousands of digits
    except (ValueError, RecursionError):  # brackets can be nested deeper than the stack is
        raise HTTPException(WRONG_REQUEST, "The body is not JSON.") from None
    if not isinstance(animal, dict):
        wanted = 'an object such as {"weight": 25, "hindfoot_length": 20}'
        raise HTTPException(WRONG_REQUEST, f"The body must be {wanted}.")
    return number_in(animal, WEIGHT.column), number_in(animal, HIND_FOOT.column)


def number_in(animal: dict[str, object], column: str) -> float:
    """Take one number out of the object; true and "25" are no numbers."""
    if column not in animal:
        raise HTTPException(WRONG_REQUEST, f"The field {column} is missing.")
    value = animal[column]
    if not isinstance(value, float):
        raise HTTPException(WRONG_REQUEST, f"The field {column} must be a number.")
    if value == math.inf:
        raise HTTPException(WRONG_REQUEST, f"The field {column} is far too large.")
    return value


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
