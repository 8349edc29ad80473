import pytest

from ui.plain import JOINER, foldable, plain


def test_signs_of_markdown_are_escaped_and_words_are_not() -> None:
    assert plain("*weight* (g) of 1997") == r"\*weight\* \(g\) of 1997"


@pytest.mark.parametrize(
    ("text", "parted"),
    [
        (":streamlit:", (":", "streamlit")),
        ("http://evil.example", (":", r"\/")),
        ("WWW.evil.example", ("WWW", r"\.")),
        ("a@evil.example", ("@", "evil")),
        ("x -- y", ("-", r"\-")),
        ("x <-> y", ("<", r"\-")),
    ],
)
def test_what_streamlit_makes_of_escaped_text_is_parted_by_a_sign_nobody_sees(
    text: str, parted: tuple[str, str]
) -> None:
    assert JOINER.join(parted) in plain(text)
    assert plain(text).replace(JOINER, "").replace("\\", "") == text


def test_only_a_very_long_word_can_be_folded() -> None:
    assert foldable("hindfoot_length of kangaroos") == "hindfoot_length of kangaroos"
    assert foldable("x" * 40).split("\u200b") == ["x" * 16, "x" * 16, "x" * 8]
