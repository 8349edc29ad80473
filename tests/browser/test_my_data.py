"""My data: seen, taken away, carried to another device, forgotten; and the cookie behind it."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.quiz import Ground, QuizPage, learner, own

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ground]:
    ground = Ground(tmp_path_factory.mktemp("ground") / "answers")
    yield ground
    ground.stop()


@pytest.fixture
def someone(visitor: BrowserContext, ground: Ground) -> Iterator[BrowserContext]:
    """Somebody who has answered one question."""
    assert visitor.browser
    with learner(visitor.browser) as context:
        practice = QuizPage(context.new_page(), ground.url).go("practice")
        practice.option(own("practice-1"), 2).click()
        practice.says("Quick check.")
        yield context


@pytest.fixture
def another(visitor: BrowserContext) -> Iterator[BrowserContext]:
    assert visitor.browser
    with learner(visitor.browser) as context:
        yield context


def test_a_record_is_seen_taken_away_carried_by_a_code_and_forgotten(
    someone: BrowserContext, another: BrowserContext, ground: Ground
) -> None:
    here = QuizPage(someone.pages[0], ground.url).go("my-data")
    here.says("1 entry, answers: 1")
    here.main.get_by_text("See the newest entries").click()
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
    there = QuizPage(another.new_page(), ground.url).go("my-data")
    there.says("Nothing is kept of you yet.")
    use(there, code)
    there.says("This device and the other one write the same record now.")
    there.says("1 entry, answers: 1")
    there.go("practice")
    there.says("1 of ")
    there.go("my-data")
    use(there, code)
    there.says("This code is not valid")

    expect(here.button("Forget me")).to_be_disabled()
    here.main.get_by_text("Yes, delete everything").click()
    expect(here.button("Forget me")).to_be_enabled()
    assert here.page.get_by_role("code").inner_text().strip() == code
    here.click("Forget me")

    here.says("Everything was deleted.")
    here.says("Nothing is kept of you yet.")
    assert ground.log(someone) == []
    there.reload()
    there.says("Nothing is kept of you yet.")
    assert ground.log(another) == []


def use(page: QuizPage, code: str) -> None:
    """Type a code on another device."""
    page.page.get_by_role("textbox", name="One-time code").fill(code)
    page.click("Use this code")


def test_two_browsers_are_two_learners_whose_token_no_script_can_read(
    someone: BrowserContext, another: BrowserContext, ground: Ground
) -> None:
    before = token(someone)
    page = QuizPage(another.new_page(), ground.url).go("practice")
    page.says("0 of ")
    other = token(another)
    again = QuizPage(someone.pages[0], ground.url).go("test")

    assert (before["httpOnly"], before["sameSite"], before["path"]) == (True, "Lax", "/")
    assert before["value"] != other["value"]
    assert token(someone) == before
    assert "learner" not in again.page.evaluate("document.cookie")


def token(context: BrowserContext) -> dict[str, object]:
    """Read a browser's cookie, which only the browser itself can."""
    (cookie,) = (dict(each) for each in context.cookies() if each["name"] == "learner")
    return cookie
