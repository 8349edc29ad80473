"""The six stage colours are seen against the page and told apart by every kind of eye."""

import tomllib
from itertools import combinations
from math import dist
from typing import Any

import pytest

from lifecycle.stage import STAGES
from tests.serving import ROOT
from ui.index import FOCUS

Triple = tuple[float, float, float]
Matrix = tuple[Triple, Triple, Triple]

MODES = ["light", "dark"]

# G. M. Machado, M. M. Oliveira, L. A. F. Fernandes: A physiologically-based model for
# simulation of color vision deficiency, IEEE TVCG 15 (2009), severity 1.0, on linear RGB.
EYES: dict[str, Matrix] = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
TO_XYZ: Matrix = (
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)
D65: Triple = (0.95047, 1.0, 1.08883)
# A just noticeable difference is 2.3. The palette reaches 41.9, 32.1 and 26.2 at its closest.
LEAST_DIFFERENCE = {"normal": 40, "protanopia": 32, "deuteranopia": 32, "tritanopia": 26}


def theme(mode: str) -> dict[str, Any]:
    with (ROOT / ".streamlit" / "config.toml").open("rb") as file:
        chosen: dict[str, Any] = tomllib.load(file)["theme"][mode]
        return chosen


def linear(colour: str) -> Triple:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return _linear(red), _linear(green), _linear(blue)


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def times(matrix: Matrix, colour: Triple) -> Triple:
    first, second, third = (
        sum(factor * part for factor, part in zip(row, colour, strict=True)) for row in matrix
    )
    return first, second, third


def seen_by(eye: str, colour: str) -> Triple:
    """Answer with what an eye sees, as CIE L*a*b* under D65."""
    red, green, blue = (min(1.0, max(0.0, part)) for part in times(EYES[eye], linear(colour)))
    x, y, z = (
        _root(part / white)
        for part, white in zip(times(TO_XYZ, (red, green, blue)), D65, strict=True)
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _root(value: float) -> float:
    return (
        float(value ** (1 / 3)) if value > (6 / 29) ** 3 else value / (3 * (6 / 29) ** 2) + 4 / 29
    )


def contrast(one: str, other: str) -> float:
    """Answer with the contrast of WCAG 2.2."""
    dark, light = sorted(times(TO_XYZ, linear(colour))[1] for colour in (one, other))
    return (light + 0.05) / (dark + 0.05)


def test_the_measures_are_those_of_the_books() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21, abs=0.01)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)
    assert seen_by("normal", "#FF0000") == pytest.approx((53.24, 80.09, 67.20), abs=0.02)
    assert dist(seen_by("tritanopia", "#808080"), seen_by("normal", "#808080")) < 0.1


@pytest.mark.parametrize("mode", MODES)
def test_every_stage_has_a_colour_of_its_own(mode: str) -> None:
    colours = theme(mode)["chartCategoricalColors"]

    assert len(set(colours)) == len(STAGES)


@pytest.mark.parametrize("mode", MODES)
def test_every_stage_colour_stands_out_from_the_page(mode: str) -> None:
    look = theme(mode)

    contrasts = {
        colour: contrast(colour, look["backgroundColor"])
        for colour in look["chartCategoricalColors"]
    }

    assert min(contrasts.values()) >= 3, contrasts


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("eye", EYES)
def test_every_eye_tells_the_stage_colours_apart(mode: str, eye: str) -> None:
    colours = theme(mode)["chartCategoricalColors"]

    differences = {
        (one, other): dist(seen_by(eye, one), seen_by(eye, other))
        for one, other in combinations(colours, 2)
    }

    assert min(differences.values()) >= LEAST_DIFFERENCE[eye], differences


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(
    ("ink", "paper"),
    [
        ("textColor", "backgroundColor"),
        ("textColor", "secondaryBackgroundColor"),
        ("linkColor", "backgroundColor"),
        ("codeTextColor", "codeBackgroundColor"),
        ("greenTextColor", "codeBackgroundColor"),
    ],
)
def test_words_are_read_with_ease(mode: str, ink: str, paper: str) -> None:
    look = theme(mode)

    assert contrast(look[ink], look[paper]) >= 4.5


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("paper", ["backgroundColor", "secondaryBackgroundColor"])
def test_the_edge_of_a_control_is_seen(mode: str, paper: str) -> None:
    look = theme(mode)

    assert contrast(look["borderColor"], look[paper]) >= 3


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("paper", ["backgroundColor", "secondaryBackgroundColor"])
def test_where_the_keyboard_is_is_seen(mode: str, paper: str) -> None:
    assert contrast(FOCUS, theme(mode)[paper]) >= 3
