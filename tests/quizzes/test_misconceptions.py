"""A file of misconceptions is read whole, or refused by name and sentence."""

from pathlib import Path

import pytest

from quizzes.misconceptions import FILE, MisconceptionsError, misconceptions, read

GOOD = """
[no-such]
thought = "All is well."
truth = "It is not."
at = "scenario=quiet-year&step=6#6.next_stage"
"""


def written(folder: Path, text: str) -> Path:
    file = folder / "misconceptions.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_the_moment_comes_first_and_a_way_after_it() -> None:
    moment, way = misconceptions()["skew-is-drift"].links

    assert moment == ("See it in the lesson", "step-through?scenario=desert-changed&step=5")
    assert way[1] == "break-a-stage?case=12"


def test_a_misconception_without_a_way_has_its_moment_only(tmp_path: Path) -> None:
    told = read(written(tmp_path, GOOD))

    assert told["no-such"].links == (
        ("See it in the lesson", "step-through?scenario=quiet-year&step=6#6.next_stage"),
    )


def test_the_published_file_has_no_fault() -> None:
    assert read(FILE) == misconceptions()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (GOOD.replace("truth", "thruth"), "`truth` is missing"),
        (GOOD.replace("truth", "thruth"), "`thruth` is not something a misconception has"),
        (GOOD.replace("&step", " step"), "`at` is 'scenario=quiet-year step=6#6.next_stage'"),
        (GOOD.replace("[no-such]", "no-such = 1\n[other]"), "it is not a table"),
        (GOOD + 'way = "break-a-stage?case=1"', "`way` and `see` belong together"),
        (GOOD + 'see = "Look"', "`way` and `see` belong together"),
        (GOOD + 'see = "Look"\nway = "https://example.org"', "`way` is 'https://example.org'"),
        (GOOD + 'see = "Look"\nway = "compare?gate=1)"', "`way` is 'compare?gate=1)'"),
        (GOOD + 'see = "[Look]"\nway = "compare?gate=1"', "`see` is '[Look]'"),
    ],
)
def test_a_fault_is_told_by_the_misconceptions_name(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(MisconceptionsError) as refused:
        read(written(tmp_path, text))

    assert f"misconceptions.toml, no-such: {told}" in str(refused.value)


def test_a_file_that_is_not_toml_is_refused(tmp_path: Path) -> None:
    with pytest.raises(MisconceptionsError, match=r"misconceptions\.toml: this is not TOML: "):
        read(written(tmp_path, "[no-such"))
