from collections.abc import Mapping
from tomllib import loads

import pytest

from communique.reading.document import Document
from communique.reading.images import image, parted

from . import facts
from .pages import BODY, URL, html

IMAGES = loads((facts.HERE / "images.toml").read_text(encoding="utf-8"))["image"]


@pytest.mark.parametrize("wanted", IMAGES, ids=[entry["id"] for entry in IMAGES])
def test_pictures_come_with_caption_and_credit(wanted: Mapping[str, str]) -> None:
    before = "<h1>Talks in Oslo</h1>" + wanted.get("before", "")
    found = image(Document(html(BODY + wanted.get("after", ""), wanted.get("head", ""), before), URL))
    told = (found.url, found.caption, found.credit) if found else (None, None, None)
    assert told == tuple(wanted.get(name) for name in ("url", "caption", "credit"))


@pytest.mark.parametrize(
    "caption",
    [
        "The ministers left the hall - and came back at night",
        "The family photo of the ministers in the courtyard",
        "На фото министры двух стран в Осло",
        "Ships in port (file)",
        "Norway/Chile talks in the old town hall",
        "Three ships, of which one sails under the flag of Chile.",
    ],
)
def test_a_caption_without_a_credit_stays_whole(caption: str) -> None:
    assert parted(caption) == (caption, None)
