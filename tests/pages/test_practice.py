"""Practice, without a browser: what must hold for every question of the set."""

from tests.pages.pages import opened
from ui import cached
from ui.menu import PRACTICE
from ui.parts.card import RIGHT, WRONG


def test_a_right_option_taken_too_soon_is_not_marked_wrong() -> None:
    question = next(each for each in cached.bank().questions if each.kind == "several")
    page = opened(PRACTICE, question=question.id)
    key = [f"option-{question.id}-{place}" for place in range(1, len(question.options) + 1)]
    right = next(
        name for name in key if page.button(key=name).label == question.option(question.key[0]).text
    )
    page.button(key=right).click().run()

    page.button(key=f"check-{question.id}").click().run()

    assert len(page.error) == 1
    assert not {page.button(key=name).proto.icon for name in key} & {RIGHT, WRONG}


def test_an_unknown_question_in_the_address_is_no_error() -> None:
    page = opened(PRACTICE, question="<script>")

    assert not page.exception
    assert any("Question 1 of" in caption.value for caption in page.caption)
