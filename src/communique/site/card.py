"""The picture that goes with a brief where it is shared: headline, day and witnesses, drawn with Pillow at 1200 by 630
pixels. The fonts are two subsets of DejaVu (docs/data.md), for Latin, Greek and Cyrillic letters; what they lack is
printed without its marks or left out, and never as a box."""

import io
import unicodedata
from functools import cache, lru_cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

FONTS = Path(__file__).parent / "fonts"
SERIF, SANS = "DejaVuSerif-Bold.subset.ttf", "DejaVuSans.subset.ttf"
WIDTH, HEIGHT = 1200, 630
MARGIN = 72
PAPER, INK, SOFT, ACCENT = "#fdfcf9", "#1c1a17", "#5f594f", "#86191d"  # as in site.css
SIZES = (68, 60, 52, 46, 40)  # of the headline: the largest in which it fits
LINES = 5
LEADING = 1.22
MISSING = "\uffff"  # a character that no font has


@lru_cache(maxsize=64)
def drawn(title: str, headline: str, when: str, rests: str) -> bytes:
    """The card as PNG."""
    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    draw = ImageDraw.Draw(image)
    name = font(SERIF, 30)
    draw.text((MARGIN, 52), within(printable(title, SERIF), name, WIDTH - 2 * MARGIN), INK, name)
    draw.line((MARGIN, 108, WIDTH - MARGIN, 108), INK, 4)
    draw.line((MARGIN, 115, WIDTH - MARGIN, 115), INK, 1)
    lines, size = fitted(printable(headline, SERIF))
    for number, line in enumerate(lines):
        draw.text((MARGIN, 150 + number * size * LEADING), line, INK, font(SERIF, size))
    small = font(SANS, 27)
    draw.rectangle((MARGIN, HEIGHT - 112, MARGIN + 64, HEIGHT - 107), ACCENT)
    foot = " · ".join(filter(None, (printable(when, SANS), printable(rests, SANS))))
    draw.text((MARGIN, HEIGHT - 86), within(foot, small, WIDTH - 2 * MARGIN), SOFT, small)
    out = io.BytesIO()
    image.quantize(64).save(out, "PNG", optimize=True)
    return out.getvalue()


def printable(text: str, name: str) -> str:
    """The text in letters that the font has: without their marks, or not at all, where it lacks them."""
    kept = []
    for character in unicodedata.normalize("NFC", " ".join(text.split())):
        bare = [c for c in unicodedata.normalize("NFKD", character) if not unicodedata.combining(c)]
        kept += [character] if has(name, character) else [c for c in bare if has(name, c)]
    return " ".join("".join(kept).split())


@cache
def has(name: str, character: str) -> bool:
    """Whether the font has a shape of its own for a character."""
    return character == " " or shape(name, character) != shape(name, MISSING)


def shape(name: str, character: str) -> tuple[tuple[int, int], bytes]:
    """How a character is drawn: its size and its dots."""
    mask = font(name, 24).getmask(character)
    return mask.size, bytes(mask)


@cache
def font(name: str, size: int) -> ImageFont.FreeTypeFont:
    """A font in a size, laid out letter by letter, which needs no further library."""
    return ImageFont.truetype(FONTS / name, size, layout_engine=ImageFont.Layout.BASIC)


def fitted(text: str) -> tuple[list[str], int]:
    """The headline in lines, in the largest size in which it fits; cut at a word where it fits in none."""
    for size in SIZES:
        lines = wrapped(text, font(SERIF, size), WIDTH - 2 * MARGIN)
        if len(lines) * size * LEADING <= HEIGHT - 150 - 130 and len(lines) <= LINES:
            return lines, size
    kept = lines[:LINES]
    return [*kept[:-1], within(f"{kept[-1]} …", font(SERIF, size), WIDTH - 2 * MARGIN)], size


def wrapped(text: str, face: ImageFont.FreeTypeFont, width: float) -> list[str]:
    """The text in lines no wider than this; a word wider than a line is cut into pieces."""
    lines: list[str] = []
    for word in text.split():
        if lines and face.getlength(f"{lines[-1]} {word}") <= width:
            lines[-1] += f" {word}"
            continue
        lines.append("")
        for character in word:
            if face.getlength(lines[-1] + character) > width:
                lines.append("")
            lines[-1] += character
    return lines


def within(text: str, face: ImageFont.FreeTypeFont, width: float) -> str:
    """The text, cut so that it is no wider than this."""
    if face.getlength(text) <= width:
        return text
    kept = text
    while kept and face.getlength(f"{kept}…") > width:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"
