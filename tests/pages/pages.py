"""Pages as the app's own tester opens them: the frame, at an address."""

from pkgutil import resolve_name

import pytest
from streamlit.proto.WidgetStates_pb2 import WidgetStates
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.scriptrunner_utils.script_requests import RerunData
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


def break_into(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Have the message of the next run come once more, while that run is in a function."""
    function, waiting = resolve_name(name), ["the message"]

    def broken_into(*given: object) -> object:
        context = get_script_run_ctx()
        if context and context.script_requests and waiting:
            waiting.clear()
            again = RerunData(
                query_string=context.query_string,
                widget_states=WidgetStates(widgets=context.session_state.get_widget_states()),
                page_script_hash=context.page_script_hash,
            )
            context.script_requests.request_rerun(again)
        return function(*given)

    monkeypatch.setattr(name, broken_into)
