"""Words and traits of a report as bytes, as its row in the store holds them."""

import msgspec
import numpy as np

from communique.stories.live import Traits
from communique.stories.rarity import Vector, Words


class Packed(msgspec.Struct, array_like=True, frozen=True):
    """Traits, how many words, words of the title and names in the opening there are, and all numbers and weights."""

    traits: Traits
    sizes: tuple[int, int, int]
    numbers: bytes


ENCODER, DECODER = msgspec.msgpack.Encoder(), msgspec.msgpack.Decoder(Packed)


def packed(words: Words, traits: Traits) -> bytes:
    """Words and traits as bytes; unpacked they are the same to the last digit."""
    parts = words.terms.keys, words.terms.weights, words.title, words.opening
    sizes = len(words.terms.keys), len(words.title), len(words.opening)
    return ENCODER.encode(Packed(traits, sizes, b"".join(part.tobytes() for part in parts)))


def unpacked(packed: bytes) -> tuple[Words, Traits]:
    """Words and traits from bytes. Raises msgspec.DecodeError for other bytes than `packed` gives."""
    its = DECODER.decode(packed)
    keys, weights = np.frombuffer(its.numbers, np.int32), np.frombuffer(its.numbers, np.float32)
    terms, title, _ = its.sizes
    second = 2 * terms
    return (
        Words(Vector(keys[:terms], weights[terms:second]), keys[second : second + title], keys[second + title :]),
        its.traits,
    )
