"""What the code lab's browser side is served: the sandbox's page, and Brython.

`docs/decisions/0013-learner-code-runs-in-the-learners-browser.md` says what holds whom.
"""

import hashlib
import json
from base64 import b64encode
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Final

from anyio.to_thread import run_sync
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.routing import Route

from lifecycle.programs import recorder
from ui.compressed import Copy, accepts_gzip, answer, compressed

SANDBOX: Final = "code-lab/sandbox"
BRYTHON: Final = f"code-lab/brython-{version('brython')}.js"
_HERE: Final = Path(__file__).parent
# Brython asks where it was loaded from, to look for modules there: nowhere.
_PATH: Final = 'globalThis.__BRYTHON__ = { brython_path: "https://nowhere.invalid/" };\n'


@cache
def sandbox() -> tuple[str, str]:
    """Write the sandbox's page, and the policy that it and its worker live under."""
    parts = {
        "RECORDER": Path(recorder.__file__).read_text(encoding="utf-8"),
        "PATH": _PATH,
        "WORKER": (_HERE / "worker.js").read_text(encoding="utf-8"),
    }
    known = "\n".join(f"const {name} = {json.dumps(text)};" for name, text in parts.items())
    script = f"{known}\n{(_HERE / 'sandbox.js').read_text(encoding='utf-8')}"
    digest = b64encode(hashlib.sha256(script.encode()).digest()).decode()
    policy = (
        "sandbox allow-scripts; default-src 'none'; connect-src 'none'; worker-src blob:; "
        f"script-src 'sha256-{digest}' 'unsafe-eval'; frame-ancestors 'self'"
    )
    page = f'<!doctype html><html lang="en"><title>Sandbox</title><script>{script}</script></html>'
    return page, policy


def routes(base: str = "") -> list[Route]:
    """Answer for the sandbox and for Brython; all addresses begin with `base`."""

    async def sandboxed(_: Request) -> HTMLResponse:
        page, policy = sandbox()
        return HTMLResponse(page, headers={"Content-Security-Policy": policy})

    async def brython(request: Request) -> Response:
        if not accepts_gzip(",".join(request.headers.getlist("accept-encoding"))):
            return FileResponse(_brython(), headers={"Vary": "Accept-Encoding"})
        return answer(request.headers, await run_sync(_copy), head=request.method == "HEAD")

    return [Route(f"{base}/{SANDBOX}", sandboxed), Route(f"{base}/{BRYTHON}", brython)]


def _brython() -> Path:
    return Path(str(files("brython").joinpath("data/brython.js")))


@cache
def _copy() -> Copy:
    return compressed(_brython())
