import re
from pathlib import Path

import streamlit as st

from ui.index import NEEDED_SOON, html
from ui.menu import TITLE

STATIC = Path(st.__file__).parent / "static"


def test_the_first_page_knows_where_its_server_is() -> None:
    page = html()

    assert page.count("window.__streamlit = { BACKEND_BASE_URL: home") == 1
    assert page.index("BACKEND_BASE_URL") < page.index("/static/js/")


def test_the_first_page_has_our_title_and_our_icon() -> None:
    page = html()

    assert page.count("<title>") == 1
    assert f"<title>{TITLE}</title>" in page
    assert 'href="./app/static/icon.png"' in page


def test_the_scripts_the_player_needs_are_fetched_ahead() -> None:
    ahead = re.findall(r'<link rel="modulepreload" crossorigin href="\./(.*?)" />', html())

    assert {Path(address).name.split(".")[0] for address in ahead} == set(NEEDED_SOON)
    assert all((STATIC / address).is_file() for address in ahead)
