"""Ids, and what all nouns share."""

import hashlib
import re
import unicodedata
from functools import lru_cache
from typing import dataclass_transform

import msgspec

UNDECOMPOSED = str.maketrans(
    {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe"}
)


def identity(prefix: str, *parts: object) -> str:
    """A stable id: the prefix and 12 hex digits of BLAKE2s over the parts."""
    joined = "\x1f".join(str(part) for part in parts)
    return prefix + hashlib.blake2s(joined.encode(), digest_size=6).hexdigest()


@lru_cache(maxsize=65536)
def slug(name: str) -> str:
    """A name as it stands in an address: `Kim Song-nam` and `Kim Song Nam` both give `kim-song-nam`. A name without
    any Latin letter gets a stable id instead."""
    plain = unicodedata.normalize("NFKD", name.translate(UNDECOMPOSED)).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", re.sub(r"['’`]", "", plain)).strip("-") or identity("n", name)


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(msgspec.field,))
class Noun(msgspec.Struct, frozen=True, kw_only=True):
    """What all nouns share: frozen, keyword-only, compared by value."""
