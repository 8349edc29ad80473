"""The server: `ui/frame.py` as a web app, with its routes, middleware and warm-up.

Start it with `streamlit run app.py`.
"""

import gc
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from threading import Thread

import streamlit as st
from starlette.middleware import Middleware

from ui import api, cached, index
from ui.apology import apologise
from ui.code_lab import serving as code_lab
from ui.compressed import CompressedStatics, streamlit_bundle
from ui.learner_cookie import LearnerCookie
from ui.security import CarefulHeaders, OwnPages
from ui.unbroken import mend
from ui.uploads import FewUploads, keep_off_the_disk


def warm() -> None:
    """Do once, before anyone asks, what the first visitor would wait for."""
    cached.store()
    cached.warm()
    streamlit_bundle().warm()
    gc.collect()
    gc.freeze()  # what is here now stays: automatic collections need not walk it again


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[None]:
    """Warm up beside the event loop, so that the server answers at once."""
    if os.environ.get("DATABASE_URL"):
        cached.store()  # a wrong address ends the start, with its sentence in the log
    Thread(target=warm, name="warm-up", daemon=True).start()
    yield
    cached.store().close()


keep_off_the_disk()
mend()
path = st.get_option("server.baseUrlPath").strip("/")
base = f"/{path}" if path else ""

app = st.App(
    "ui/frame.py",
    routes=[
        *index.routes(base),
        *code_lab.routes(base),
        *api.routes(cached.run_for, base),
    ],
    middleware=[
        Middleware(CarefulHeaders),
        Middleware(OwnPages),
        Middleware(FewUploads, base=base),
        Middleware(LearnerCookie),
        Middleware(CompressedStatics, bundle=streamlit_bundle()),
    ],
    lifespan=lifespan,
    on_script_error=apologise,
)
