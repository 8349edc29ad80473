"""The page on which learners bring a table of their own."""

import csv
import gc
import io
from collections.abc import Callable
from typing import Any
from weakref import ref

import pytest
from streamlit.elements.widgets import button
from streamlit.runtime.fragment import MemoryFragmentStorage
from streamlit.testing.v1 import AppTest

from lifecycle.own_data.errors import shown
from lifecycle.own_data.example import example_csv
from lifecycle.own_data.reading import read_csv
from lifecycle.own_data.refused_files import RefusedFileError
from lifecycle.stage import STAGES
from tests.pages.pages import break_into, opened
from ui.desk import Desk, Room
from ui.menu import HOME, OWN_DATA
from ui.parts import own_run
from ui.parts.own_data import titles
from ui.parts.own_run import OwnTable
from ui.plain import plain
from ui.player import key_of

HOSTILE = (
    "[l](http://evil.example)",
    "**x**",
    "<img src=x onerror=alert(1)>",
    ":material/bug_report:",
    "$a$",
    "long " * 30,
    "تجربة",
    "www.evil.example",
)


def named(widgets: Any, label: str) -> Any:
    return next(widget for widget in widgets if widget.label == label)


def send(page: AppTest, content: bytes, name: str = "mine.csv") -> AppTest:
    page.file_uploader[0].set_value((name, content, "text/csv"))
    return page.run()


def click(page: AppTest, label: str) -> AppTest:
    named(page.button, label).click()
    return page.run()


def desk_of(page: AppTest) -> Desk:
    desk: Desk | None = page.session_state["own-taken"].desk
    assert desk
    return desk


def at(page: AppTest, step: int) -> AppTest:
    desk = desk_of(page)
    page.session_state[key_of(OwnTable(f"own-{desk.number}-{desk.runs}"))] = {"step": step}
    return page.run()


def two_kinds(kinds: tuple[str, str] = ("small", "large"), input_: str = "size") -> bytes:
    written = io.StringIO()
    rows = csv.writer(written)
    rows.writerow(["year", input_, "weight", "kind"])
    for place in range(480):
        kind = place // 2 % 2
        year = 2001 + place % 2 if place < 240 else 2003
        rows.writerow([year, 10 * kind + place % 7, 20 * kind + place % 11, kinds[kind]])
    return written.getvalue().encode()


def words(page: AppTest) -> str:
    shown: list[Any] = [*page.markdown, *page.caption, *page.header, *page.error, *page.info]
    return "\n".join([each.value for each in shown] + [each.label for each in page.metric])


def test_nothing_is_asked_before_there_is_a_table() -> None:
    page = opened(OWN_DATA)

    assert not page.exception
    assert "nothing of it is stored" in page.markdown[0].value
    assert not page.selectbox


def test_the_example_is_run_at_once_and_is_the_file_that_is_offered() -> None:
    page = click(opened(OWN_DATA), "Try it with an example")

    assert not page.exception
    assert page.header[1].value == "Is the model of 1993 to 1994 still good in 1997?"
    walk = desk_of(page).walk
    assert walk is not None
    assert [each.stage for each in walk.run.records[:6]] == list(STAGES)
    assert desk_of(page).size == len(example_csv())


def test_a_table_is_read_and_its_plan_suggested_but_not_run() -> None:
    page = send(opened(OWN_DATA), two_kinds())

    assert not page.exception
    assert page.header[0].value == r"mine\.csv: 480 rows"
    assert named(page.selectbox, "Label").value == "kind"
    assert named(page.selectbox, "Period").value == "year"
    assert named(page.pills, "Inputs").value == ["size", "weight"]
    assert named(page.select_slider, "Training periods").value == ("2001", "2002")
    assert named(page.selectbox, "Watched period").value == "2003"
    assert desk_of(page).walk is None


def test_only_what_comes_after_the_training_periods_can_be_watched() -> None:
    page = send(opened(OWN_DATA), two_kinds())
    named(page.selectbox, "Watched period").set_value("2003")

    named(page.select_slider, "Training periods").set_range("2001", "2001")
    page.run()
    assert len(named(page.selectbox, "Watched period").options) == 2

    named(page.select_slider, "Training periods").set_range("2001", "2003")
    page.run()
    assert not page.exception
    assert len(page.error) == 1


