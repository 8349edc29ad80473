import pytest

from lifecycle.scenarios import DEFAULT, SCENARIOS, Scenario
from ui.address import Paper, Place, paper, read

HOSTILE = [
    "",
    " ",
    "-1",
    "+1",
    "1.0",
    "1e3",
    "0x1",
    "01",
    " 1",
    "1 ",
    "8",
    "99999999999999999999",
    "9" * 5_000,
    "٣",  # three, in Arabic digits: str.isdigit() says yes to it
    "²",
    "１",  # noqa: RUF001  one, as wide as a Chinese character
    "None",
    "NaN",
    "null",
    "true",
    "\x00",
    "\N{RIGHT-TO-LEFT OVERRIDE}1",
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "javascript:alert(1)",
    "[click](https://evil.example)",
    "![](https://evil.example/pixel.png)",
    "**bold** `code` $x$ :red[red] :material/home:",
    "'; DROP TABLE learners; --",
    "../../etc/passwd",
    "%00%0d%0aSet-Cookie:x",
    "see www.evil.example",
    "a __bold__ word",
    "1,2",
    "x" * 10_000,
]
ACTS_ON_MARKDOWN = set('<>[]()`*#!|$:_.\\/&\n\r\t~^{}="')


def without_quotes(notice: str) -> str:
    return notice[notice.index("“") + 1 : notice.index("”")]


def test_a_bare_address_is_the_start_of_the_default_walk() -> None:
    assert read({}) == Place(DEFAULT, step=0, turns=1, predict=False)


def test_an_address_names_a_moment() -> None:
    place = read({"scenario": "desert-changed", "step": "12", "turns": "2", "predict": "1"})

    assert place == Place(DEFAULT, step=12, turns=2, predict=True)


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_every_scenario_has_its_address(scenario: Scenario) -> None:
    place = read({"scenario": scenario.name})

    assert place.scenario is scenario
    assert place.notices == ()


@pytest.mark.parametrize(("word", "predict"), [("1", True), ("true", True), ("0", False)])
def test_predict_first_is_on_or_off(word: str, *, predict: bool) -> None:
    assert read({"predict": word}).predict is predict


@pytest.mark.parametrize("value", HOSTILE, ids=repr)
def test_a_wrong_scenario_falls_back_to_the_default_with_a_notice(value: str) -> None:
    place = read({"scenario": value})

    assert place.scenario is DEFAULT
    assert len(place.notices) == 1


@pytest.mark.parametrize("value", HOSTILE, ids=repr)
def test_a_wrong_step_falls_back_to_the_start_with_a_notice(value: str) -> None:
    place = read({"step": value})

    assert place.step == 0
    assert len(place.notices) == 1


@pytest.mark.parametrize("value", HOSTILE, ids=repr)
def test_a_wrong_number_of_turns_falls_back_to_one_with_a_notice(value: str) -> None:
    place = read({"turns": value})

    assert place.turns == 1
    assert len(place.notices) == 1


@pytest.mark.parametrize("value", [value for value in HOSTILE if value != "true"], ids=repr)
def test_a_wrong_choice_of_predict_first_falls_back_to_off_with_a_notice(value: str) -> None:
    place = read({"predict": value})

    assert place.predict is False
    assert len(place.notices) == 1


@pytest.mark.parametrize("value", HOSTILE, ids=repr)
def test_a_notice_quotes_a_stranger_briefly_and_without_markup(value: str) -> None:
    (notice,) = read({"scenario": value}).notices

    assert len(notice) < 120
    assert "\n" not in notice
    assert not ACTS_ON_MARKDOWN & set(without_quotes(notice))


@pytest.mark.parametrize(
    ("parameters", "step"),
    [
        ({"step": "7"}, 7),
        ({"step": "12", "turns": "2"}, 12),
        ({"scenario": "quiet-year", "step": "6"}, 6),
    ],
)
def test_the_last_step_of_a_walk_is_still_a_step(parameters: dict[str, str], step: int) -> None:
    place = read(parameters)

    assert place.step == step
    assert place.notices == ()


@pytest.mark.parametrize(
    "parameters",
    [
        {"step": "8"},
        {"step": "14", "turns": "2"},
        {"scenario": "quiet-year", "step": "8"},
        {"scenario": "quiet-year", "turns": "2"},
        {"scenario": "desert-changed", "turns": "3"},
        {"scenario": "desert-changed", "turns": "0"},
    ],
)
def test_what_lies_beyond_a_walk_gets_a_notice(parameters: dict[str, str]) -> None:
    assert len(read(parameters).notices) == 1


def test_everything_wrong_at_once_gets_a_notice_each() -> None:
    place = read({"scenario": "x", "step": "x", "turns": "x", "predict": "x"})

    assert place.scenario is DEFAULT
    assert (place.step, place.turns, place.predict) == (0, 1, False)
    assert len(place.notices) == 4


def test_parameters_that_mean_nothing_here_are_left_alone() -> None:
    assert read({"utm_source": "<script>", "STEP": "3"}) == read({})


def test_a_test_without_a_seed_is_ones_own() -> None:
    assert paper({}) == (None, "")
    assert paper({"number": "2", "utm_source": "x"}) == (None, "")


def test_an_address_names_a_test() -> None:
    asked, notice = paper({"seed": "Class-7b", "number": "3", "minutes": "20"})

    assert asked == Paper("class-7b", 3, 20)
    assert notice == ""


def test_a_tests_address_leads_back_to_it() -> None:
    for asked in (Paper("a", 1), Paper("w" * 40, 99, 240)):
        assert paper(asked.address) == (asked, "")


SEEDS_AFTER_ALL = {"-1", "1e3", "0x1", "01", "8", "9" * 20, "None", "NaN", "null", "true"}


@pytest.mark.parametrize(
    "value", [each for each in HOSTILE if each not in SEEDS_AFTER_ALL], ids=repr
)
def test_a_wrong_seed_gets_a_notice_and_no_test(value: str) -> None:
    asked, notice = paper({"seed": value})

    assert asked is None
    assert len(notice) < 120
    assert not ACTS_ON_MARKDOWN & set(without_quotes(notice))


@pytest.mark.parametrize("name", ["number", "minutes"])
@pytest.mark.parametrize(
    "value", [each for each in HOSTILE if each not in {"8", "01"}] + ["1000"], ids=repr
)
def test_a_wrong_number_or_limit_gets_a_notice_and_no_test(name: str, value: str) -> None:
    asked, notice = paper({"seed": "class-7", name: value})

    assert asked is None
    assert len(notice) < 120
    assert not ACTS_ON_MARKDOWN & set(without_quotes(notice))


def test_a_test_is_counted_from_one() -> None:
    assert paper({"seed": "a", "number": "0"})[0] is None
    assert paper({"seed": "a", "number": "100"})[0] is None
    assert paper({"seed": "a", "minutes": "241"})[0] is None
