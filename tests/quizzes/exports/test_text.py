import pytest
from hypothesis import example, given

from quizzes.exports.text import inline, paragraphs, plain
from tests.quizzes.exports.questions import NASTY, texts
from tests.quizzes.exports.reading import seen


@given(texts)
@example("<b>x</b> &amp; `<i>` **<u>**")
def test_any_text_is_read_in_html_as_it_is_in_plain(text: str) -> None:
    assert "".join(seen(inline(text))) == plain(text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("`a` and **b** and *c*", "a and b and c"),
        ("`**` is a power", "** is a power"),
        ("2 * 3 * 4, 2*3*4, snake_case_name", "2 * 3 * 4, 2*3*4, snake_case_name"),
        ("2*3* 4", "2*3* 4"),
        ("**use `fit`**", "use fit"),
        ("`open", "`open"),
    ],
)
def test_only_marks_in_pairs_are_dress(text: str, told: str) -> None:
    assert plain(text) == told


def test_marks_become_elements_and_signs_are_escaped() -> None:
    assert inline('**a `<b>`** & "c"') == (
        "<strong>a <code>&lt;b&gt;</code></strong> &amp; &quot;c&quot;"
    )


def test_an_empty_line_parts_paragraphs() -> None:
    assert paragraphs("a\nb\n\nc") == "<p>a\nb</p><p>c</p>"


def test_a_link_into_the_table_becomes_words() -> None:
    told = plain(NASTY)

    assert told.endswith("row 6 (Data Collection)")
    assert "](" not in told


def test_a_link_that_is_what_it_cites_says_where_it_stands() -> None:
    assert plain('[Data Collection](#6.next_stage "Data Collection")') == "Data Collection (row 6)"