def test_a_click_while_a_table_is_read_does_not_lose_the_table(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = opened(OWN_DATA)
    break_into(monkeypatch, "lifecycle.own_data.reading.read_csv")

    send(page, two_kinds())

    assert not page.exception
    assert page.header[0].value == r"mine\.csv: 480 rows"


def test_the_example_is_taken_and_run_though_a_newer_message_breaks_in(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    break_into(monkeypatch, "lifecycle.own_data.example.example_csv", clicked=False)
    page = opened(OWN_DATA)

    click(page, "Try it with an example")

    assert not page.exception
    assert desk_of(page).walk


def test_a_file_goes_before_the_example_that_was_asked_for_and_has_not_come() -> None:
    page = opened(OWN_DATA)
    named(page.button, "Try it with an example").click()

    send(page, two_kinds())
    page.run()

    assert page.header[0].value == r"mine\.csv: 480 rows"
    assert not page.button(key="own-run").disabled


def test_the_stages_are_run_though_a_newer_message_breaks_in(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    break_into(monkeypatch, "ui.parts.own_run.run_now", clicked=False)
    page = send(opened(OWN_DATA), two_kinds())

    click(page, "Run the six stages")

    assert not page.exception
    assert desk_of(page).walk


@pytest.mark.parametrize(
    "content",
    [
        b"PK\x03\x04 a zip",
        "größe,b,c\n1,2,3".encode("latin-1"),
        b"1,2,3\n4,5,6",
        (",".join(f"c{n}" for n in range(200)) + "\n").encode(),
        b"a,b,c\n" + b"1,2,3\n" * 10**5 + b"1,2,3",
        b"a,b,c\n=1+1,2,3",
        b"",
    ],
    ids=["zip", "encoding", "no header", "columns", "rows", "formula", "empty"],
)
def test_a_bad_file_is_refused_in_a_sentence_and_the_table_before_stays(content: bytes) -> None:
    page = send(opened(OWN_DATA), two_kinds())
    with pytest.raises(RefusedFileError) as refusal:
        read_csv(content)

    send(page, content, "**bad**.csv")

    assert not page.exception
    assert page.error[0].value == rf"**\*\*bad\*\*\.csv** {plain(str(refusal.value))}"
    assert page.header[0].value == r"mine\.csv: 480 rows"
    assert not click(page, "Run the six stages").exception


def test_one_class_is_refused_before_anything_is_run() -> None:
    page = send(opened(OWN_DATA), two_kinds(("same", "same")))

    named(page.selectbox, "Label").set_value("kind")
    page.run()

    assert "holds only one label" in page.error[0].value
    assert named(page.button, "Run the six stages").disabled


def test_a_choice_that_is_refused_loses_nothing() -> None:
    page = click(send(opened(OWN_DATA), two_kinds()), "Run the six stages")
    named(page.number_input, "Seed").set_value(7)
    named(page.selectbox, "Period").set_value("kind")
    page.run()
    assert "cannot be put in order" in page.error[0].value
    assert "still the run of the choices before" in words(page)
    assert page.header[1].value.startswith("Is the model of 2001")

    named(page.selectbox, "Period").set_value("year")
    page.run()

    assert not page.error
    assert named(page.number_input, "Seed").value == 7


def test_every_step_has_its_evidence_in_the_words_of_the_domain() -> None:
    page = click(send(opened(OWN_DATA), two_kinds()), "Run the six stages")
    walk = desk_of(page).walk
    assert walk is not None

    for step, result in enumerate(walk.run.records, start=1):
        at(page, step)

        assert not page.exception
        assert f"Evidence of step {step}: {result.stage}" in words(page)
        assert plain(result.evidence.sentence) in words(page)


def test_columns_that_look_alike_are_told_apart_by_their_place() -> None:
    alike = ("long " * 20 + "a", "long " * 20 + "b", "size")

    assert list(titles(alike).values()) == [
        f"{shown(alike[0])} (column 1)",
        f"{shown(alike[1])} (column 2)",
        "size",
    ]


def test_the_deployed_model_can_be_asked() -> None:
    page = at(click(send(opened(OWN_DATA), two_kinds()), "Run the six stages"), 5)
    named(page.number_input, "size").set_value(1.0)
    named(page.number_input, "weight").set_value(1.0)
    page.run()
    assert "It answers **small**" in words(page)

    named(page.number_input, "size").set_value(None)
    page.run()

    assert "without a number for" in page.info[0].value


def test_a_stage_that_could_not_be_done_says_why() -> None:
    page = send(opened(OWN_DATA), two_kinds())
    named(page.slider, "Gate: above baseline").set_value(90)
    page.run()

    at(click(page, "Run the six stages"), 5)

    assert not page.exception
    assert r"The model is not deployed\:" in words(page)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_strangers_words_are_escaped_wherever_markdown_is_read(name: str) -> None:
    page = click(send(opened(OWN_DATA), two_kinds((name, "other"), name)), "Run the six stages")

    for step in range(1, 7):
        at(page, step)
        assert not page.exception
        cells = [str(cell) for each in page.table for cell in each.value.to_numpy().flat]
        read = "\n".join([words(page), *cells])
        assert name not in read.replace(f"\u2068{name}\u2069", "")
    assert name.strip() in desk_of(page).walk.run.plan.inputs  # type: ignore[union-attr]


def test_a_table_that_made_room_for_others_is_asked_for_again() -> None:
    page = click(send(opened(OWN_DATA), two_kinds()), "Run the six stages")

    desk_of(page).clear()
    page.run()

    assert not page.exception
    assert r"mine\.csv was put away" in page.warning[0].value
    assert not click(page, "Try it with an example").warning


def test_a_cleared_desk_leaves_nothing_of_its_run_in_memory(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    kept: dict[str, Any] = {}
    register = MemoryFragmentStorage.register

    def register_and_keep(*fragment: Any, **more: Any) -> None:
        kept["fragment"] = fragment
        register(*fragment, **more)

    def keep_file(*file: Any, **_: Any) -> None:
        kept["file"] = file

    monkeypatch.setattr(MemoryFragmentStorage, "register", register_and_keep)
    monkeypatch.setattr(button, "marshall_file", keep_file)
    page = at(click(send(opened(OWN_DATA), two_kinds()), "Run the six stages"), 5)
    desk = desk_of(page)
    assert desk.walk
    done = ref(desk.walk.run)
    assert "fragment" in kept
    _, written, *_ = kept["file"]
    assert b"Model Training" in written()

    desk.clear()
    gc.collect()

    assert done() is None
    assert written().startswith(b"mine.csv was put away")


def test_a_table_put_away_while_its_run_is_drawn_is_asked_for_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = click(send(opened(OWN_DATA), two_kinds()), "Run the six stages")
    desk = desk_of(page)

    def put_away_meanwhile(_walks: Any, _place: Any, below: Callable[[], None]) -> None:
        desk.clear()
        below()

    monkeypatch.setattr(own_run, "player", put_away_meanwhile)

    at(page, 5)

    assert not page.exception
    assert r"mine\.csv was put away" in page.warning[0].value


def test_a_table_put_away_before_its_choices_are_drawn_is_asked_for_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = click(send(opened(OWN_DATA), two_kinds()), "Run the six stages")
    monkeypatch.setattr(Room, "use", lambda _, desk: desk.clear())

    page.run()

    assert not page.exception
    assert r"mine\.csv was put away" in page.warning[0].value


def test_the_choices_are_still_there_after_another_page() -> None:
    page = click(send(opened(OWN_DATA), two_kinds()), "Run the six stages")
    named(page.slider, "Gate: accuracy").set_value(60)
    named(page.select_slider, "Training periods").set_range("2001", "2001")
    page.run()

    page.switch_page(HOME.script).run()
    page.switch_page(OWN_DATA.script).run()

    assert named(page.slider, "Gate: accuracy").value == 60
    assert named(page.select_slider, "Training periods").value == ("2001", "2001")
    assert page.header[1].value == "Is the model of 2001 to 2002 still good in 2003?"
