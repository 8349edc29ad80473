"""The frame around every page: its title, its menu, and the page that was asked for."""

from pathlib import Path

import streamlit as st

from ui.menu import HOME, PAGES

st.set_page_config(
    page_title="ML lifecycle, step by step",
    page_icon=str(Path(__file__).parent / "static" / "icon.png"),
    layout="wide",
)

page = st.navigation(
    [
        st.Page(
            entry.script,
            title=entry.title,
            url_path=entry.address,
            default=entry is HOME,
            help=entry.help,
        )
        for entry in PAGES
    ],
    position="top",
)

page.run()
