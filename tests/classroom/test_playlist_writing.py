"""A playlist comes back from its file and from its link, and what a stranger sends does no harm."""

import base64
import hashlib
import json
import time
import tomllib
import tracemalloc
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as some

from classroom.playlist import LONGEST, MOST_MOMENTS, Moment, Playlist, PlaylistError
from classroom.playlist_writing import (
    LONGEST_LINK,
    MOST_CHARACTERS,
    as_file,
    as_link,
    from_file,
    from_link,
)

PAGES = {"step-through", "break-a-stage"}
LESSON = Playlist(
    'A "short" lesson',
    (
        Moment("step-through?scenario=quiet-year&step=1", until=6, minutes=4),
        Moment(
            "break-a-stage?case=3",
            note='Say:\n"""three""" \\n quotes',
            question="Who?",
            answer="<script>alert(1)</script>",
        ),
    ),
)

LETTERS = some.characters(exclude_categories=("Cs", "Cc"))
TEXTS = some.text(some.one_of(LETTERS, some.sampled_from('\n\t"\\')), max_size=80)
MOMENTS = some.builds(
    Moment,
    some.sampled_from(["step-through", "break-a-stage?case=2", "step-through?step=3#3.action"]),
    some.none() | some.integers(0, 99),
    TEXTS,
    TEXTS,
    TEXTS,
    some.integers(0, 240),
)
PLAYLISTS = some.builds(Playlist, TEXTS, some.lists(MOMENTS, max_size=4).map(tuple))


@given(PLAYLISTS)
def test_a_playlist_comes_back_from_its_file(playlist: Playlist) -> None:
    assert from_file(as_file(playlist), PAGES) == playlist


@pytest.mark.parametrize("letter", ['"', "a", "面", "🐭"])
def test_the_fullest_playlist_comes_back_from_its_file_and_its_link(letter: str) -> None:
    full = {part: letter * LONGEST[part] for part in ("note", "question", "answer")}
    moment = Moment("step-through?scenario=quiet-year", until=99, minutes=240, **full)
    playlist = Playlist(letter * LONGEST["title"], (moment,) * MOST_MOMENTS)

    assert from_file(as_file(playlist), PAGES) == playlist
    assert from_link(as_link(playlist), PAGES) == playlist


@given(PLAYLISTS)
def test_a_playlist_comes_back_from_its_link(playlist: Playlist) -> None:
    assert from_link(as_link(playlist), PAGES) == playlist


def test_the_fullest_playlist_comes_back_from_its_file() -> None:
    texts = {part: '"' * LONGEST[part] for part in ("note", "question", "answer")}
    full = Playlist("", (Moment("step-through", **texts),) * MOST_MOMENTS)  # type: ignore[arg-type]

    assert from_file(as_file(full), PAGES) == full


def test_a_file_is_for_people_to_read() -> None:
    moment = Moment("step-through?step=1", note="One.\nTwo.", minutes=3)

    assert as_file(Playlist("Mine", (moment,))) == (
        'title = "Mine"\n\n[[moment]]\naddress = "step-through?step=1"\n'
        'note = """\nOne.\nTwo."""\nminutes = 3\n'
    )


def test_a_link_holds_only_what_an_address_can() -> None:
    packed = as_link(LESSON)

    assert set(packed) <= set(base64.urlsafe_b64encode(bytes(range(256))).decode()) | set("-_")
    assert "=" not in packed


def test_a_playlist_that_is_too_long_for_a_link_says_so_and_what_to_do() -> None:
    notes = [hashlib.shake_256(bytes([number])).hexdigest(450) for number in range(20)]
    long = Playlist("", tuple(Moment("step-through", note=note) for note in notes))

    with pytest.raises(PlaylistError, match=r"would make a link of .* save it as a file\.$"):
        as_link(long)


def packed(text: str | bytes) -> str:
    told = text.encode() if isinstance(text, str) else text
    return base64.urlsafe_b64encode(zlib.compress(told, 9)).decode().rstrip("=")


@pytest.mark.parametrize(
    "link",
    [
        "",
        "x",
        "not base64!",
        "§§§",
        "AAAA",
        "=" * 8,
        "A" * LONGEST_LINK,
        packed("not JSON"),
        packed(b"\xff\xfe"),
        packed("[" * 100_000),
        packed("1" * 5_000),
        as_link(LESSON)[:-9],
        as_link(LESSON)[9:],
    ],
)
def test_a_link_that_is_none_is_refused_with_one_sentence(link: str) -> None:
    with pytest.raises(PlaylistError, match=r"^This link .*\.$"):
        from_link(link, PAGES)


def test_a_bomb_is_not_unpacked() -> None:
    bomb = packed(b" " * (6 * MOST_CHARACTERS))

    with pytest.raises(PlaylistError, match="unpacks to more than 2,400,000 bytes"):
        from_link(bomb, PAGES)


