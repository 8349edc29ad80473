"""A certificate on paper says what the code says."""

import io
from dataclasses import replace
from datetime import date

import pytest
from PIL import Image

from quizzes.certificate import PROVES, Certificate, NotGenuineError
from quizzes.mastery import Verdict
from ui import certificates

SECRET = b"only this server knows it"
ADDRESS = "http://localhost:8501/certificate"
RESULT = Certificate(date(2027, 3, 9), Verdict.STRONG, 12, 13, 91, (78, 97), "test-spring-1")


def test_its_lines_say_the_result_its_limits_and_the_code() -> None:
    code = RESULT.code(SECRET)

    verdict, *rest = certificates.lines(RESULT, code, ADDRESS)

    assert verdict == "Strong"
    told = "\n".join(rest)
    assert "12 of 13 answers right on 09 March 2027, UTC" in told
    assert "91%" in told
    assert "between 78% and 97%" in told
    assert PROVES in told
    assert code in told
    assert ADDRESS in told


def test_a_probability_below_one_percent_is_not_called_none_and_its_code_keeps_its_number() -> None:
    result = replace(RESULT, verdict=Verdict.DEVELOPING, probability=0)
    code = result.code(SECRET)

    told = "\n".join(certificates.lines(result, code, ADDRESS))

    assert "of such questions: less than 1%." in told
    assert ": 0%" not in told
    assert Certificate.behind(code, SECRET) == result


@pytest.mark.parametrize(
    ("minutes", "told"),
    [
        (0, "There was no time limit."),
        (1, "The ten questions had a time limit of 1 minute."),
        (20, "The ten questions had a time limit of 20 minutes."),
    ],
)
def test_it_names_the_time_limit_of_the_test(minutes: int, told: str) -> None:
    result = replace(RESULT, minutes=minutes)

    _, score, *_ = certificates.lines(result, result.code(SECRET), ADDRESS)

    assert score.endswith(told)


def test_an_old_one_that_knows_no_limit_says_nothing_of_it() -> None:
    told = certificates.lines(RESULT, RESULT.code(SECRET), ADDRESS)

    assert not any("limit of" in line or "no time limit" in line for line in told)


def test_the_pdf_can_be_read_by_a_machine_and_says_its_language() -> None:
    printed = certificates.pdf(RESULT, RESULT.code(SECRET), ADDRESS)

    assert printed.startswith(b"%PDF-")
    assert b"/Lang" in printed
    assert b"/Title" in printed


@pytest.mark.parametrize("name", ["test-a-1", f"test-{'w' * 40}-99"])
def test_the_picture_has_room_for_every_line(name: str) -> None:
    result = Certificate(date(2027, 3, 9), Verdict.UNDECIDED, 9, 10, 100, (100, 100), name, 240)
    picture = Image.open(io.BytesIO(certificates.png(result, result.code(SECRET), ADDRESS)))

    below = picture.convert("L").crop((60, picture.height - 80, picture.width - 60, picture.height))
    beside = picture.convert("L").crop(
        (picture.width - 100, 60, picture.width - 50, picture.height - 60)
    )

    assert picture.format == "PNG"
    assert beside.getextrema()[0] == beside.getextrema()[1]
    assert min(below.crop((0, 0, below.width, 30)).tobytes()) > 200


def test_a_longest_code_can_be_typed_on_the_page() -> None:
    result = Certificate(
        date(2027, 3, 9), Verdict.UNDECIDED, 13, 13, 100, (100, 100), f"test-{'w' * 40}-99", 240
    )
    code = result.code(SECRET)

    assert len(code) <= 200
    assert Certificate.behind(code, SECRET) == result
    with pytest.raises(NotGenuineError):
        Certificate.behind(code, b"another server")
