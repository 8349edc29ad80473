"""Pages as the app's own tester opens them: the frame, at an address."""

import json
from functools import cache
from pkgutil import resolve_name
from unittest.mock import patch
from weakref import WeakKeyDictionary

import pytest
from streamlit.components.v2 import manifest_scanner
from streamlit.proto.WidgetStates_pb2 import WidgetStates
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.scriptrunner_utils.script_requests import RerunData
from streamlit.runtime.state.common import user_key_from_element_id
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from classroom.learner import learner_of
from tests.serving import ROOT
from ui.menu import HOME, Entry

_HEARD: WeakKeyDictionary[AppTest, set[float]] = WeakKeyDictionary()
PATIENCE = 30  # seconds; the first walk of a process imports scikit-learn


# Streamlit's tester looks for components in all installed packages, for each page: 0.1 seconds.
installed_components = cache(manifest_scanner.scan_component_manifests)


def opened(entry: Entry = HOME, **parameters: str) -> AppTest:
    """Answer with a page as a visitor meets it at its address."""
    page = AppTest.from_file(ROOT / "ui" / "frame.py", default_timeout=PATIENCE)
    page._page_hash = calc_hash(entry.address)  # `switch_page` would ask for a run of Home first
    for name, value in parameters.items():
        page.query_params[name] = value
    with patch.object(manifest_scanner, "scan_component_manifests", installed_components):
        return page.run()


def announced(page: AppTest) -> list[str]:
    """Read what a screen reader is to say that it was not told when this was last asked."""
    return [data["sentence"] for _, data in _new(page, "announced")]


def brought_to(page: AppTest) -> list[str]:
    """Name the places to which the focus, or the eye, is brought since this was last asked."""
    return [place for place, _ in _new(page, "turned")]


def _new(page: AppTest, kind: str) -> list[tuple[str, dict[str, str]]]:
    """Find what is new of a kind, and in which place."""
    heard = _HEARD.setdefault(page, set())
    keyed = [(str(user_key_from_element_id(c.proto.id)), c) for c in page.get("bidi_component")]
    found = [
        (key.removesuffix(f"-{kind}"), json.loads(component.proto.json))
        for key, component in keyed
        if key.endswith(f"-{kind}")
    ]
    new = [(place, data) for place, data in found if data["when"] and data["when"] not in heard]
    heard.update(data["when"] for _, data in new)
    return new


def learner_at(page: AppTest) -> str:
    """Name the learner whom the log knows behind a page."""
    return learner_of(page.session_state["device"])


def break_into(monkeypatch: pytest.MonkeyPatch, name: str, *, clicked: bool = True) -> None:
    """Have the message of the next run come once more, or one without a click.

    It comes while that run is in a function.
    """
    function, waiting = resolve_name(name), ["the message"]

    def broken_into(*given: object) -> object:
        context = get_script_run_ctx()
        if context and context.script_requests and waiting:
            waiting.clear()
            states = [
                state
                for state in context.session_state.get_widget_states()
                if clicked or not state.trigger_value
            ]
            again = RerunData(
                query_string=context.query_string,
                widget_states=WidgetStates(widgets=states),
                page_script_hash=context.page_script_hash,
            )
            context.script_requests.request_rerun(again)
        return function(*given)

    monkeypatch.setattr(name, broken_into)