def test_a_link_that_is_too_long_is_not_even_read() -> None:
    with pytest.raises(PlaylistError, match="is longer than 6,000 characters"):
        from_link("A" * 10_000_000, PAGES)


HOSTILE: list[tuple[object, str]] = [
    ([], "is no playlist"),
    ("text", "is no playlist"),
    ({"title": "x", "evil": 1}, "is no playlist"),
    ({"title": 1}, "its title is a text"),
    ({"moment": {}}, "its moments are a list"),
    ({"moment": [1]}, "Moment 1 has something that no moment has"),
    ({"moment": [{"address": "step-through", "onclick": "x"}]}, "Moment 1 has something"),
    ({"moment": [{}]}, "Moment 1 has no address"),
    ({"moment": [{"address": 1}]}, "Moment 1 has a wrong address: it is a text"),
    ({"moment": [{"address": "step-through", "minutes": True}]}, "it is a whole number"),
    ({"moment": [{"address": "step-through", "minutes": 1.5}]}, "it is a whole number"),
    ({"moment": [{"address": "step-through", "minutes": 10**9}]}, "from 0 to 240"),
    ({"moment": [{"address": "https://evil.example"}]}, "none of this app's"),
    ({"moment": [{"address": "admin"}]}, "names a page that is not here, admin"),
    ({"moment": [{"address": "step-through", "note": "x" * 2_000}]}, "has 2,000 characters"),
    ({"moment": [{"address": "step-through"}] * 10_000}, "at most 100 moments, not 10,000"),
]


@pytest.mark.parametrize(("told", "sentence"), HOSTILE, ids=lambda each: str(each)[:40])
def test_what_is_no_playlist_is_refused_by_its_part(told: object, sentence: str) -> None:
    with pytest.raises(PlaylistError, match=sentence):
        from_link(packed(json.dumps(told)), PAGES)


@pytest.mark.parametrize(
    "text",
    ["<html>", "a = ", "a" * (MOST_CHARACTERS + 1), "x = " + "[" * 5_000, "x = " + "9" * 5_000],
    ids=lambda text: text[:8],
)
def test_a_file_that_is_none_is_refused_with_one_sentence(text: str) -> None:
    with pytest.raises(PlaylistError, match=r"^This file "):
        from_file(text, PAGES)


@pytest.mark.parametrize(
    "text",
    [
        ".".join("a" * 3_000) + " = 1",
        "[" + ".".join(['"a"'] * 3_000) + "]",
        "[[" + " . ".join(["'a'"] * 3_000) + "]]",
        'title = """\\"""."""""\nx = {' + ".".join("a" * 3_000) + " = 1}",
        "title = '''\\'''\n" + ".".join("a" * 3_000) + " = 1",
        'title = "\\"" # "\n' + ".".join("a" * 3_000) + " = 1",
    ],
    ids=lambda text: text[:12],
)
def test_a_key_of_many_parts_is_refused_before_it_takes_memory(text: str) -> None:
    tracemalloc.start()
    try:
        with pytest.raises(PlaylistError, match="outside of its quoted texts there is a dot"):
            from_file(text, PAGES)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert most < 5_000_000


@pytest.mark.parametrize("unit", ['\\"""\n', '"', "'", '\\"', "'''\\", '"""\\\n'])
def test_texts_that_do_not_end_are_read_once(unit: str) -> None:
    text = unit * (MOST_CHARACTERS // len(unit))
    begun = time.process_time()
    with pytest.raises(PlaylistError, match=r"^This file "):
        from_file(text, PAGES)

    assert time.process_time() - begun < 2


def test_dots_in_texts_and_comments_are_kept() -> None:
    text = """# Once. Twice.
title = 'a.b.c "'
[[moment]]
address = "step-through#3.action" # "as.it.is
note = '''One's. ''Two.'''''
"""
    moment = Moment("step-through#3.action", note="One's. ''Two.''")

    assert from_file(text, PAGES) == Playlist('a.b.c "', (moment,))


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ('["![](http:evil/)"]\n' * 2, r"at line 2, column 19"),
        ('["(at line 9, column 9)"]\n' * 2, r"at line 2, column 25"),
        ('x = """', r"at end of document"),
        ("x = " + "9" * 5_000, r"a part of it is too deep or too long"),
    ],
)
def test_a_file_that_is_no_toml_is_told_where_and_in_no_word_of_its_own(
    text: str, where: str
) -> None:
    with pytest.raises(PlaylistError, match=rf"^This file is not TOML: {where}\.$"):
        from_file(text, PAGES)


def test_a_file_from_windows_is_read_too() -> None:
    text = as_file(LESSON).replace("\n", "\r\n")

    assert from_file(text, PAGES) == LESSON


def test_a_script_in_a_note_stays_a_text() -> None:
    written = tomllib.loads(as_file(LESSON))

    assert written["moment"][1]["answer"] == "<script>alert(1)</script>"
