"""The HTML page that every address of a page begins with: Streamlit's own, told where it is."""

from functools import cache
from pathlib import Path
from typing import Final

import streamlit as st
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route

from ui.menu import PAGES, TITLE

_ICON: Final = "./app/static/icon.png"

# Left to itself, Streamlit looks for its server below the page's own address first, and the
# browser's console fills with errors on every deep link. The folder of the address is right
# behind a proxy's prefix too.
_HEAD: Final = f"""<head>
    <script>
      const home = new URL("./", location.href).href;
      window.__streamlit = {{ BACKEND_BASE_URL: home, MAIN_PAGE_BASE_URL: home }};
    </script>
    <meta name="description" content="Run the machine-learning lifecycle one step at a time." />
    <title>{TITLE}</title>"""


@cache
def html() -> str:
    """Write Streamlit's first page with our title, our icon and the server's address."""
    file = Path(st.__file__).parent / "static" / "index.html"
    page = file.read_text(encoding="utf-8")
    page = page.replace("<title>Streamlit</title>", "").replace("./favicon.png", _ICON)
    return page.replace("<head>", _HEAD, 1)


def routes() -> list[Route]:
    """Answer for the address of each page."""

    async def first_page(_: Request) -> HTMLResponse:
        return HTMLResponse(html(), headers={"Cache-Control": "no-cache"})

    return [Route(f"/{entry.address}", first_page) for entry in PAGES]
