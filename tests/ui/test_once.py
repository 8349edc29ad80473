"""What is told once: also when a newer run overtakes the one that had it to tell."""

import pytest
from streamlit.testing.v1 import AppTest

from ui import once


def page() -> None:
    import streamlit as st  # noqa: PLC0415 - the tester reads this function's source alone

    from ui import once  # noqa: PLC0415

    pressed = st.button("Press")
    st.json(once.told("here", {"pressed": True} if pressed else None))
    st.json(once.told("elsewhere", None))


def test_the_next_run_tells_it_again_with_its_moment_and_no_other_place_does() -> None:
    app = AppTest.from_function(page).run()
    assert [each.value for each in app.json] == ['{"when": 0}'] * 2

    app.button[0].click().run()
    told, other = (each.value for each in app.json)
    app.run()

    assert '"pressed": true' in told
    assert app.json[0].value == told
    assert other == '{"when": 0}'


def test_the_same_once_more_has_another_moment() -> None:
    app = AppTest.from_function(page).run()
    first, second = (app.button[0].click().run().json[0].value for _ in range(2))

    assert first != second


def test_what_is_old_is_told_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    app = AppTest.from_function(page).run()
    app.button[0].click().run()
    monkeypatch.setattr(once, "_LASTS", 0.0)
    app.run()

    assert app.json[0].value == '{"when": 0}'
