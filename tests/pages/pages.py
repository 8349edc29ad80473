"""Pages as the app's own tester opens them: the frame, at an address."""

from streamlit.testing.v1 import AppTest

from classroom.learner import learner_of
from tests.serving import ROOT
from ui.menu import HOME, Entry

PATIENCE = 30  # seconds; the first walk of a process imports scikit-learn


def opened(entry: Entry = HOME, **parameters: str) -> AppTest:
    """Answer with a page as a visitor meets it at its address."""
    page = AppTest.from_file(ROOT / "ui" / "frame.py", default_timeout=PATIENCE).run()
    if entry is not HOME:
        page.switch_page(entry.script)
        for name, value in parameters.items():
            page.query_params[name] = value
        page.run()
    return page


def learner_at(page: AppTest) -> str:
    """Name the learner whom the log knows behind a page."""
    return learner_of(page.session_state["device"])
