"""A learner's own table in a real browser: sent, shown as it was written, and refused."""

import csv
import io

import pytest
from playwright.sync_api import FilePayload, expect

from lifecycle.own_data.refused_files import MOST_BYTES
from tests.browser.page import LessonPage
from ui.plain import FOLD, JOINER

pytestmark = pytest.mark.browser

STRANGE = (
    "**x**",
    "<img src=x onerror=alert(1)>",
    ":material/bug_report:",
    "$a$ and $b$",
    "[l](http://evil.example)",
    "www.evil.example",
    ":streamlit:",
    "`code`",
)
UNSEEN = str.maketrans("", "", JOINER + FOLD)
LEARNT = STRANGE[:-1]
"""Labels and inputs both: a column named code is not suggested as an input."""
MADE_OF_MARKUP = "img, strong, em, .katex, a[href], code, [data-testid=stIconMaterial]"
TOLD = ", ".join(f"[data-testid={each}]" for each in ("stTable", "stMetric", "stCaptionContainer"))


def a_file(content: bytes, name: str = "**mine**.csv") -> FilePayload:
    return {"name": name, "mimeType": "text/csv", "buffer": content}


def strange_table() -> bytes:
    """Write rows whose every label and input has a strange name."""
    written = io.StringIO()
    rows = csv.writer(written)
    rows.writerow(["year", "kind", *STRANGE])
    for place in range(1200):
        kind = place // 3 % len(STRANGE)
        measured = [10 * kind + place % 7 + column for column in range(len(STRANGE))]
        rows.writerow([2001 + place % 3, STRANGE[kind], *measured])
    return written.getvalue().encode()


def test_a_strangers_table_is_run_as_it_was_written_and_a_bad_one_changes_nothing(
    lesson: LessonPage,
) -> None:
    page = lesson.page
    page.goto(f"{lesson.server}/own-data")
    main, uploader = page.get_by_test_id("stMain"), page.locator("input[type=file]")
    title = main.get_by_role("heading", name="**mine**.csv: 1,200 rows")
    told = main.locator(TOLD)

    uploader.set_input_files(a_file(strange_table()))
    expect(title).to_be_visible()
    lesson.button("Run the six stages").press("Enter")
    lesson.ready()
    expect(lesson.button("Run the six stages")).to_be_focused()
    lesson.press("ArrowRight")  # a button has no use for it
    expect(lesson.slider).to_have_value("1")
    assert lesson.buttons_hide_nothing()
    for step, cell in ((1, "no label"), (4, "Held-out rows"), (6, "Not measured")):
        lesson.slider.fill(str(step))
        expect(lesson.evidence(step)).to_be_visible()
        expect(main.get_by_test_id("stTable")).to_contain_text(cell)
        assert told.locator(MADE_OF_MARKUP).count() == 0
        said = " ".join(told.all_inner_texts()).translate(UNSEEN)
        assert [name for name in LEARNT if name not in said] == []

    uploader.set_input_files(a_file(b"PK\x03\x04 not a table", "zip.csv"))
    expect(main.get_by_role("alert")).to_contain_text("This is a ZIP file or an Excel workbook")
    expect(title).to_be_visible()
    uploader.set_input_files(a_file(b"1" * (MOST_BYTES + 1), "large.csv"))
    expect(main.get_by_text("File must be 5.0MB or smaller.")).to_be_visible()
