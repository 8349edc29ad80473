"""What the code lab sends to the browser, and the policy that its sandbox lives under."""

import json
import re

import httpx
import pytest

from lifecycle.program import source
from lifecycle.stage import STAGES
from ui.code_lab import payload
from ui.code_lab.serving import BRYTHON, SANDBOX, sandbox

ANSWERS: dict[str, list[object]] = {stage.verb: ["told"] for stage in STAGES}


def test_the_editor_begins_with_the_lessons_program() -> None:
    said = json.loads(json.dumps(payload(ANSWERS, ANSWERS), allow_nan=False))

    assert said["program"] == source()
    assert said["lessons"]["stop"]["answers"] == ANSWERS


def test_the_sandbox_may_reach_nothing_and_run_only_its_own_script() -> None:
    _, policy = sandbox()

    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert rules["sandbox"] == "allow-scripts"
    assert rules["default-src"] == rules["connect-src"] == "'none'"
    assert rules["worker-src"] == "blob:"
    assert re.fullmatch(r"'sha256-[\w+/]+=' 'unsafe-eval'", rules["script-src"])


def test_the_sandbox_is_served_with_its_policy(server: str) -> None:
    page, policy = sandbox()

    answer = httpx.get(f"{server}/{SANDBOX}")

    assert answer.text == page
    assert answer.headers["content-security-policy"] == policy
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("encoding", ["gzip", "identity"])
def test_brython_comes_from_our_own_server(server: str, encoding: str) -> None:
    answer = httpx.get(f"{server}/{BRYTHON}", headers={"Accept-Encoding": encoding})

    assert answer.status_code == 200
    assert "javascript" in answer.headers["content-type"]
    assert answer.headers.get("content-encoding", "identity") == encoding
    assert answer.text.startswith("// brython.js brython.info")


def test_brython_is_sent_small_and_kept_by_the_browser(server: str) -> None:
    answer = httpx.get(f"{server}/{BRYTHON}", headers={"Accept-Encoding": "gzip"})

    assert int(answer.headers["content-length"]) < 450_000
    assert "immutable" in answer.headers["cache-control"]
