"""The lesson plans: what they open is there, and their minutes add up."""

import re

import pytest

from classroom.playlist import Playlist
from classroom.playlist_writing import as_link, from_file
from lifecycle.faults.fault import case_numbered
from quizzes.misconceptions import misconceptions
from tests.serving import ROOT
from ui import moments
from ui.address import read as place_of
from ui.cached import walks_of

TEXT = (ROOT / "docs" / "teaching.md").read_text(encoding="utf-8")
PLANS = {"ten-minutes": 10, "thirty-minutes": 30, "fifty-minutes": 50}

every_plan = pytest.mark.parametrize("name", PLANS)


def plan(name: str) -> Playlist:
    text = (ROOT / "docs" / "playlists" / f"{name}.toml").read_text(encoding="utf-8")
    return from_file(text, moments.PAGES)


def chapter(name: str) -> str:
    (found,) = (part for part in TEXT.split("\n## ") if part.startswith(plan(name).title))
    return found


def test_every_playlist_that_is_offered_is_a_plan() -> None:
    files = (ROOT / "docs" / "playlists").glob("*.toml")

    assert {file.stem for file in files} == set(PLANS)


@every_plan
def test_the_minutes_of_a_plan_add_up(name: str) -> None:
    assert plan(name).minutes == PLANS[name]


@every_plan
def test_every_address_of_a_plan_is_there(name: str) -> None:
    for moment in plan(name).moments:
        assert moments.complaints(moment) == ()
        if moments.is_walk(moment):
            place = place_of(moment.parameters)
            last = len(walks_of(place.scenario.name)[place.turns - 1].trace.steps)
            assert place.step <= (moment.until or place.step) <= last


@every_plan
def test_every_moment_of_a_plan_has_something_to_say_ask_and_expect(name: str) -> None:
    for moment in plan(name).moments:
        assert moment.note
        assert moment.question
        assert moment.answer
        assert moment.minutes


@every_plan
def test_a_plan_fits_into_a_link(name: str) -> None:
    assert len(as_link(plan(name))) < 3_000


@every_plan
def test_the_timetable_is_that_of_the_playlist(name: str) -> None:
    begin, rows = 0, []
    for moment in plan(name).moments:
        end = begin + moment.minutes
        until = f", to step {moment.until}" if moment.until is not None else ""
        rows.append(f"| {begin} to {end} | `{moment.address}`{until} | {moment.question} | ")
        begin = end

    told = [line for line in chapter(name).splitlines() if re.match(r"\| \d", line)]

    assert len(told) == len(rows)
    for line, row in zip(told, rows, strict=True):
        assert line.startswith(row)


def test_every_misconception_is_one_that_the_quizzes_know() -> None:
    known = {each.thought for each in misconceptions().values()}

    told = re.findall(r"^- “(.+?)”", TEXT, re.MULTILINE)

    assert len(told) > 8
    assert set(told) <= known


def test_the_broken_cases_are_those_that_the_plans_speak_of() -> None:
    assert [case_numbered(number).name for number in (4, 9)] == ["genus-let-in", "stale-reference"]
