"""Make the README's pictures from the running app: `python -m benchmarks.media`."""

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from PIL import Image
from playwright.sync_api import Browser, Page

from benchmarks.browser import chromium
from benchmarks.servers import OURS, ROOT, serve

FOLDER = ROOT / "docs" / "media"
WALK = "/step-through?scenario=desert-changed"
MONITORING = f"{WALK}&step=6"
WIDE, PHONE = (1280, 800), (390, 844)
STEPS = 7
FIRST, NEXT, LAST = 1800, 1600, 3200
"""Milliseconds that the walk rests on its opening, on each step and on its end."""
MOST_BYTES = 1_500_000

Scheme = Literal["light", "dark"]


class TooLargeError(Exception):
    """The animation is too heavy for a README."""

    def __init__(self, size: int) -> None:
        super().__init__(f"The walk has {size:,} bytes, more than {MOST_BYTES:,}.")


def main() -> None:
    """Start the app, take every picture, and say what was written."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with serve(OURS, ROOT) as server, chromium() as browser:
        save("step-through", taken(browser, server.url + MONITORING, WIDE, "light"))
        save("step-through-dark", taken(browser, server.url + MONITORING, WIDE, "dark"))
        save("phone", taken(browser, server.url + MONITORING, PHONE, "light"))
        animate("walk", walked(browser, server.url + WALK))


def taken(browser: Browser, url: str, size: tuple[int, int], scheme: Scheme) -> Image.Image:
    """Photograph one moment."""
    page = opened(browser, url, size, scheme)
    picture = photographed(page)
    page.close()
    return picture


def walked(browser: Browser, url: str) -> list[Image.Image]:
    """Photograph a walk: its opening, then every step."""
    page = opened(browser, url, WIDE, "light")
    pictures = [photographed(page)]
    for _ in range(STEPS):
        page.keyboard.press("ArrowRight")
        pictures.append(photographed(page))
    page.close()
    return pictures


def opened(browser: Browser, url: str, size: tuple[int, int], scheme: Scheme) -> Page:
    """Open an address and wait until everything on it has come to rest."""
    width, height = size
    page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
    page.goto(url)
    page.get_by_role("button", name="Next step").wait_for()
    page.evaluate("() => document.fonts.ready")
    page.wait_for_timeout(6000)
    return page


def photographed(page: Page) -> Image.Image:
    """Wait out the flying value and the evidence, then take a picture."""
    page.wait_for_timeout(1500)
    return Image.open(io.BytesIO(page.screenshot())).convert("RGB")


def save(name: str, picture: Image.Image) -> None:
    """Write a picture with as many colours as it needs to look the same."""
    file = FOLDER / f"{name}.png"
    picture.quantize(256, dither=Image.Dither.NONE).save(file, optimize=True)
    said(file)


def animate(name: str, pictures: Sequence[Image.Image]) -> None:
    """Write the walk as an animation that repeats."""
    file = FOLDER / f"{name}.webp"
    rests = [FIRST, *[NEXT] * (len(pictures) - 2), LAST]
    first, *others = pictures
    first.save(
        file, save_all=True, append_images=others, duration=rests, loop=0, quality=82, method=6
    )
    if file.stat().st_size > MOST_BYTES:
        raise TooLargeError(file.stat().st_size)
    said(file)


def said(file: Path) -> None:
    """Say what was written."""
    print(f"{file.relative_to(ROOT)}: {file.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
