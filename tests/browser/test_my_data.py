"""My data: seen, taken away, carried to another device, forgotten; and the cookie behind it."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.quiz import QuizPage, learner, log, own

pytestmark = pytest.mark.browser


@pytest.fixture
def another(visitor: BrowserContext) -> Iterator[BrowserContext]:
    assert visitor.browser
    with learner(visitor.browser) as context:
        yield context


def test_a_record_is_seen_taken_away_carried_by_a_code_and_forgotten(
    newcomer: QuizPage, another: BrowserContext, kept: Path
) -> None:
    here, someone = newcomer, newcomer.page.context
    here.go("practice").option(own("practice-1"), 2).click()
    here.says("Quick check.")
    before = token(someone)
    here.go("my-data")
    here.says("1 entry, questions answered: 1")
    assert token(someone)["value"] == before["value"]
    assert token(someone)["expires"] > before["expires"], "kept for a year from every visit"
    assert (before["httpOnly"], before["sameSite"], before["path"]) == (True, "Lax", "/")
    assert "learner" not in here.page.evaluate("document.cookie"), "no script can read it"
    here.unfold("See the newest entries")
    entries = here.page.get_by_role("table", name="The newest entries of your data")
    expect(entries.get_by_role("row").nth(1)).to_contain_text("data-made-ready")
    with here.page.expect_download() as download:
        here.click("Download all of it (JSON)")
    told = json.loads(Path(download.value.path()).read_text(encoding="utf-8"))
    ((event,),) = told.values()
    assert (event["sitting"], event["question"], event["value"]) == (
        "practice-1",
        "data-made-ready",
        "b",
    )

    here.click("Make a one-time code")
    code = here.page.get_by_role("code").inner_text().strip()
    here.announces(f"The one-time code is {code}.")
    there = QuizPage(another.new_page(), here.server).go("my-data")
    there.says("Nothing is kept of you yet.")
    assert token(another)["value"] != before["value"], "two browsers are two learners"
    use(there, code)
    there.says("This device and the other one write the same record now.")
    there.says("1 entry, questions answered: 1")
    there.reload()  # in one visit it would be the second half of a double click
    use(there, code)
    there.says("This code is not valid")

    expect(here.button("Forget me")).to_be_disabled()
    here.main.get_by_text("Yes, delete everything").click()
    expect(here.button("Forget me")).to_be_enabled()
    assert here.page.get_by_role("code").inner_text().strip() == code
    here.click("Forget me")

    here.says("Everything was deleted.")
    here.says("Nothing is kept of you yet.")
    assert log(kept, someone) == []
    there.reload()
    there.says("Nothing is kept of you yet.")
    assert log(kept, another) == []


def use(page: QuizPage, code: str) -> None:
    """Type a code on another device, and double-click where one click would do."""
    page.page.get_by_role("textbox", name="One-time code").fill(code)
    page.button("Use this code").dblclick()


def token(context: BrowserContext) -> dict[str, Any]:
    """Read a browser's cookie, which only the browser itself can."""
    (cookie,) = (dict(each) for each in context.cookies() if each["name"] == "learner")
    return cookie
