"""The text of an article: a page of a fictional publisher gives exactly its blocks."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from communique.reading import read

from .pages import page

HERE = Path(__file__).parent / "articles"
TEXTS: dict[str, str] = tomllib.loads((HERE / "texts.toml").read_text(encoding="utf-8"))
FRAME = (
    '<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>{title} | The Courier</title></head><body>'
    '<header><nav><a href="/">The Courier</a> <a href="/world">World</a> <a href="/trade">Trade</a></nav></header>'
    '{body}<footer><p>© The Courier. All rights reserved.</p><ul><li><a href="/imprint">Imprint</a></li></ul></footer>'
    "</body></html>"
)
RIGHT = {"seen": 24, "held": 22}  # pages of each half whose blocks are exactly right


def pages(half: str) -> list[dict[str, Any]]:
    return tomllib.loads((HERE / f"{half}.toml").read_text(encoding="utf-8"))["page"]  # type: ignore[no-any-return]


def filled(text: str) -> str:
    for name, words in TEXTS.items():
        text = text.replace("{" + name + "}", words)
    return text


def found(case: dict[str, Any]) -> list[str]:
    html = case.get("html") or FRAME.replace("{body}", case["body"]).replace("{lang}", case.get("lang", "en"))
    return read(page(filled(html), url="https://courier.example/world/neighbours")).text.split("\n\n")


@pytest.mark.parametrize("half", ["seen", "held"])
def test_pages_whose_blocks_are_exactly_right(half: str) -> None:
    wrong = [case["id"] for case in pages(half) if found(case) != [filled(block) for block in case["blocks"]]]
    assert len(pages(half)) - len(wrong) >= RIGHT[half], wrong
