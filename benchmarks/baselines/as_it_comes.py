"""Streamlit as `pip install streamlit` gives it: without the `performance` extra.

Streamlit and uvicorn take uvloop, httptools and orjson wherever they find them. Here they
are not found, and everything falls back to what it does by default.
"""

import sys

sys.modules |= dict.fromkeys(("uvloop", "httptools", "orjson"))  # type: ignore[arg-type]

from streamlit.web.cli import main  # noqa: E402  after they are hidden

main()
