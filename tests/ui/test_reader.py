import json

import pytest

from lifecycle.scenarios import SCENARIOS, scenario_named
from lifecycle.sentences import spoken
from lifecycle.transcript import parts
from lifecycle.walk import Walk
from tests.runs import walk_for
from ui.reader import payload

MOST_BYTES = 30_000

every_scenario = pytest.mark.parametrize("name", [scenario.name for scenario in SCENARIOS])


def walk_of(name: str) -> Walk:
    return walk_for(name, len(scenario_named(name).turns))


@every_scenario
def test_the_payload_is_plain_json_and_small(name: str) -> None:
    said = json.dumps(payload(walk_of(name), 0), allow_nan=False)

    assert json.loads(said) == payload(walk_of(name), 0)
    assert len(said.encode()) < MOST_BYTES


@every_scenario
def test_the_reader_gets_every_sentence_as_it_is_written_and_as_it_is_said(name: str) -> None:
    told = parts(walk_of(name))

    received = json.loads(json.dumps(payload(walk_of(name), 2)))

    assert received["step"] == 2
    for part, got in zip(told, received["parts"], strict=True):
        assert got["step"] == part.step
        assert got["heading"] == {"text": part.heading, "spoken": spoken(part.heading)}
        assert [each["listed"] for each in got["paragraphs"]] == [p.listed for p in part.paragraphs]
        assert [each["sentences"] for each in got["paragraphs"]] == [
            [{"text": text, "spoken": spoken(text)} for text in paragraph.sentences]
            for paragraph in part.paragraphs
        ]
