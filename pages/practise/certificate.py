"""Certificate: see whether a code is genuine, and what it proves."""

import streamlit as st

from quizzes.certificate import PROVES, Certificate
from quizzes.errors import QuizError
from ui import cached, certificates
from ui.menu import TEST

st.title("Check a certificate", anchor=False)
st.markdown(
    "Every certificate carries a code that only this server can have made. You get one when you "
    "hand in a test: it waits below the verdict, as a PDF and as a picture."
)
st.page_link(TEST.script, label=TEST.title, icon=":material/arrow_forward:")
code = st.text_input("Code", value=st.query_params.get("code", ""), max_chars=200)
if code:
    try:
        certificate = Certificate.behind(code, cached.secret())
    except QuizError as problem:
        st.error(str(problem), icon=":material/gpp_bad:")
    else:
        st.success("This code is genuine. It says:", icon=":material/verified:")
        for line in certificates.lines(certificate, code)[:3]:
            st.markdown(line)
        st.caption(PROVES)
