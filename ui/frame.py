"""The frame around every page: its title, its menu, and the page that was asked for."""

import streamlit as st

st.set_page_config(page_title="ML lifecycle, step by step", layout="wide")

page = st.navigation(
    [
        st.Page(
            "../pages/learn/home.py",
            title="Home",
            default=True,
            help="What you will learn here, how long it takes, and where to start.",
        ),
        st.Page(
            "../pages/learn/step_through.py",
            title="Step through",
            url_path="step-through",
            help="Run the six stages one step at a time, with a real model behind every row.",
        ),
    ],
    position="top",
)

page.run()
