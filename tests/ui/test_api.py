from dataclasses import asdict

import anyio
import httpx
import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from lifecycle.portal import DataFileError
from lifecycle.run import Run
from lifecycle.stages.deployment import Deployed
from tests.runs import run_for
from ui import cached
from ui.api import RunFor, routes

ANIMAL = {"weight": 44, "hindfoot_length": 36}


def ask(
    method: str,
    path: str,
    run_for: RunFor = run_for,
    json: object = None,
    content: bytes | None = None,
) -> httpx.Response:
    """Ask the service without a network in between."""
    behind_it = Route("/{path:path}", PlainTextResponse("a page for every address"))
    service = httpx.ASGITransport(Starlette(routes=[*routes(run_for), behind_it]))

    async def answer() -> httpx.Response:
        async with httpx.AsyncClient(transport=service, base_url="http://service") as client:
            return await client.request(method, path, json=json, content=content)

    return anyio.run(answer)


def test_an_animal_is_named_with_probabilities() -> None:
    answer = ask("POST", "/api/predict", json=ANIMAL)

    named = answer.json()
    assert answer.status_code == 200
    assert (named["species"], named["common_name"]) == ("DM", "Merriam's kangaroo rat")
    assert named["probabilities"][0]["species"] == "DM"
    assert sum(each["probability"] for each in named["probabilities"]) == pytest.approx(1, abs=1e-5)


def test_the_service_answers_with_the_artifact_of_the_page() -> None:
    on_the_page = cached.walks_of("desert-changed")[-1].run.records[4]
    assert isinstance(on_the_page, Deployed)

    named = ask("POST", "/api/predict", cached.run_for, json=ANIMAL).json()

    assert cached.run_for("desert-changed").deployed is on_the_page
    assert named["version"] == "v1"
    assert named["sha256"] == on_the_page.artifact.sha256
    assert named["probabilities"][0]["probability"] == round(
        on_the_page.predict(44, 36).best.probability, 6
    )


def test_the_second_turn_answers_with_its_own_version() -> None:
    named = ask("POST", "/api/predict?scenario=desert-changed&turn=2", json=ANIMAL).json()

    assert named["version"] == "v2"


def test_the_model_shows_its_card() -> None:
    deployed = run_for("loud-alarm").deployed
    assert deployed

    answer = ask("GET", "/api/model?scenario=loud-alarm")

    assert answer.status_code == 200
    assert answer.json() == {
        key: list(value) if isinstance(value, tuple) else value
        for key, value in asdict(deployed.card).items()
    }


def test_the_card_tells_as_many_rows_as_the_evidence_of_training() -> None:
    told = run_for("desert-changed").records[2].evidence.measures

    card = ask("GET", "/api/model").json()

    assert (card["training_rows"], card["fitted_rows"]) == (told["train"], told["fitted"])
    assert (told["train"], told["fitted"]) == (884, 875)


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (b"", "The body is not JSON."),
        (b"weight=44", "The body is not JSON."),
        (b"\xff\xfe", "The body is not JSON."),
        (b"[" * 9_999, "The body is not JSON."),
        (b"[44, 36]", "The body must be an object"),
        (b"null", "The body must be an object"),
        (b"{}", "The field weight is missing."),
        (b'{"weight": 44}', "The field hindfoot_length is missing."),
        (b'{"weight": "44", "hindfoot_length": 36}', "The field weight must be a number."),
        (b'{"weight": true, "hindfoot_length": 36}', "The field weight must be a number."),
        (b'{"weight": null, "hindfoot_length": 36}', "The field weight must be a number."),
        (b'{"weight": NaN, "hindfoot_length": 36}', "A weight of nan g is impossible here"),
        (b'{"weight": 1e999, "hindfoot_length": 36}', "The field weight is far too large."),
        (b'{"weight": 1%s, "hindfoot_length": 36}' % (b"0" * 400), "weight is far too large."),
        (b'{"weight": 1%s, "hindfoot_length": 36}' % (b"0" * 5_000), "weight is far too large."),
        (b'{"weight": 301, "hindfoot_length": 36}', "give a value from 4 to 300 g."),
        (b'{"weight": 44, "hindfoot_length": 5.9}', "give a value from 6 to 60 mm."),
        (b" " * 10_001, "The body is larger than 10,000 bytes."),
    ],
)
def test_a_wrong_body_gets_a_sentence(body: bytes, sentence: str) -> None:
    answer = ask("POST", "/api/predict", content=body)

    assert answer.status_code == 422
    assert sentence in answer.json()["error"]


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("scenario=no-such", "the known ones are desert-changed"),
        ("turn=3", "The scenario desert-changed has 1 to 2 turns, not 3."),
        ("scenario=quiet-year&turn=2", "The scenario quiet-year has 1 turn, not 2."),
        ("turn=-1", "The turn must be a number such as 1, not '-1'."),
        ("turn=", "The turn must be a number such as 1, not ''."),
    ],
)
def test_an_unknown_model_gets_a_sentence(query: str, sentence: str) -> None:
    for answer in (
        ask("GET", f"/api/model?{query}"),
        ask("POST", f"/api/predict?{query}", json=ANIMAL),
    ):
        assert answer.status_code == 422
        assert sentence in answer.json()["error"]


@pytest.mark.parametrize(
    ("method", "path", "status", "sentence"),
    [
        ("GET", "/api/predict", 405, "GET does not work here; ask POST /api/predict"),
        ("DELETE", "/api/model", 405, "DELETE does not work here; ask POST /api/predict"),
        ("GET", "/api/no-such", 404, "There is nothing at this address; ask POST /api/predict"),
        ("GET", "/api/", 404, "There is nothing at this address; ask POST /api/predict"),
        ("GET", "/api", 404, "There is nothing at this address; ask POST /api/predict"),
        ("POST", "/api", 404, "There is nothing at this address; ask POST /api/predict"),
        ("POST", "/api/predict/", 404, "There is nothing at this address; ask POST /api/predict"),
        ("GET", "/api/model/", 404, "There is nothing at this address; ask POST /api/predict"),
    ],
)
def test_a_wrong_address_or_method_gets_a_sentence(
    method: str, path: str, status: int, sentence: str
) -> None:
    answer = ask(method, path)

    assert answer.status_code == status
    assert sentence in answer.json()["error"]


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", "/api"), ("POST", "/api"), ("GET", "/api/"), ("POST", "/api/predict/")],
)
def test_a_wrong_address_gets_a_sentence_from_the_real_server_too(
    server: str, method: str, path: str
) -> None:
    answer = httpx.request(method, server + path, timeout=30)

    assert answer.status_code == 404
    assert "There is nothing at this address" in answer.json()["error"]


def test_damaged_data_leaves_no_model_to_ask() -> None:
    def damaged(scenario: str, turns: int) -> Run:  # noqa: ARG001  the shape of run_for
        raise DataFileError("portal_surveys.csv", "is missing", "restore it")

    card = ask("GET", "/api/model", damaged)
    named = ask("POST", "/api/predict", damaged, json=ANIMAL)

    sentence = "The data file portal_surveys.csv is missing; restore it."
    assert card.status_code == named.status_code == 503
    assert card.json() == named.json() == {"error": sentence}
