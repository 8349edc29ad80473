"""A certificate on paper: as a PDF whose text can be read aloud, and as a picture."""

from functools import cache
from io import BytesIO
from typing import Final

from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer

from quizzes.certificate import PROVES, Certificate
from quizzes.mastery import GOAL, percent_told

_TITLE: Final = "ML lifecycle, step by step: result of a test"
_INK: Final = "#14171B"
_ACCENT: Final = "#24476B"
_PAPER: Final = "#FBFAF6"
_SIZE: Final = (1600, 1131)
_MARGIN: Final = 120


def lines(certificate: Certificate, code: str, address: str = "") -> tuple[str, ...]:
    """Say what a certificate says, a line or paragraph each."""
    low, high = certificate.interval
    score = f"{certificate.right} of {certificate.asked} answers right"
    limit = "" if certificate.minutes is None else f" {limit_told(certificate.minutes)}"
    known = (
        f"Probability of knowing at least {GOAL:.0%} of such questions: "
        f"{percent_told(certificate.probability)}. What is known lies between {low}% and {high}%, "
        "with a probability of 90%."
    )
    return (
        certificate.verdict.capitalize(),
        f"{score} on {certificate.day:%d %B %Y}, UTC ({certificate.test}).{limit}",
        known,
        PROVES,
        *([f"Anybody can check its code at {address}"] if address else []),
        f"Code: {code}",
    )


def limit_told(minutes: int) -> str:
    """Say how long the ten questions of a test might take; 0 minutes are no limit."""
    if not minutes:
        return "There was no time limit."
    return f"The ten questions had a time limit of {minutes_told(minutes)}."


def minutes_told(minutes: int) -> str:
    """Say so many minutes."""
    return f"{minutes} minute{'' if minutes == 1 else 's'}"


def pdf(certificate: Certificate, code: str, address: str) -> bytes:
    """Print a certificate on a page of A4."""
    out = BytesIO()
    page = SimpleDocTemplate(out, pagesize=landscape(A4), title=_TITLE, author=_TITLE, lang="en-GB")
    verdict, *rest = lines(certificate, code, address)
    head = ParagraphStyle("head", fontName="Times-Bold", fontSize=20, leading=26, textColor=_ACCENT)
    big = ParagraphStyle("big", fontName="Times-Bold", fontSize=40, leading=56, textColor=_INK)
    text = ParagraphStyle("text", fontName="Times-Roman", fontSize=14, leading=20, textColor=_INK)
    story = [Paragraph(_TITLE, head), Spacer(1, 30), Paragraph(verdict, big), Spacer(1, 12)]
    for line in rest:
        story += [Paragraph(line, text), Spacer(1, 12)]
    page.build(story)
    return out.getvalue()


def png(certificate: Certificate, code: str, address: str) -> bytes:
    """Draw a certificate as a picture."""
    picture = Image.new("RGB", _SIZE, _PAPER)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((40, 40, _SIZE[0] - 40, _SIZE[1] - 40), outline=_ACCENT, width=4)
    verdict, *rest = lines(certificate, code, address)
    y = _written(pen, _TITLE, 40, _MARGIN, _ACCENT)
    y = _written(pen, verdict, 84, y + 50, _INK) + 20
    for line in rest:
        y = _written(pen, line, 32, y + 16, _INK)
    out = BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def _written(pen: ImageDraw.ImageDraw, text: str, size: int, y: int, colour: str) -> int:
    """Write a paragraph, broken where the paper ends; answer where the next may begin."""
    font = _font(size)
    line = ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and pen.textlength(longer, font) > _SIZE[0] - 2 * _MARGIN:
            pen.text((_MARGIN, y), line, colour, font)
            y += round(size * 1.35)
            line = word
        else:
            line = longer
    pen.text((_MARGIN, y), line, colour, font)
    return y + round(size * 1.35)


@cache
def _font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.load_default(size)
