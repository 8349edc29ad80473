"""The frame around every page: its title, its menu, and the page that was asked for."""

import streamlit as st

from ui import clicks
from ui.menu import HOME, PRESENT, SECTIONS, TITLE

pages = {
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
}
page = st.navigation(pages, position="top")
if page.url_path == PRESENT.address:  # known only once the menu has been told of all pages
    st.navigation(pages, position="hidden")

st.set_page_config(page_title=f"{page.title} · {TITLE}", layout="wide")
with clicks.running():
    page.run()
