from ui.index import html
from ui.menu import TITLE


def test_the_first_page_knows_where_its_server_is() -> None:
    page = html()

    assert page.count("window.__streamlit = { BACKEND_BASE_URL: home") == 1
    assert page.index("BACKEND_BASE_URL") < page.index("/static/js/")


def test_the_first_page_has_our_title_and_our_icon() -> None:
    page = html()

    assert page.count("<title>") == 1
    assert f"<title>{TITLE}</title>" in page
    assert 'href="./app/static/icon.png"' in page
