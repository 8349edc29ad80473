"""The frame around every page: its title, its menu, and the page that was asked for."""

import streamlit as st

from ui.menu import HOME, SECTIONS, TITLE

page = st.navigation(
    {
        section: [
            st.Page(
                entry.script,
                title=entry.title,
                url_path=entry.address,
                default=entry is HOME,
                help=entry.help,
            )
            for entry in entries
        ]
        for section, entries in SECTIONS.items()
    },
    position="top",
)

st.set_page_config(page_title=f"{page.title} · {TITLE}", layout="wide")
page.run()
