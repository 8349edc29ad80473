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
FOCUS: Final = "#3B7DC4"
"""The ring around what the keyboard is at, on light paper and on dark; Streamlit's is faint."""

# Options that are read one below the other begin at one edge. A finger needs no letters of keys,
# and 24 pixels to press on. A button's words are no paragraph: a reader's room after one cuts them.
# Where a reader has the browser choose all colours, Streamlit's go, and with them what tells a
# choice from the others, and all of a slider, a switch or a bar.
_LOOK: Final = f"""
      :is(a, button, summary):focus-visible,
      :has(> [data-testid="stSliderThumbValue"]):has(:focus-visible),
      label:has(:is([type="checkbox"], [type="radio"]):focus-visible) {{
        outline: 2px solid {FOCUS} !important;
        outline-offset: 2px;
      }}
      [data-testid="stMain"]:focus-visible {{
        outline: 2px solid {FOCUS} !important;
        outline-offset: -2px;
      }}
      [data-testid="stSidebar"][data-collapsed="true"] {{ visibility: hidden; }}
      [class*="st-key-option-"] button {{ justify-content: start; text-align: start; }}
      [class*="st-key-option-"] button > div {{ justify-content: start; }}
      button p {{ margin: 0 !important; }}
      @media (hover: none) {{ button kbd {{ display: none !important; }} }}
      button[aria-label^="Help for"] {{ box-sizing: content-box; padding: 4px; margin: -4px; }}
      @media (forced-colors: active) {{
        [data-testid="stButtonGroup"] :is([aria-checked="true"], [aria-pressed="true"]) {{
          forced-color-adjust: none;
          background: SelectedItem !important;
          color: SelectedItemText !important;
        }}
        :has(> [data-testid="stSliderTickBar"]) > :first-child,
        :has(> [data-testid="stSliderThumbValue"]) {{
          forced-color-adjust: none;
          background: ButtonText !important;
        }}
        [data-testid="stRadioOption"] > div > :first-child,
        [data-testid="stCheckbox"] label > div:not([data-testid]),
        [data-testid="stProgress"] [role="progressbar"] {{ forced-color-adjust: none; }}
      }}
    """

# Left to itself, Streamlit looks for its server below the page's own address first, and the
# browser's console fills with errors on every deep link. The folder of the address is right
# behind a proxy's prefix too.
#
# On a narrow screen the menu is a sidebar. Streamlit keeps it open when a page was chosen, unless
# the browser calls itself a phone, and opens it again after a reload. A press beside it closes it,
# and what was kept of it is forgotten before the page begins. Closed, its links are out of sight,
# and no stops of the Tab key either.
#
# Where the menu has sections, Streamlit puts them as plain blocks into one list, and in the top
# bar opens them outside every landmark. Each section becomes a list of its own, and an opened one
# a part of the navigation.
#
# In a test's strip of numbers the signs are called by what they mean, not by what they look like.
_HEAD: Final = f"""<head>
    <style>{_LOOK}</style>
    <script>
      const home = new URL("./", location.href).href;
      window.__streamlit = {{ BACKEND_BASE_URL: home, MAIN_PAGE_BASE_URL: home }};
    </script>
    <script>
      addEventListener("click", (event) => {{
        if (!event.target.closest?.("[data-testid=stSidebarNavLink]")) return;
        const beside = document.querySelector("[data-testid=stMain]");
        setTimeout(() => beside?.dispatchEvent(new MouseEvent("mousedown", {{ bubbles: true }})));
      }});
      try {{
        for (const key of Object.keys(localStorage))
          if (key.startsWith("stSidebarCollapsed")) localStorage.removeItem(key);
      }} catch {{}} // a browser that keeps nothing
      const give = (role, places) => {{
        for (const place of document.querySelectorAll(places)) place.role = role;
      }};
      const called = {{ "edit icon": "answered", "flag icon": "flagged" }};
      new MutationObserver(() => {{
        for (const [look, meaning] of Object.entries(called)) {{
          const signs = `[data-testid=stButtonGroup] [aria-label="${{look}}"]`;
          for (const sign of document.querySelectorAll(signs)) sign.ariaLabel = meaning;
        }}
        give("none", "[data-testid=stSidebarNavItems], [data-testid=stSidebarNavItems] > li");
        give("list", "[data-testid=stSidebarNavItems] > div");
        give("navigation", "[data-testid=stTopNavPopoverBody]");
      }}).observe(document, {{ childList: true, subtree: true }});
    </script>
    <meta name="description" content="Run the machine-learning lifecycle one step at a time." />
    <title>{TITLE}</title>"""

NEEDED_SOON: Final = (
    *("BidiComponent", "serialization", "recordbatch", "_arrayReduce"),
    *("ButtonGroup", "WidgetLabel", "WidgetLabelHelpIconInline", "useBasicWidgetState"),
)
"""The scripts that our player, and the choice above it, need and the browser hears of last."""


@cache
def html() -> str:
    """Write Streamlit's first page with our title, our icon and the server's address."""
    static = Path(st.__file__).parent / "static"
    page = (static / "index.html").read_text(encoding="utf-8")
    page = page.replace("<title>Streamlit</title>", "").replace("./favicon.png", _ICON)
    return page.replace("<head>", _HEAD + _links_to_scripts(static / "static" / "js"), 1)


def _links_to_scripts(folder: Path) -> str:
    found = [path.name for name in NEEDED_SOON for path in folder.glob(f"{name}.*.js")]
    return "".join(
        f'\n    <link rel="modulepreload" crossorigin href="./static/js/{name}" />'
        for name in found
    )


def routes(base: str = "") -> list[Route]:
    """Answer for the address of each page; all addresses begin with `base`."""

    async def first_page(_: Request) -> HTMLResponse:
        return HTMLResponse(html())

    return [Route(f"{base}/{entry.address}", first_page) for entry in PAGES]
